using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using MovieAspire.Data.Catalog;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Omdb;
using MovieAspire.Worker.Quotas;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Omdb;

/// <summary>
/// Asks OMDb about the movies that are due, the most valuable first. What it cannot do, for want of quota or of a
/// key, stays due: the queue is a query. OMDb never fails a run, it fails or parks its source.
/// </summary>
internal sealed class OmdbCollector(
    OmdbClient omdb, OmdbQueue queue, OmdbWriter writer, QuotaStore quotas, IOptions<OmdbOptions> options)
{
    public const string SourceName = "omdb";

    // Small: after a crash these are asked for again, out of a quota of 1,000 a day.
    private const int BatchSize = 10;

    // The client keeps to its own number of connections.
    private const int Concurrency = 5;

    private const int OutageAfter = 10;

    /// <summary>What a run asks about is decided before it begins: whoever takes it over asks about the rest and no more.</summary>
    private sealed record Position(IReadOnlyList<int> Movies);

    private sealed record Answer(int MovieId, OmdbMovieRow? Movie);

    /// <param name="run">The run.</param>
    /// <param name="limit">Movies at most, by all executions of the run together; null for as many as a day's quota.</param>
    /// <param name="includeFrozen">Frozen movies too.</param>
    /// <param name="cancellationToken">Stop at once.</param>
    /// <returns>How many movies OMDb was asked about.</returns>
    public async Task<int> CollectAsync(RunContext run, int? limit, bool includeFrozen, CancellationToken cancellationToken) =>
        await CollectAsync(run, among: null, limit, includeFrozen, cancellationToken);

    /// <summary>Asks about one movie, if it has an IMDb id, whether it is due or not.</summary>
    public Task<int> CollectOneAsync(RunContext run, int movie, CancellationToken cancellationToken) =>
        CollectAsync(run, movie, limit: 1, includeFrozen: true, cancellationToken);

    private async Task<int> CollectAsync(
        RunContext run, int? among, int? limit, bool includeFrozen, CancellationToken cancellationToken)
    {
        var counters = run.Source(SourceName);
        if (!omdb.IsConfigured)
        {
            counters.Park("OMDb is not used: Omdb:ApiKey is missing.");
            return 0;
        }

        var begun = run.LoadCursor<Position>(SourceName);
        // One more than can be asked about: where the quota ends shall be said.
        var due = among is { } movie ? await queue.FindAsync(movie, cancellationToken)
            : await queue.ReadAsync(limit ?? options.Value.DailyQuota + 1, includeFrozen, begun?.Movies, cancellationToken);
        if (begun is null)
            await run.SaveCursorAsync(SourceName, new Position([.. due.Select(request => request.MovieId)]), cancellationToken);
        if (due.Count == 0)
            return begun?.Movies.Count ?? 0;

        run.BeginPhase("Asking OMDb", due.Count);
        var health = new Health();

        // The first goes alone: while the quota counts as spent, one request may probe whether it is back.
        foreach (var batch in due.Take(1).Chunk(1).Concat(due.Skip(1).Chunk(BatchSize)))
        {
            await CollectAsync(run, counters, batch, health, cancellationToken);
            run.StopRequested.ThrowIfCancellationRequested();
            if (health.Stop is null)
                continue;
            if (health.Stop.Cause is ProviderFailure.QuotaSpent)
            {
                var message = await DescribeSpentQuotaAsync(cancellationToken);
                counters.Park(message);
                run.Say(message);
            }
            else
            {
                counters.SetError(health.Stop.Message);
            }

            break;
        }

        return begun?.Movies.Count ?? due.Count;
    }

    private async Task CollectAsync(
        RunContext run, SourceCounters counters, OmdbRequest[] batch, Health health, CancellationToken cancellationToken)
    {
        var answers = new ConcurrentQueue<Answer>();
        await Parallel.ForEachAsync(
            batch.TakeWhile(_ => health.Stop is null && !run.StopRequested.IsCancellationRequested),
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
            async (movie, token) =>
            {
                try
                {
                    var response = await omdb.GetByImdbIdAsync(movie.ImdbId, run, token);
                    counters.Add(fetched: 1, requests: response.Raw.FromCache ? 0 : 1);
                    health.Answered();
                    answers.Enqueue(new(
                        movie.MovieId, response.Value is { } value ? OmdbMapping.From(movie.MovieId, value) : null));
                }
                catch (ProviderException e) when (e.Cause is ProviderFailure.QuotaSpent or ProviderFailure.Unauthorized)
                {
                    health.Stop = e;
                }
                catch (ProviderException e)
                {
                    run.RecordError(SourceName, movie.MovieId.ToString(CultureInfo.InvariantCulture), e.CauseName, e.Message);
                    if (e.Cause is ProviderFailure.BadBody or ProviderFailure.NotFound)
                        health.Answered();
                    else if (health.Unanswered() >= OutageAfter)
                        health.Stop = e;
                }
            });
        if (answers.IsEmpty)
            return;

        // What was paid for is written, also when the run shall stop. OMDb does not know every movie.
        var known = answers.Select(answer => answer.Movie).OfType<OmdbMovieRow>().ToList();
        counters.Add(await writer.WriteAsync([.. answers.Select(answer => answer.MovieId)], known, run.Run.Id, cancellationToken));
        counters.Add(unchanged: answers.Count - known.Count);
        run.CountMovies(answers.Select(answer => answer.MovieId));
        run.Advance(answers.Count, batch[^1].ImdbId);
    }

    /// <summary>At the next probe when OMDb itself said so, else at the next UTC midnight.</summary>
    private async Task<string> DescribeSpentQuotaAsync(CancellationToken cancellationToken)
    {
        var reading = await quotas.ReadAsync(Provider.Omdb.Key(), options.Value.DailyQuota, cancellationToken);
        var resumesAt = reading.ExhaustedAt is null ? reading.ResetsAt : reading.NextProbeAt ?? reading.ResetsAt;
        return FormattableString.Invariant($"OMDb quota spent, resumes at {resumesAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
    }

    /// <summary>How OMDb answers; set by many threads.</summary>
    private sealed class Health
    {
        private volatile ProviderException? _stop;
        private int _unanswered;

        public ProviderException? Stop { get => _stop; set => _stop = value; }

        public void Answered() => Volatile.Write(ref _unanswered, 0);

        public int Unanswered() => Interlocked.Increment(ref _unanswered);
    }
}
