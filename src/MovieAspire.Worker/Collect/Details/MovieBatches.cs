using MovieAspire.Data.Catalog;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>What became of a batch.</summary>
/// <param name="Written">Movies that were written or confirmed.</param>
/// <param name="Refused">Movies that the database does not take, and why.</param>
internal sealed record BatchResult(IReadOnlyList<int> Written, IReadOnlyList<(int Id, string Reason)> Refused);

/// <summary>
/// Writes batches for runs: tried again while the database is away for a moment, and halved where it refuses one until the bad
/// movie is found. What was written is counted, and what could not be is recorded as an error of the run.
/// </summary>
internal sealed partial class MovieBatches(MovieWriter writer, TimeProvider time, ILogger<MovieBatches> logger)
{
    private const int Attempts = 4;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    /// <param name="run">The run.</param>
    /// <param name="source">What movies and errors are counted under.</param>
    /// <param name="movies">Each once.</param>
    /// <param name="cancellationToken">Ends it; what is not committed then is not written.</param>
    /// <param name="fetchedAt">When TMDB said this, if it was not just now.</param>
    /// <param name="pick">Says before every attempt which of the movies are still to be written; all when null.</param>
    public async Task<BatchResult> WriteAsync(
        RunContext run, string source, IReadOnlyList<MovieRow> movies, CancellationToken cancellationToken, DateTimeOffset? fetchedAt = null,
        Func<IReadOnlyList<MovieRow>, Task<IReadOnlyList<MovieRow>>>? pick = null)
    {
        try
        {
            return new(await PatientlyAsync(run, movies.Count, WriteOnceAsync, cancellationToken), []);
        }
        catch (PostgresException e) when (!DatabaseErrors.IsAway(e) && movies.Count == 1)
        {
            run.RecordError(source, Item(movies[0].Id), "database", e.MessageText, isCounted: true);
            return new([], [(movies[0].Id, e.MessageText)]);
        }
        catch (PostgresException e) when (!DatabaseErrors.IsAway(e) && movies.Count > 1)
        {
            var half = movies.Count / 2;
            var first = await WriteAsync(run, source, [.. movies.Take(half)], cancellationToken, fetchedAt, pick);
            var second = await WriteAsync(run, source, [.. movies.Skip(half)], cancellationToken, fetchedAt, pick);
            return new([.. first.Written, .. second.Written], [.. first.Refused, .. second.Refused]);
        }

        async Task<IReadOnlyList<int>> WriteOnceAsync()
        {
            var picked = pick is null ? movies : await pick(movies);
            if (picked.Count == 0)
                return [];
            var result = await writer.WriteAsync(picked, run.Run.Id, cancellationToken, fetchedAt);
            var ids = picked.Select(movie => movie.Id).ToArray();
            Count(run, source, ids, result);
            return ids;
        }
    }

    /// <summary>Tries again what the database could not do for being away, or because another writer was at the same rows.</summary>
    public async Task<T> PatientlyAsync<T>(RunContext run, int movies, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var isRaced = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation && !isRaced)
            {
                // Somebody else has brought the same IMDb id, which is seen from now on.
                isRaced = true;
                LogRewrite(run.Run.Id, movies, e.MessageText);
            }
            catch (Exception e) when (DatabaseErrors.IsAway(e) && attempt < Attempts)
            {
                LogRewrite(run.Run.Id, movies, e.Message);
                await Task.Delay(Delay * attempt, time, cancellationToken);
            }
        }
    }

    private static void Count(RunContext run, string source, int[] ids, WriteResult result)
    {
        run.Source(source).Add(result.Counts);
        // Their popularity and votes may have moved.
        if (result.Counts.Unchanged > 0)
            run.MarkChanged();
        run.CountMovies(ids);
        // Another try would find the same, so these are errors of a source of their own.
        foreach (var (id, imdbId) in result.ImdbDuplicates)
            run.RecordError("imdb-ids", Item(id), "bad_body", $"IMDb id {imdbId} belongs to another movie.");
    }

    private static string Item(int id) => FormattableString.Invariant($"{id}");

    [LoggerMessage(LogLevel.Warning, "Run {RunId}: a batch of {Count} movies could not be written and is tried again: {Reason}")]
    private partial void LogRewrite(Guid runId, int count, string reason);
}
