using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Schedules;

/// <summary>All schedules of the settings, matched with the jobs that there are.</summary>
internal sealed partial class ScheduleBook
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["quick"] = "Quick update", ["daily"] = "Daily update", ["full"] = "Full update",
        ["refresh"] = "Refresh of aged movies", ["discover"] = "Discovery of this and last year",
        ["changes"] = "TMDB's changes", ["trending"] = "Trending scores", ["genre_stats"] = "Genre statistics",
        ["movie_ratings"] = "Weighted ratings", ["ratings_by_decade"] = "Ratings by decade",
        ["search_index"] = "Search index", ["recommendations"] = "Recommendations",
    };

    public ScheduleBook(ScheduleOptions options, JobCatalog catalog, ILogger<ScheduleBook> logger)
    {
        All =
        [
            .. options.Jobs.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry =>
            {
                var job = entry.Key.Replace('_', '-');
                var exists = catalog.Names.Contains(job, StringComparer.Ordinal);
                if (entry.Value.Enabled && !exists) LogNoJob(logger, entry.Key, job);
                return new ScheduledJob(
                    job, Names.GetValueOrDefault(entry.Key, entry.Key), entry.Value, entry.Value.Enabled && exists);
            }),
        ];
    }

    public IReadOnlyList<ScheduledJob> All { get; }

    [LoggerMessage(LogLevel.Information, "Schedule {Schedule} is disabled: there is no job {Job}")]
    private static partial void LogNoJob(ILogger logger, string schedule, string job);
}
