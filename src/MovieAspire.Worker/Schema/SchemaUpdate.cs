using MovieAspire.Data.Health;
using MovieAspire.Data.Schema;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Worker.Schema;

/// <summary>
/// Makes the database where it is missing and applies the migrations when the worker starts. Until that has worked the
/// health check "schema" says what is wrong, and the process stays up: Postgres may still be starting.
/// </summary>
internal sealed partial class SchemaUpdate(
    DatabaseSetup database, DatabaseStart start, SchemaBackup backup, Migrator migrator, SchemaReadiness readiness, TimeProvider time,
    ILogger<SchemaUpdate> logger) : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        start.Await();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var delay = FirstDelay; ; delay = Min(delay * 2, LongestDelay))
        {
            try
            {
                try
                {
                    await database.EnsureAsync(stoppingToken);
                }
                finally
                {
                    start.End();
                }

                await backup.SaveAsync(stoppingToken);
                await migrator.MigrateAsync(stoppingToken);
                readiness.SetReady();
                return;
            }
            catch (SchemaMismatchException e)
            {
                LogMismatch(e.Message);
                return;
            }
            catch (SchemaBackupException e)
            {
                LogNoBackup(e.Message);
                return;
            }
            catch (Exception e) when (DatabaseErrors.IsOfDatabase(e))
            {
                LogRetry(delay, e.Message);
                await Task.Delay(delay, time, stoppingToken);
            }
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    [LoggerMessage(LogLevel.Warning, "The schema could not be updated and is tried again in {Delay}: {Reason}")]
    private partial void LogRetry(TimeSpan delay, string reason);

    [LoggerMessage(LogLevel.Critical, "The schema is not updated, because the database could not be saved before: {Reason}")]
    private partial void LogNoBackup(string reason);

    [LoggerMessage(LogLevel.Critical, "The schema cannot be updated, and no run is executed: {Reason}")]
    private partial void LogMismatch(string reason);
}
