using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Web.Host;
using MovieAspire.Web.Layout;
using MovieAspire.Web.Live;
using MovieAspire.Web.Parts;

namespace MovieAspire.Web.Library;

/// <summary>
/// A person's library. Whoever has the address of one may look; the key in it, which only the person has who made it, may
/// change and delete. Nothing else is kept of the person: no cookie, no account.
/// </summary>
internal static class LibraryEndpoints
{
    // A ZIP of everything that somebody ever logged is some 5 MB.
    private const long MaxUploadBytes = 64 * 1024 * 1024;

    private const int Reviewed = 10;

    internal static void MapLibrary(this RouteGroupBuilder library, PageConventions host)
    {
        library.AddEndpointFilter(PrivateAsync);
        library.MapGet("", () => Pages.View<UploadPage>(new { }));
        host.Uploads(library.MapPost("", UploadAsync).WithMetadata(new UploadLimit()));
        library.MapGet("/{id}", ShowAsync);
        library.MapGet("/{id}/progress", ProgressAsync);
        host.EventStreams(library.MapGet("/{id}/events", Watch));
        library.MapGet("/{id}/review", ReviewAsync);
        library.MapPost("/{id}/review/{film:long}", ChooseAsync);
        library.MapGet("/{id}/year/{year:int}", YearAsync);
        library.MapGet("/{id}/delete", AskToDeleteAsync);
        library.MapPost("/{id}/delete", DeleteAsync);
    }

    /// <summary>The address of a page of a library.</summary>
    internal static string Address(string id, string? key, string page = "") =>
        $"/library/{Uri.EscapeDataString(id)}{page}{(string.IsNullOrEmpty(key) ? "" : $"?key={Uri.EscapeDataString(key)}")}";

    private static async Task<IResult> UploadAsync(
        HttpContext context, Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        try
        {
            var form = await context.Request.ReadFormAsync(cancellationToken);
            var files = form.Files.Where(file => file.Length > 0).ToList();
            if (files.Count == 0)
                return Refused("Choose the ZIP of your export, or CSV files out of it.");
            var response = await SendAsync(libraries, form["id"].ToString(), form["key"].ToString(), files, cancellationToken);
            var key = response.OwnerToken.Length > 0 ? response.OwnerToken : form["key"].ToString();
            return TypedResults.LocalRedirect(Address(response.Session.Id, key));
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument)
        {
            return Refused(RpcStatus.ViolationsOf(e) is [var first, ..] ? first.Description : e.Status.Detail);
        }
        catch (Exception e) when (e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } or InvalidDataException)
        {
            return Refused($"That is more than {MaxUploadBytes / 1024 / 1024} MB, which no export is.");
        }

