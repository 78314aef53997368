using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using MovieAspire.Data.Catalog;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>
/// Fetches the details of movies, one call each, and writes them in batches while the next are fetched.
/// Movies that failed in earlier runs are tried again along with them.
/// </summary>
internal sealed partial class DetailsCollector(
    TmdbClient tmdb, MovieWriter writer, MovieBatches batches, FreezeStore freezing, FailedItems failed, IOptions<DetailsOptions> options,
    ILogger<DetailsCollector> logger)
{
    public const string SourceName = "details";

    /// <summary>Fetches and writes; a movie that fails is recorded and passed over.</summary>
    /// <param name="run">The run.</param>
    /// <param name="ids">The movies.</param>
    /// <param name="abort">Stop at once.</param>
    /// <param name="fetchedSince">When they were known to differ: an answer from before will not do.</param>
    /// <returns>How many movies were asked for.</returns>
    /// <exception cref="ProviderException">TMDB refuses the key, or does not answer any more.</exception>
    public async Task<int> CollectAsync(
        RunContext run, IReadOnlyList<int> ids, CancellationToken abort, DateTimeOffset? fetchedSince = null)
    {
        ids = [.. ids.Union(await failed.MoviesAsync(SourceName, run.Run.Id, abort))];
        return await FetchAndWriteAsync(run, ids, fetchedSince, abort);
    }

    /// <summary>One movie and no other.</summary>
    public Task CollectOneAsync(RunContext run, int id, DateTimeOffset fetchedSince, CancellationToken abort) =>
        FetchAndWriteAsync(run, [id], fetchedSince, abort);

    private async Task<int> FetchAndWriteAsync(
        RunContext run, IReadOnlyList<int> ids, DateTimeOffset? fetchedSince, CancellationToken abort)
    {
        run.BeginPhase("Fetching details", ids.Count);
        var fetched = Channel.CreateBounded<MovieRow>(options.Value.BatchSize * 2);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var fetching = FetchAsync(run, ids, fetched.Writer, fetchedSince, giveUp.Token);
        try
        {
            await WriteAsync(run, fetched.Reader, abort);
        }
        finally
        {
            // Nobody reads any more; after a normal end nobody writes either.
            await giveUp.CancelAsync();
            await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await fetching;
        run.StopRequested.ThrowIfCancellationRequested();
        return ids.Count;
    }

    private async Task FetchAsync(
        RunContext run, IReadOnlyList<int> ids, ChannelWriter<MovieRow> fetched, DateTimeOffset? fetchedSince,
        CancellationToken cancellationToken)
    {
        var unanswered = 0;
        try
        {
            await Parallel.ForEachAsync(
                ids.TakeWhile(_ => !run.StopRequested.IsCancellationRequested),
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancellationToken,
                },
                async (id, token) =>
                {
                    try
                    {
                        var response = await tmdb.GetMovieDetailsAsync(id, run, token, fetchedSince);
                        run.Source(SourceName).Add(fetched: 1, requests: response.Raw.FromCache ? 0 : 1);
                        Volatile.Write(ref unanswered, 0);
                        await fetched.WriteAsync(MovieMapping.FromDetails(response.Value, options.Value.MaxCast, response.Raw.FetchedAt), token);
                    }
                    catch (ProviderException e) when (e.Cause is ProviderFailure.NotFound)
                    {
                        Volatile.Write(ref unanswered, 0);
                        await RemoveAsync(run, id, token);
                    }
                    catch (ProviderException e) when (
                        e.Cause is ProviderFailure.Network or ProviderFailure.RateLimit or ProviderFailure.BadBody)
                    {
                        run.RecordError(SourceName, Item(id), e.CauseName, e.Message);
                        run.Advance(1, Item(id));
                        if (e.Cause is ProviderFailure.BadBody)
                            Volatile.Write(ref unanswered, 0);
                        else if (Interlocked.Increment(ref unanswered) >= options.Value.OutageAfter)
                            throw;
                    }
                });
        }
        finally
        {
            fetched.TryComplete();
        }
    }

    private async Task RemoveAsync(RunContext run, int id, CancellationToken cancellationToken)
    {
        var isNews = await writer.RemoveAsync(id, run.Run.Id, cancellationToken);
        if (isNews)
            LogRemoved(run.Run.Id, id);
        run.Source(SourceName).Add(fetched: 1, updated: isNews ? 1 : 0, unchanged: isNews ? 0 : 1, requests: 1);
        run.Advance(1, Item(id));
    }

    private async Task WriteAsync(RunContext run, ChannelReader<MovieRow> fetched, CancellationToken cancellationToken)
    {
        var batch = new List<MovieRow>(options.Value.BatchSize);
        while (await fetched.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < options.Value.BatchSize && fetched.TryRead(out var movie))
                batch.Add(movie);
            await WriteAsync(run, batch, cancellationToken);
            run.Advance(batch.Count, batch[^1].Title);
            batch.Clear();
        }
    }

    private async Task WriteAsync(RunContext run, List<MovieRow> batch, CancellationToken cancellationToken)
    {
        var (written, _) = await batches.WriteAsync(run, SourceName, batch, cancellationToken);
        // Apart from the batch: the same again would count as another refresh without a change.
        var (frozen, thawed) = await batches.PatientlyAsync(
            run, written.Count, () => freezing.ApplyAsync([.. written], cancellationToken), cancellationToken);
        run.Source(SourceName).Add(frozen: frozen, thawed: thawed);
        if (frozen + thawed > 0)
            LogFrozen(run.Run.Id, frozen, thawed);
    }

    private static string Item(int id) => id.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Information, "Run {RunId}: movie {MovieId} was removed by TMDB")]
    private partial void LogRemoved(Guid runId, int movieId);

    [LoggerMessage(LogLevel.Information, "Run {RunId}: {Frozen} movies are frozen now, {Thawed} are no longer")]
    private partial void LogFrozen(Guid runId, int frozen, int thawed);
}
