using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Keeps the states of all resources in the file that Processes:StateFile names, for `dotnet dev.cs status` and the picture that
/// `up` shows. Replaced as a whole, so that a reader never sees half of it.
/// </summary>
internal sealed class StateFile(ResourceNotificationService notifications, IConfiguration configuration) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["Processes:StateFile"] is not { Length: > 0 } path)
            return;
        var states = new SortedDictionary<string, object>(StringComparer.Ordinal);
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (change.Resource is ParameterResource)
                continue;
            var snapshot = change.Snapshot;
            states[change.Resource.Name] = new
            {
                state = snapshot.State?.Text, health = snapshot.HealthStatus?.ToString(), exit_code = snapshot.ExitCode,
                started_at = snapshot.StartTimeStamp, stopped_at = snapshot.StopTimeStamp,
                reason = snapshot.HealthReports.Select(report => report.Description).FirstOrDefault(text => text is not null),
            };
            await File.WriteAllTextAsync(path + ".new", JsonSerializer.Serialize(states), stoppingToken);
            File.Move(path + ".new", path, overwrite: true);
        }
    }
}
