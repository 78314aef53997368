using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>All that is computed from the catalog by one statement each, in the order in which they build on each other.</summary>
internal sealed class CatalogStatistics(
    MovieRatings ratings, Trending trending, GenreStats genres, RatingsByDecade decades)
{
    /// <summary>Computes what changed, as a phase of the run.</summary>
    /// <returns>How many rows changed.</returns>
    public async Task<long> ComputeAsync(RunContext run, CancellationToken cancellationToken)
    {
        (string Source, Func<Task<long>> Compute)[] steps =
        [
            ("movie_ratings", () => ratings.ComputeAsync(run.Run.Id, cancellationToken)),
            ("trending", () => trending.ComputeAsync(run.Run.Id, day: null, cancellationToken)),
            ("genre_stats", () => genres.ComputeAsync(run.Run.Id, cancellationToken)),
            ("ratings_by_decade", () => decades.ComputeAsync(run.Run.Id, cancellationToken)),
        ];

        run.BeginPhase("Computing statistics", steps.Length);
        long changed = 0;
        foreach (var (source, compute) in steps)
        {
            var rows = await compute();
            run.Source(source).Add(updated: rows);
            run.Advance(1, source);
            changed += rows;
        }

        return changed;
    }
}
