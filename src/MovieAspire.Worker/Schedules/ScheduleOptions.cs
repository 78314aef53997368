using Microsoft.Extensions.Options;
using MovieAspire.Worker.Runs;
using Quartz;

namespace MovieAspire.Worker.Schedules;

/// <summary>Section "Schedules": a <see cref="JobSchedule"/> for each job that fires by itself, under the job's name.</summary>
internal sealed record ScheduleOptions
{
    public const string Section = "Schedules";

    /// <summary>By job; what the configuration leaves out is as the job says.</summary>
    public Dictionary<string, JobSchedule> Jobs { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>When a job fires and with what.</summary>
internal sealed record JobSchedule
{
    /// <summary>Schedules:JOB:Cron: a Quartz cron expression (seconds first), read in UTC.</summary>
    public string Cron { get; init; } = "";

    /// <summary>Schedules:JOB:Enabled: whether it fires.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Schedules:JOB:Options:OPTION: what each of its runs gets, in the words of StartRun.</summary>
    public Dictionary<string, string> Options { get; init; } = [];

    /// <summary>The first firing after that time; null when disabled or never again.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => Enabled ? Expression().GetNextValidTimeAfter(after) : null;

    /// <summary>The newest firing at or before now; null when disabled or never before.</summary>
    public DateTimeOffset? Latest(DateTimeOffset now)
    {
        if (!Enabled)
            return null;
        // Quartz looks strictly before, in whole seconds.
        var second = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
        return Expression().GetPreviousValidTimeBefore(second.AddSeconds(1));
    }

    /// <exception cref="FormatException">Cron is no such expression.</exception>
    public CronExpression Expression() => new(Cron, TimeZoneInfo.Utc);
}

/// <summary>Names the key of each setting that is wrong.</summary>
internal sealed class ScheduleValidation(JobCatalog jobs) : IValidateOptions<ScheduleOptions>
{
    public ValidateOptionsResult Validate(string? name, ScheduleOptions options)
    {
        var failures = options.Jobs.SelectMany(entry => Failures($"{ScheduleOptions.Section}:{entry.Key}", entry.Key, entry.Value)).ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private IEnumerable<string> Failures(string key, string job, JobSchedule schedule)
    {
        if (!jobs.Names.Contains(job, StringComparer.Ordinal))
        {
            yield return $"{key} names no job; there are {string.Join(", ", jobs.Names)}.";
            yield break;
        }

        if (Problem(schedule) is { } problem)
            yield return $"{key}:Cron \"{schedule.Cron}\" is not a Quartz cron expression: {problem}";
        foreach (var violation in jobs.Validate(job, schedule.Options))
            yield return $"{key}:{violation.Field.Replace("options.", "Options:", StringComparison.Ordinal)} {violation.Description}.";
    }

    private static string? Problem(JobSchedule schedule)
    {
        try
        {
            schedule.Expression();
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
