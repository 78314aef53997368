using MovieAspire.Data.Catalog;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Lists;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Discovery;

/// <summary>Reads the pages of /discover/movie, window by window, and writes them in batches.</summary>
internal sealed partial class DiscoveryCollector(
    TmdbClient tmdb, ListWriter writer, GenreNames genres, FailedItems failed, MovieQueries movies, ILogger<DiscoveryCollector> logger)
{
    public const string SourceName = "discover";

    // 200 movies in one statement, and what a crash costs at most.
    private const int PagesPerBatch = 10;

    private const int OutageAfter = 3;

    /// <summary>Where to go on.</summary>
    /// <param name="Through">The last day whose window is done.</param>
    /// <param name="Window">The window at work, as text.</param>
    /// <param name="Page">Its pages that are done.</param>
    /// <param name="HasFailed">Whether a page before failed, which nobody comes back to in this run.</param>
    private sealed record Position(DateOnly? Through, string Window, int Page, bool HasFailed = false);

    /// <returns>How many movies the pages showed, and whether each page could be read, by earlier executions as well.</returns>
    /// <exception cref="ProviderException">TMDB does not answer.</exception>
    public async Task<(long Shown, bool IsComplete)> CollectAsync(RunContext run, DiscoverArguments arguments, CancellationToken cancellationToken)
    {
        run.BeginPhase("Discovering movies", 0);
        await genres.EnsureAsync(run, cancellationToken);
        var position = run.LoadCursor<Position>(SourceName) ?? new(null, "", 0);
        var hasFailed = position.HasFailed;
        var firstYear = position.Through is { } day ? day.AddDays(1).Year : arguments.StartYear;
        TmdbPage<TmdbMovieSummary>? first = null;
        var counted = new List<string>();
        await foreach (var slice in DateSlicer.SliceAsync(
            firstYear, arguments.EndYear, arguments.MaxPages, CountPagesAsync, cancellationToken))
        {
            if (slice.Window.To <= position.Through)
                continue;
            if (slice.Truncated)
                LogTruncated(run.Run.Id, slice.Window);
            var done = slice.Window.ToString() == position.Window ? position.Page : 0;
            hasFailed = await CollectAsync(run, arguments, slice, first!, done, hasFailed, cancellationToken);
            await failed.ResolveAsync(SourceName, counted, cancellationToken);
            counted.Clear();
            position = new(slice.Window.To, "", 0, hasFailed);
            await run.SaveCursorAsync(SourceName, position, cancellationToken);
        }

        if (hasFailed && !run.HasErrors)
            run.Source(SourceName).Park("Pages failed before another worker went on; the next run reads them.");
        var shown = run.Source(SourceName).Snapshot().Fetched;
        if (shown == 0 && await movies.AnyReleasedAsync(
            arguments.StartYear, arguments.EndYear, arguments.MinVotes, cancellationToken))
        {
            // The catalog knows better; it keeps what it has.
            run.Source(SourceName).SetError("TMDB shows no movie of these years, but the catalog has some.");
        }

        return (shown, !hasFailed);

        async Task<int> CountPagesAsync(DateWindow window, CancellationToken token)
        {
            run.StopRequested.ThrowIfCancellationRequested();
            if (window.To <= position.Through)
                return 0;
            try
            {
                first = (await FetchAsync(run, arguments, window, 1, token)).Value;
                counted.Add(Item(window, arguments, 1));
                return first.TotalPages;
            }
            catch (ProviderException e) when (e.Cause is ProviderFailure.BadBody)
            {
                // Without its first page nobody knows how to cut the window; the next run tries again.
                run.RecordError(SourceName, Item(window, arguments, 1), e.CauseName, e.Message);
                hasFailed = true;
                return 0;
            }
        }
    }

    /// <returns>Whether a page of this window or of one before failed.</returns>
    private async Task<bool> CollectAsync(
        RunContext run, DiscoverArguments arguments, DiscoverySlice slice, TmdbPage<TmdbMovieSummary> first, int done,
        bool hasFailed, CancellationToken cancellationToken)
    {
        var batch = new Dictionary<int, MovieRow>();
        var read = new List<string>();
        var unanswered = 0;
        for (var page = done + 1; page <= slice.Pages; page++)
        {
            run.StopRequested.ThrowIfCancellationRequested();
            var item = Item(slice.Window, arguments, page);
            try
            {
                var results = page == 1
                    ? first.Results
                    : (await FetchAsync(run, arguments, slice.Window, page, cancellationToken)).Value.Results;
                run.Source(SourceName).Add(fetched: results.Count);
                // Pages move while they are read, so a movie may be on two.
                foreach (var summary in results)
                {
                    if (summary.Id <= 0 || !batch.TryAdd(summary.Id, MovieMapping.FromSummary(summary)))
                        run.Source(SourceName).Add(unchanged: 1);
                }

                read.Add(item);
                unanswered = 0;
            }
            catch (ProviderException e) when (
                e.Cause is ProviderFailure.BadBody or ProviderFailure.Network or ProviderFailure.RateLimit)
            {
                if (e.Cause is not ProviderFailure.BadBody && ++unanswered >= OutageAfter)
                    throw;
                run.RecordError(SourceName, item, e.CauseName, e.Message);
                hasFailed = true;
            }

            run.Advance(1, item);
            if (page % PagesPerBatch != 0 && page != slice.Pages)
                continue;
            run.Source(SourceName).Add(await writer.WriteAsync([.. batch.Values], run.Run.Id, cancellationToken));
            run.CountMovies(batch.Keys);
            await failed.ResolveAsync(SourceName, read, cancellationToken);
            await run.SaveCursorAsync(
                SourceName, new Position(slice.Window.From.AddDays(-1), slice.Window.ToString(), page, hasFailed), cancellationToken);
            batch.Clear();
            read.Clear();
        }

        return hasFailed;
    }

    private static string Item(DateWindow window, DiscoverArguments arguments, int page) =>
        FormattableString.Invariant($"{window} votes {arguments.MinVotes} page {page}");

    private async Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> FetchAsync(
        RunContext run, DiscoverArguments arguments, DateWindow window, int page, CancellationToken cancellationToken)
    {
        run.Source(SourceName).Add(requests: 1);
        return await tmdb.DiscoverAsync(
            new()
            {
                Page = page, ReleasedFrom = window.From, ReleasedTo = window.To, MinVotes = arguments.MinVotes,
                // All pages: an order that does not move while they are read. Some of them: the popular ones.
                SortBy = arguments.MaxPages is null ? "primary_release_date.asc" : "popularity.desc",
            },
            run,
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Run {RunId}: TMDB shows only 10,000 movies of {Window}; the rest cannot be reached")]
    private partial void LogTruncated(Guid runId, DateWindow window);
}
