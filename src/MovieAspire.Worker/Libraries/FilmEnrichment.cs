using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Libraries.Sessions;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Libraries;

/// <summary>
/// Fetches the details of matched movies that the catalog does not have yet, one call each however many films and sessions
/// want it; a batch is written while the next one is fetched.
/// </summary>
internal sealed class FilmEnrichment(
    NpgsqlDataSource dataSource, SessionWork work, TmdbClient tmdb, FetchedMovies catalog, MovieWriter writer, IOptions<LibraryOptions> options)
{
    private const int BatchSize = 40;

    /// <exception cref="ProviderException">TMDB does not answer any more.</exception>
    public async Task EnrichAsync(LibrarySession session, RunContext run, TimeSlice slice, CancellationToken cancellationToken)
    {
        await work.SettleAsync(session, null, cancellationToken);
        var writing = Task.CompletedTask;
        try
        {
            var asked = new HashSet<int>();
            while (await NextAsync(session, asked, cancellationToken) is { Count: > 0 } movies)
            {
                asked.UnionWith(movies);
                var outage = new OutageWatch(tmdb, run, options.Value.OutageAfter);
                var fetched = await FetchAsync(session, run, movies, outage, cancellationToken);
                await writing;
                writing = WriteAsync(session, run, fetched, movies, CancellationToken.None);
                if (outage.IsOut)
                {
                    await writing;
                    outage.ThrowIfOut();
                }

                // What is written meanwhile is not asked for again; what failed is, once its turn comes.
                if (asked.Count >= BatchSize * 25)
                {
                    await writing;
                    asked.Clear();
                }

                await slice.CheckAsync(cancellationToken);
            }

            await writing;
            // Those that failed, once more.
            if (asked.Count > 0 && (await NextAsync(session, [], cancellationToken)).Count > 0)
                await EnrichAsync(session, run, slice, cancellationToken);
        }
        finally
        {
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyCollection<ProviderResponse<TmdbMovieDetails>>> FetchAsync(
        LibrarySession session, RunContext run, IReadOnlyList<int> movies, OutageWatch outage, CancellationToken cancellationToken)
    {
        var fetched = new ConcurrentBag<ProviderResponse<TmdbMovieDetails>>();
        var failed = new ConcurrentBag<(int Movie, ProviderException Error)>();
        await Parallel.ForEachAsync(
            movies.TakeWhile(_ => !run.StopRequested.IsCancellationRequested && !outage.IsOut),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancellationToken },
            async (movie, token) =>
            {
                try
                {
                    var response = await tmdb.GetMovieDetailsAsync(movie, run, token);
                    run.Source(FetchedMovies.Source).Add(fetched: 1, requests: response.Raw.FromCache ? 0 : 1);
                    outage.Answered();
                    fetched.Add(response);
                }
                catch (ProviderException e) when (e.Cause is ProviderFailure.NotFound)
                {
                    outage.Answered();
                    run.Source(FetchedMovies.Source).Add(requests: 1);
                    await MarkRemovedAsync(session, run, movie, token);
                }
                catch (ProviderException e) when (e.Cause is ProviderFailure.Network or ProviderFailure.RateLimit or ProviderFailure.BadBody)
                {
                    outage.Failed(e);
                    failed.Add((movie, e));
                }
            });

        // While TMDB is away no movie is at fault.
        await outage.DecideAsync(cancellationToken);
        if (outage.IsThere)
        {
            foreach (var (movie, error) in failed)
            {
                run.RecordError(FetchedMovies.Source, FormattableString.Invariant($"{movie}"), error.CauseName, error.Message);
                await work.FailAsync(session, movie, error.Message, cancellationToken);
            }
        }

        return fetched;
    }

    private async Task WriteAsync(
        LibrarySession session, RunContext run, IReadOnlyCollection<ProviderResponse<TmdbMovieDetails>> fetched, IReadOnlyList<int> movies,
        CancellationToken cancellationToken)
    {
        foreach (var (movie, reason) in await catalog.WriteAsync(run, fetched, cancellationToken))
            await work.FailAsync(session, movie, reason, cancellationToken);
        await work.SettleAsync(session, movies, cancellationToken);
        run.Advance(movies.Count, "");
    }

    // It may never have been in the catalog, so the film itself is told.
    private async Task MarkRemovedAsync(LibrarySession session, RunContext run, int movie, CancellationToken cancellationToken)
    {
        await writer.RemoveAsync(movie, run.Run.Id, cancellationToken);
        await work.UnmatchAsync(session, movie, "TMDB does not have the movie.", cancellationToken);
    }

    private async Task<IReadOnlyList<int>> NextAsync(LibrarySession session, HashSet<int> asked, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT movie_id FROM libraries.matches
            WHERE session_id = $1 AND state = 'matched' AND NOT is_settled AND failures < $2 AND movie_id <> ALL ($3)
            GROUP BY movie_id ORDER BY min(failures), min(film_id) LIMIT $4
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session.Id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.FilmAttempts });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. asked] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = BatchSize });
        var movies = new List<int>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            movies.Add(row.GetInt32(0));
        return movies;
    }
}
