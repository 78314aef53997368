using System.ComponentModel.DataAnnotations;
using Quartz;

namespace MovieAspire.Worker.Schedules;

/// <summary>Section "Schedules": Schedules:&lt;job&gt;:Cron and Schedules:&lt;job&gt;:Enabled for each job that fires by itself.</summary>
internal sealed record ScheduleOptions : IValidatableObject
{
    public const string Section = "Schedules";

    private static readonly Dictionary<string, string> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["quick"] = "0 0 0/6 * * ?",
        ["daily"] = "0 0 3 * * ?",
        ["full"] = "0 0 2 ? * SUN",
        ["refresh"] = "0 0 2 * * ?",
        ["discover"] = "0 0 3 ? * SUN",
        ["changes"] = "0 0 0/2 * * ?",
        ["movie_ratings"] = "0 25 3 * * ?",
        ["trending"] = "0 30 3 * * ?",
        ["genre_stats"] = "0 45 3 * * ?",
        ["ratings_by_decade"] = "0 50 3 * * ?",
        ["search_index"] = "0 0 4 ? * MON",
        ["recommendations"] = "0 0 5 ? * MON",
    };

    /// <summary>The schedules by job; what the configuration leaves out keeps its default.</summary>
    public Dictionary<string, JobSchedule> Jobs { get; init; } = Defaults.ToDictionary(
        entry => entry.Key, entry => new JobSchedule { Cron = entry.Value }, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (job, schedule) in Jobs)
        {
            if (!Defaults.ContainsKey(job))
                yield return Violation($"{Section}:{job}", $"names no scheduled job; there are {string.Join(", ", Defaults.Keys)}.");
            else if (Problem(schedule.Cron) is { } problem)
                yield return Violation($"{Section}:{job}:Cron", $"\"{schedule.Cron}\" is not a Quartz cron expression: {problem}");
        }
    }

    private static ValidationResult Violation(string key, string problem) => new($"{key} {problem}", [key]);

    private static string? Problem(string cron)
    {
        try
        {
            _ = new CronExpression(cron, TimeZoneInfo.Utc);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
