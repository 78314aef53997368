using MovieAspire.Data.Catalog;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Lists;

/// <summary>Reads pages of TMDB's lists into the catalog, each movie once.</summary>
internal sealed class ListCollector(TmdbClient tmdb, ListWriter writer, GenreNames genres)
{
    /// <summary>The list's name in run_sources and movie_lists, and how to get a page of it.</summary>
    internal sealed record Source(
        string Name,
        Func<TmdbClient, int, IProviderObserver, CancellationToken, Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>>> GetPage);

    public static readonly Source Popular = Of("popular", TmdbList.Popular);
    public static readonly Source TopRated = Of("top-rated", TmdbList.TopRated);
    public static readonly Source Upcoming = Of("upcoming", TmdbList.Upcoming);
    public static readonly Source NowPlaying = Of("now-playing", TmdbList.NowPlaying);
    public static readonly Source TrendingWeek = new(
        "trending-week", (tmdb, page, run, token) => tmdb.GetTrendingWeekAsync(page, run, token));

    /// <summary>Reads the sources one after another; one that fails does not stop the next.</summary>
    /// <exception cref="ProviderException">The key is refused, or every source failed.</exception>
    public async Task CollectAsync(
        RunContext run, IReadOnlyList<Source> sources, int pages, CancellationToken cancellationToken)
    {
        run.BeginPhase("Reading lists", (long)sources.Count * pages);
        await genres.EnsureAsync(run, cancellationToken);
        var seen = new HashSet<int>();
        var failures = new List<ProviderException>();
        foreach (var source in sources)
        {
            if (await CollectAsync(run, source, pages, seen, cancellationToken) is { } failure)
                failures.Add(failure);
        }

        if (failures.Count == sources.Count)
            throw failures[0];
    }

    /// <returns>Why the source failed as a whole, or null.</returns>
    private async Task<ProviderException?> CollectAsync(
        RunContext run, Source source, int pages, HashSet<int> seen, CancellationToken cancellationToken)
    {
        var counters = run.Source(source.Name);
        var ranking = new List<int>();
        var movies = new List<MovieRow>();
        ProviderException? failure = null;
        var isComplete = true;
        for (var page = 1; page <= pages; page++)
        {
            run.StopRequested.ThrowIfCancellationRequested();
            try
            {
                var response = await source.GetPage(tmdb, page, run, cancellationToken);
                counters.Add(requests: response.Raw.FromCache ? 0 : 1);
                foreach (var summary in response.Value.Results.Where(summary => summary.Id > 0))
                {
                    if (!ranking.Contains(summary.Id))
                        ranking.Add(summary.Id);
                    // What another list of this run brought is as it was.
                    var isNew = seen.Add(summary.Id);
                    counters.Add(fetched: 1, unchanged: isNew ? 0 : 1);
                    if (isNew)
                        movies.Add(MovieMapping.FromSummary(summary));
                }

                run.Advance(1, $"{source.Name}, page {page}");
                if (page >= response.Value.TotalPages)
                    break;
            }
            catch (ProviderException e) when (e.Cause is ProviderFailure.BadBody or ProviderFailure.NotFound)
            {
                isComplete = false;
                run.RecordError(source.Name, FormattableString.Invariant($"page {page}"), e.CauseName, e.Message);
            }
            catch (ProviderException e) when (e.Cause is ProviderFailure.Network or ProviderFailure.RateLimit)
            {
                isComplete = false;
                failure = e;
                counters.SetError(e.Message);
                break;
            }
        }

        if (ranking.Count == 0)
        {
            // An empty list is suspicious: what the catalog knows of it stays.
            if (failure is null)
                counters.SetError("The list is empty.");
            return failure;
        }

        counters.Add(await writer.WriteAsync(source.Name, movies, ranking, isComplete, run.Run.Id, cancellationToken));
        run.CountMovies(movies.Select(movie => movie.Id));
        return failure;
    }

    private static Source Of(string name, TmdbList list) => new(
        name, (tmdb, page, run, token) => tmdb.GetListAsync(list, page, run, token));
}
