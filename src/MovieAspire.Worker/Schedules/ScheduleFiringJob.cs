using Npgsql;
using Quartz;

namespace MovieAspire.Worker.Schedules;

/// <summary>What Quartz starts when a cron expression fires.</summary>
internal sealed partial class ScheduleFiringJob(ScheduleFirings firings, ILogger<ScheduleFiringJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await firings.FireDueAsync(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            LogFailed(context.JobDetail.Key.Name, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The firing of {Job} waits for Postgres: {Reason}")]
    private partial void LogFailed(string job, string reason);
}
