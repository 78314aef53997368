using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using MovieAspire.Dev.Building;
using MovieAspire.Dev.Running;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Up;

/// <summary>The AppHost as a child process. It starts, watches and stops everything else.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private bool _left;

    private AppHostProcess(Process process, RunState state) => (_process, State) = (process, state);

    internal RunState State { get; }

    internal static AppHostProcess Start(RunMode mode, UpOptions options)
    {
        Directory.CreateDirectory(Repository.Run);
        var ways = mode is RunMode.Processes ? "processes" : "containers";
        var program = Path.Combine(
            Repository.Artifacts, ways, "bin", "MovieAspire.AppHost", "release", "MovieAspire.AppHost.dll");
        var log = options.Detach ? Path.Combine(Repository.Run, "apphost.log") : null;

        var start = log is null
            ? new ProcessStartInfo("dotnet", [program])
            : new ProcessStartInfo("/bin/bash", ["-c", "exec setsid dotnet \"$0\" > \"$1\" 2>&1 < /dev/null", program, log]);
        // Of the shells, bash hands on a variable whose name has a hyphen.
        start.WorkingDirectory = Path.GetDirectoryName(Repository.AppHostProject)!;

        var dashboard = $"http://localhost:{Ports.ForDashboard()}";
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        foreach (var (name, value) in Settings(options, dashboard, token))
            start.Environment[name] = value;

        var process = Process.Start(start) ?? throw new DevException("The AppHost did not start.");
        var state = new RunState(
            process.Id, process.StartTime.ToUniversalTime(), ways,
            $"http://localhost:{options.GatewayPort}", $"{dashboard}/login?t={token}", log);
        state.Write();
        return new AppHostProcess(process, state);
    }

    private static Dictionary<string, string> Settings(UpOptions options, string dashboard, string token)
    {
        var settings = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = dashboard,
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{Ports.Free()}",
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://localhost:{Ports.Free()}",
            ["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] = token,
            ["GatewayPort"] = options.GatewayPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
            // The exact key: a user secret of that name would beat the one that shells can set.
            ["Parameters__admin-password"] = AdminPassword.Get(),
        };
        if (options.Dataset is not null)
            settings["Dataset"] = Path.GetFullPath(options.Dataset);

        // A detached system outlives this tool; any other must not, even when this tool is killed.
        if (!options.Detach)
            settings["ASPIRE_CLI_PID"] = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return settings;
    }

    /// <summary>Until the gateway reports that everything serves; an error when the AppHost ends before.</summary>
    internal async Task WaitUntilHealthyAsync(CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var clock = Stopwatch.StartNew();
        while (!await IsHealthyAsync(http, ct))
        {
            if (_process.HasExited)
                throw new DevException($"The system did not start (exit code {_process.ExitCode}).{LogTail()}");
            if (clock.Elapsed > StartLimit)
                throw new DevException($"The system was not healthy after {StartLimit.TotalMinutes:F0} minutes.{LogTail()}");
            await Task.Delay(TimeSpan.FromMilliseconds(300), ct);
        }

        Console.WriteLine($"Healthy after {clock.Elapsed.TotalSeconds:F0} s.");
    }

    private async Task<bool> IsHealthyAsync(HttpClient http, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync($"{State.GatewayUrl}/health", ct);
            return response.StatusCode is HttpStatusCode.OK;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private string LogTail() => State.LogFile is { } log && File.Exists(log)
        ? $"\n{Command.Tail(File.ReadAllText(log), 30)}\nThe whole log: {log}"
        : "";

    internal async Task<int> WaitForExitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    /// <summary>Lets the system run on after this tool has ended.</summary>
    internal void Leave() => _left = true;

    public async ValueTask DisposeAsync()
    {
        if (!_left)
        {
            await DownCommand.StopAsync(_process);
            RunState.Delete();
        }

        _process.Dispose();
    }
}
