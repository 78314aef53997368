using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MovieAspire.Libraries.Matching;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Libraries.Sessions;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Libraries.Matching;

/// <summary>Matches the films of a session: what owners chose, then the catalog for many at once, then TMDB for each that is left.</summary>
internal sealed class FilmMatching(
    NpgsqlDataSource dataSource, SessionWork work, CatalogCandidates catalog, PeoplesChoices choices, TmdbClient tmdb,
    TmdbSearch search, FetchedMovies fetchedMovies, IOptions<LibraryOptions> options)
{
    /// <summary>One owner alone overrules nothing that the rules are sure of.</summary>
    private const int OwnersToOverrule = 2;

    // Enough for some seconds of calls; written as a batch.
    private const int SearchBatch = 48;

    /// <summary>Films that nobody has looked at yet.</summary>
    public async Task MatchAsync(LibrarySession session, RunContext run, TimeSlice slice, CancellationToken cancellationToken)
    {
        long last = 0;
        while (true)
        {
            var films = await ReadAsync("""
                SELECT f.id, f.name, f.year, f.uri FROM libraries.films f
                WHERE f.session_id = $1 AND f.id > $2 AND NOT EXISTS (SELECT FROM libraries.matches x WHERE x.film_id = f.id)
                ORDER BY f.id LIMIT $3
                """, session, cancellationToken, last, options.Value.MatchBatch);
            if (films.Count == 0)
                return;
            var chosen = await choices.FindAsync(films, cancellationToken);
            var candidates = await catalog.FindAsync(films, cancellationToken);
            await work.WriteAsync(
                session,
                [.. films.Select(film => Result(film, FilmMatcher.Decide(film.Title, candidates[film.Id]), chosen.TryGetValue(film.Id, out var choice) ? choice : null))],
                cancellationToken);
            await work.SettleAsync(session, null, cancellationToken);
            run.Advance(films.Count, "");
            last = films[^1].Id;
            await slice.CheckAsync(cancellationToken);
        }
    }

    /// <summary>Films that the catalog does not resolve; a batch is written while TMDB is asked for the next one.</summary>
    /// <exception cref="ProviderException">TMDB does not answer any more.</exception>
    public async Task SearchAsync(LibrarySession session, RunContext run, TimeSlice slice, CancellationToken cancellationToken)
    {
        IReadOnlyList<SessionFilm> inWriting = [];
        var writing = Task.CompletedTask;
        try
        {
            while (true)
            {
                var films = await PendingAsync(session, inWriting, cancellationToken);
                if (films.Count == 0)
                {
                    if (inWriting.Count == 0)
                        return;
                    // Those that failed, once more.
                    await writing;
                    inWriting = [];
                    continue;
                }

                var answers = new Answers(new(tmdb, run, options.Value.OutageAfter));
                try
                {
                    await AskAsync(run, films, answers, slice, cancellationToken);
                }
                finally
                {
                    await writing;
                    writing = WriteAsync(session, run, answers);
                }

                inWriting = films;
                answers.Outage.ThrowIfOut();
                await slice.CheckAsync(cancellationToken);
            }
        }
        finally
        {
            await writing;
        }
    }

    private Task<IReadOnlyList<SessionFilm>> PendingAsync(
        LibrarySession session, IReadOnlyList<SessionFilm> without, CancellationToken cancellationToken) => ReadAsync("""
            SELECT f.id, f.name, f.year, f.uri FROM libraries.matches x JOIN libraries.films f ON f.id = x.film_id
            WHERE x.session_id = $1 AND x.state = 'pending' AND x.failures < $2 AND x.film_id <> ALL ($4) ORDER BY x.failures, x.film_id LIMIT $3
            """, session, cancellationToken, options.Value.FilmAttempts, SearchBatch, without.Select(film => film.Id).ToArray());

    private async Task AskAsync(
        RunContext run, IReadOnlyList<SessionFilm> films, Answers answers, TimeSlice slice, CancellationToken cancellationToken)
    {
        var candidates = await catalog.FindAsync(films, cancellationToken);
        var chosen = await choices.FindAsync(films, cancellationToken);
        await Parallel.ForEachAsync(
            films.TakeWhile(_ => !run.StopRequested.IsCancellationRequested && !answers.Outage.IsOut && !slice.IsOver),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancellationToken },
            async (film, token) =>
            {
                try
                {
                    var decision = await search.DecideAsync(run, film.Title, candidates[film.Id], answers.Fetched, token);
                    answers.Outage.Answered();
                    answers.Results.Add(Result(film, decision, chosen.TryGetValue(film.Id, out var choice) ? choice : null, isLast: true));
                }
                catch (ProviderException e) when (e.Cause is ProviderFailure.Network or ProviderFailure.RateLimit or ProviderFailure.BadBody)
                {
                    answers.Outage.Failed(e);
                    answers.Results.Add(FilmResult.Failed(film.Id, e.Message));
                }
            });
        await answers.Outage.DecideAsync(cancellationToken);
    }

    // What was answered is kept, also when the run is to stop.
    private async Task WriteAsync(LibrarySession session, RunContext run, Answers answers)
    {
        var refused = await fetchedMovies.WriteAsync(run, answers.Fetched, CancellationToken.None);
        // While TMDB is away no film is at fault.
        await work.WriteAsync(
            session, [.. answers.Results.Where(result => result.Failure is null || answers.Outage.IsThere)], CancellationToken.None);
        foreach (var (movie, reason) in refused)
            await work.FailAsync(session, movie, reason, CancellationToken.None);
        if (!answers.Fetched.IsEmpty)
            await work.SettleAsync(session, [.. answers.Fetched.Select(movie => movie.Value.Id)], CancellationToken.None);
        run.Advance(answers.Results.Count, "");
    }

    private static FilmResult Result(SessionFilm film, MatchDecision decision, PeoplesChoice? chosen, bool isLast = false)
    {
        if (chosen is { } choice && (choice.Owners >= OwnersToOverrule || decision.State != MatchState.Matched))
        {
            var message = FormattableString.Invariant($"{choice.Owners} other {(choice.Owners == 1 ? "person" : "people")} chose it.");
            return FilmResult.Of(film.Id, decision) with
            {
                State = choice.Movie is null ? "unmatched" : "matched",
                Level = MatchLevel.Medium,
                Movie = choice.Movie,
                IsSettled = choice.Movie is null,
                Method = "majority",
                Message = message,
            };
        }

        return isLast || decision.IsConclusive ? FilmResult.Of(film.Id, decision) : FilmResult.Pending(film.Id);
    }

    private async Task<IReadOnlyList<SessionFilm>> ReadAsync(
        string sql, LibrarySession session, CancellationToken cancellationToken, params object[] values)
    {
        // One of the constants above.
#pragma warning disable CA2100
        await using var command = dataSource.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session.Id });
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        var films = new List<SessionFilm>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            films.Add(new(row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.IsDBNull(3) ? null : row.GetString(3)));
        }

        return films;
    }

    /// <summary>What came of a batch.</summary>
    private sealed record Answers(OutageWatch Outage)
    {
        public ConcurrentBag<FilmResult> Results { get; } = [];

        public ConcurrentBag<ProviderResponse<TmdbMovieDetails>> Fetched { get; } = [];
    }
}