        static RazorComponentResult<UploadPage> Refused(string reason) => Pages.View<UploadPage>(new { Refusal = reason }, StatusCodes.Status400BadRequest);
    }

    private static async Task<UploadResponse> SendAsync(
        Libraries.LibrariesClient libraries, string id, string key, IReadOnlyList<IFormFile> files, CancellationToken cancellationToken)
    {
        using var call = libraries.Upload(cancellationToken: cancellationToken);
        await call.RequestStream.WriteAsync(new() { Target = new() { SessionId = id, OwnerToken = key } }, cancellationToken);
        var buffer = new byte[64 * 1024];
        foreach (var file in files)
        {
            await call.RequestStream.WriteAsync(new() { File = new() { Name = Path.GetFileName(file.FileName) } }, cancellationToken);
            await using var content = file.OpenReadStream();
            while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                await call.RequestStream.WriteAsync(new() { Content = Google.Protobuf.ByteString.CopyFrom(buffer.AsSpan(0, read)) }, cancellationToken);
        }

        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    private static async Task<IResult> ShowAsync(
        string id, string? key, PartReader reader, Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var session = await libraries.GetSessionAsync(new() { Id = id }, cancellationToken: cancellationToken);
        if (session.Status is not SessionStatus.Completed)
            return Pages.View<ProgressPage>(new { Session = session, Key = key });

        var stats = reader.ReadAsync("Your figures", call => libraries.GetStatsAsync(new() { SessionId = id }, call));
        var next = reader.ReadAsync("Recommendations", call => libraries.GetRecommendationsAsync(new() { SessionId = id, Limit = 12 }, call));
        var watchlist = reader.ReadAsync("Your watchlist", call => libraries.GetWatchlistAsync(new() { SessionId = id }, call));
        return Pages.View<LibraryPage>(new
        {
            Session = session, Key = key, Stats = await stats, Recommended = await next, Watchlist = await watchlist,
        });
    }

    private static async Task<IResult> ProgressAsync(
        string id, string? key, Libraries.LibrariesClient libraries, CancellationToken cancellationToken) =>
        Pages.View<SessionProgressView>(new { Session = await libraries.GetSessionAsync(new() { Id = id }, cancellationToken: cancellationToken), Key = key });

    private static IResult Watch(
        string id, string? key, LiveStream live, Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var newest = new LinkedList<FilmOutcome>();
        return live.Of<SessionProgressView, SessionChange>(
            $"library {id}", token => libraries.WatchSession(new() { Id = id }, cancellationToken: token),
            change => change.Session.Revision,
            change =>
            {
                foreach (var film in change.Films)
                {
                    newest.AddFirst(film);
                    if (newest.Count > SessionProgressView.Shown)
                        newest.RemoveLast();
                }

                return new()
                {
                    [nameof(SessionProgressView.Session)] = change.Session, [nameof(SessionProgressView.Key)] = key,
                    [nameof(SessionProgressView.Newest)] = newest.ToList(),
                };
            },
            cancellationToken);
    }

    private static async Task<IResult> ReviewAsync(
        string id, string? key, string? cursor, Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var review = await libraries.ListMatchesAsync(
            new() { SessionId = id, Limit = Reviewed, Cursor = cursor ?? "", State = MatchState.Review }, cancellationToken: cancellationToken);
        var unmatched = await libraries.ListMatchesAsync(
            new() { SessionId = id, Limit = 50, State = MatchState.Unmatched }, cancellationToken: cancellationToken);
        return Pages.View<ReviewPage>(new { Id = id, Key = key, Review = review, Unmatched = unmatched });
    }

    private static async Task<IResult> ChooseAsync(
        string id, long film, HttpContext context, Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var request = new ChooseMatchRequest { SessionId = id, FilmId = film, OwnerToken = form["key"].ToString() };
        if (int.TryParse(form["movie"], NumberStyles.None, CultureInfo.InvariantCulture, out var movie) && movie > 0)
            request.TmdbId = movie;
        await libraries.ChooseMatchAsync(request, cancellationToken: cancellationToken);
        return TypedResults.LocalRedirect(Address(id, form["key"], "/review"));
    }

    private static async Task<IResult> YearAsync(
        string id, int year, string? key, Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var review = await libraries.GetYearAsync(new() { SessionId = id, Year = year }, cancellationToken: cancellationToken);
        return Pages.View<YearPage>(new { Id = id, Key = key, Year = review });
    }

    private static async Task<IResult> AskToDeleteAsync(
        string id, string? key, Libraries.LibrariesClient libraries, CancellationToken cancellationToken) =>
        Pages.View<DeletePage>(new { Session = await libraries.GetSessionAsync(new() { Id = id }, cancellationToken: cancellationToken), Key = key });

    private static async Task<IResult> DeleteAsync(
        string id, HttpContext context, Libraries.LibrariesClient libraries, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        await libraries.DeleteSessionAsync(new() { Id = id, OwnerToken = form["key"].ToString() }, cancellationToken: cancellationToken);
        return Pages.View<DeletedPage>(new { });
    }

    // It is somebody's: nobody between keeps it.
    private static ValueTask<object?> PrivateAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var headers = invocation.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        return next(invocation);
    }

    private sealed record UploadLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MaxUploadBytes;
    }
}
