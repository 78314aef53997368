using Grpc.Core;
using Microsoft.Extensions.Options;
using MovieAspire.Catalog.Libraries.Films;
using MovieAspire.Catalog.Libraries.Imports;
using MovieAspire.Catalog.Libraries.Insights;
using MovieAspire.Catalog.Libraries.Matches;
using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.ServiceDefaults.Errors;
using LibrariesBase = MovieAspire.Contracts.Libraries.V1.Libraries.LibrariesBase;

namespace MovieAspire.Catalog.Libraries;

/// <summary>People's libraries: uploads, sessions, films, matches and insight.</summary>
internal sealed class LibrariesService(
    SessionStore sessions, SessionWatchers watchers, LibraryImport import, FilmQuery films, ListQuery lists, MatchQuery matches, MatchChoice choice,
    InsightQuery insights, LibraryComparison comparison, LibraryExport export, TimeProvider time, IOptions<LibraryOptions> options) : LibrariesBase
{
    public override async Task<UploadResponse> Upload(IAsyncStreamReader<UploadRequest> requestStream, ServerCallContext context)
    {
        var token = context.CancellationToken;
        if (!await requestStream.MoveNext(token) || requestStream.Current.Target is not { } target)
            throw ServiceError.InvalidField("target", "must come first");
        var session = target.SessionId.Length > 0
            ? await sessions.UseAsOwnerAsync(target.SessionId, target.OwnerToken, token)
            : null;
        await using var upload = await UploadFiles.ReceiveAsync(requestStream, options.Value.MaxUploadBytes, token);
        var result = await import.ImportAsync(upload, session?.Id, token);

        var row = await sessions.FindAsync(result.Session, token);
        var response = new UploadResponse { Session = row.ToMessage(time.GetUtcNow()), OwnerToken = result.OwnerToken ?? "", ErrorCount = result.ErrorCount };
        response.Counts.AddRange(result.Counts);
        response.Errors.AddRange(result.Errors);
        return response;
    }

    public override async Task<Session> GetSession(GetSessionRequest request, ServerCallContext context) =>
        (await sessions.UseAsync(request.Id, context.CancellationToken)).ToMessage(time.GetUtcNow());

    public override async Task WatchSession(
        WatchSessionRequest request, IServerStreamWriter<SessionChange> responseStream, ServerCallContext context)
    {
        if (request.AfterRevision < 0)
            throw ServiceError.InvalidField("after_revision", "must be 0 or more");
        var session = await sessions.UseAsync(request.Id, context.CancellationToken);
        await foreach (var change in watchers.WatchAsync(session.Id, request.AfterRevision, context.CancellationToken))
            await responseStream.WriteAsync(change, context.CancellationToken);
    }

    public override async Task<ListFilmsResponse> ListFilms(ListFilmsRequest request, ServerCallContext context)
    {
        var page = FilmPage.Parse(request);
        var session = await sessions.UseAsync(request.SessionId, context.CancellationToken);
        return await films.RunAsync(session.Id, page, context.CancellationToken);
    }

    public override async Task<ListListsResponse> ListLists(ListListsRequest request, ServerCallContext context) =>
        await lists.RunAsync((await sessions.UseAsync(request.SessionId, context.CancellationToken)).Id, context.CancellationToken);

    public override async Task<ListMatchesResponse> ListMatches(ListMatchesRequest request, ServerCallContext context) =>
        await matches.ListAsync(await sessions.UseAsync(request.SessionId, context.CancellationToken), request, context.CancellationToken);

    public override async Task<Match> ChooseMatch(ChooseMatchRequest request, ServerCallContext context)
    {
        var session = await sessions.UseAsOwnerAsync(request.SessionId, request.OwnerToken, context.CancellationToken);
        return await choice.ChooseAsync(session, request.FilmId, request.HasTmdbId ? request.TmdbId : null, context.CancellationToken);
    }

    public override async Task<LibraryStats> GetStats(GetInsightRequest request, ServerCallContext context)
    {
        var session = await sessions.UseAsync(request.SessionId, context.CancellationToken);
        return await insights.GetAsync(session, "stats", LibraryStats.Parser, context.CancellationToken);
    }

    public override async Task<YearInReview> GetYear(GetYearRequest request, ServerCallContext context)
    {
        if (request.Year is < RequestCheck.FirstYear or > RequestCheck.LastYear)
            throw ServiceError.InvalidField("year", $"must be between {RequestCheck.FirstYear} and {RequestCheck.LastYear}");
        var session = await sessions.UseAsync(request.SessionId, context.CancellationToken);
        if (await insights.FindAsync(session, "year", request.Year, YearInReview.Parser, context.CancellationToken) is { } year)
            return year;
        // Of a library that is not analysed yet nobody knows in which years there were viewings.
        await insights.GetAsync(session, "stats", LibraryStats.Parser, context.CancellationToken);
        throw ServiceError.NotFound("year", request.Year);
    }

    public override async Task<PersonalRecommendations> GetRecommendations(
        GetPersonalRecommendationsRequest request, ServerCallContext context)
    {
        var check = new RequestCheck();
        var limit = check.Limit(request.Limit);
        check.ThrowIfAnyFailed();
        var session = await sessions.UseAsync(request.SessionId, context.CancellationToken);
        var all = await insights.GetAsync(session, "recommendations", PersonalRecommendations.Parser, context.CancellationToken);
        var shown = all.Recommendations.Where(movie => request.IncludeWatchlist || !movie.InWatchlist).Take(limit).ToList();
        all.Recommendations.Clear();
        all.Recommendations.AddRange(shown);
        return all;
    }

    public override async Task<Watchlist> GetWatchlist(GetInsightRequest request, ServerCallContext context)
    {
        var session = await sessions.UseAsync(request.SessionId, context.CancellationToken);
        return await insights.GetAsync(session, "watchlist", Watchlist.Parser, context.CancellationToken);
    }

    public override async Task<Comparison> Compare(CompareRequest request, ServerCallContext context)
    {
        var first = await sessions.UseAsOwnerAsync(request.SessionId, request.OwnerToken, context.CancellationToken);
        var second = await sessions.UseAsOwnerAsync(request.WithSessionId, request.WithOwnerToken, context.CancellationToken);
        return await comparison.CompareAsync(first.Id, second.Id, context.CancellationToken);
    }

    public override async Task Export(ExportRequest request, IServerStreamWriter<ExportChunk> responseStream, ServerCallContext context)
    {
        if (!Enum.IsDefined(request.Format))
            throw ServiceError.InvalidField("format", "is not a known format");
        var session = await sessions.UseAsync(request.SessionId, context.CancellationToken);
        await export.WriteAsync(session, request.Format, responseStream, context.CancellationToken);
    }

    public override async Task<DeleteSessionResponse> DeleteSession(DeleteSessionRequest request, ServerCallContext context)
    {
        var session = await sessions.UseAsOwnerAsync(request.Id, request.OwnerToken, context.CancellationToken);
        await sessions.DeleteAsync(session, context.CancellationToken);
        return new();
    }
}
