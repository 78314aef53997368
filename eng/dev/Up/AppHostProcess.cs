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

    private const string Detached = """exec setsid dotnet "$0" > >(exec setsid bash -c "$1") 2>&1 < /dev/null""";
    private const string Attached = """exec dotnet "$0" > >(exec setsid tee -p >(exec setsid bash -c "$1")) 2>&1 < /dev/null""";

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
        var log = Path.Combine(Repository.Run, "apphost.log");
        if (File.Exists(log))
            File.Move(log, log + ".1", overwrite: true);
        Resources.Delete();

        // Of the shells, bash hands on a variable whose name has a hyphen. It becomes the AppHost; what keeps the log outlives it.
        var start = new ProcessStartInfo("/bin/bash", ["-c", options.Detach ? Detached : Attached, program, LogFile.Keep])
        {
            WorkingDirectory = Path.GetDirectoryName(Repository.AppHostProject)!,
            RedirectStandardOutput = !options.Detach,
            Environment = { ["log"] = log, ["bytes"] = LogFile.MaxBytes.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        };

        var dashboard = $"http://localhost:{Ports.ForDashboard()}";
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        foreach (var (name, value) in Settings(mode, options, dashboard, token))
            start.Environment[name] = value;

        var process = Process.Start(start) ?? throw new DevException("The AppHost did not start.");
        var state = new RunState(
            process.Id, process.StartTime.ToUniversalTime(), ways,
            $"http://localhost:{options.GatewayPort}", $"{dashboard}/login?t={token}", log);
        state.Write();
        return new AppHostProcess(process, state);
    }

    private static Dictionary<string, string> Settings(RunMode mode, UpOptions options, string dashboard, string token)
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
        if (mode is RunMode.Processes)
        {
            settings["Processes__StateFile"] = Resources.File;
            settings["Processes__Restart"] = options.Restart ? "true" : "false";
            // The worker saves what there is before it changes the schema.
            settings["Schema__BackupFolder"] = Path.Combine(Repository.Run, "backups");
        }

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

    private string LogTail() => File.Exists(State.LogFile)
        ? $"\n{Command.Tail(File.ReadAllText(State.LogFile), 30)}\nThe whole log: {State.LogFile}"
        : "";

    /// <summary>What the AppHost and its resources write, line by line; only of one that is not detached.</summary>
    internal StreamReader Output => _process.StandardOutput;

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
