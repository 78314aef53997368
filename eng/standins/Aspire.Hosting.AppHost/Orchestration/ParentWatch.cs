using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Stops the AppHost when the program that it belongs to dies: the process named by ASPIRE_CLI_PID, or a `dotnet run` or
/// `dotnet watch` that started it. Any other parent may go, so that an AppHost can be detached.
/// </summary>
internal sealed class ParentWatch(IConfiguration configuration, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!OperatingSystem.IsLinux() || Owner() is not { } owner)
            return;
        while (Directory.Exists($"/proc/{owner}"))
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
        }

        lifetime.StopApplication();
    }

    private string? Owner()
    {
        if (configuration["ASPIRE_CLI_PID"] is { Length: > 0 } named)
            return named;
        var parent = File.ReadAllText("/proc/self/stat").Split(") ", 2)[1].Split(' ')[1];
        var command = File.Exists($"/proc/{parent}/cmdline") ? File.ReadAllText($"/proc/{parent}/cmdline").Split('\0') : [];
        return command.Length > 1 && Path.GetFileName(command[0]) == "dotnet" && command.Skip(1).Any(a => a is "run" or "watch") ? parent : null;
    }
}
