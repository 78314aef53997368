using Microsoft.Extensions.Options;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Schedules;

/// <summary>A job that fires by itself.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Title">For people.</param>
/// <param name="Schedule">When it fires.</param>
internal sealed record ScheduledJob(string Job, string Title, JobSchedule Schedule);

/// <summary>All jobs that fire by themselves, by name.</summary>
internal sealed class ScheduledJobs(IOptions<ScheduleOptions> options, JobCatalog jobs)
{
    public IReadOnlyList<ScheduledJob> All { get; } =
    [
        .. options.Value.Jobs.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new ScheduledJob(entry.Key, jobs[entry.Key].Title, entry.Value)),
    ];

    /// <summary>The first firing of any of them after that time; null for never.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => All.Min(job => job.Schedule.Next(after));
}
