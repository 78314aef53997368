using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Starts processes that cannot outlive the AppHost: each asks the kernel (PR_SET_PDEATHSIG) for a signal at the death of its
/// parent. The kernel means the thread that forked, so one thread that never ends starts them all. Each gets a session of its
/// own, so that Ctrl+C reaches the AppHost alone, which then stops them in order.
/// </summary>
internal static class Spawner
{
    // Meant for the AppHost, not for what it starts.
    private static readonly string[] Private = ["ASPNETCORE_", "DOTNET_LAUNCH_PROFILE", "DOTNET_ENVIRONMENT", "ASPIRE_", "DOTNET_DASHBOARD_",
        "DOTNET_RESOURCE_SERVICE_", "DASHBOARD__", "Parameters__", "MSBuild", "MSBUILD", "OTEL_"];

    private static readonly BlockingCollection<Action> Work = [];

    static Spawner() => new Thread(() =>
    {
        foreach (var start in Work.GetConsumingEnumerable())
            start();
    })
    { IsBackground = true, Name = "process spawner" }.Start();

    public static Task<Process> StartAsync(ProcessSpec spec)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(Describe(spec))!);
            }
            catch (Exception e)
            {
                started.SetException(new DistributedApplicationException($"{spec.FileName} cannot be started: {e.Message}", e));
            }
        });
        return started.Task;
    }

    private static ProcessStartInfo Describe(ProcessSpec spec)
    {
        string[] wrapper = [Tool("setsid"), Tool("setpriv"), .. RunAs(spec.User), "--pdeathsig", spec.OrphanSignal.ToString().ToUpperInvariant(), "--"];
        var start = new ProcessStartInfo(wrapper[0], [.. wrapper[1..], spec.FileName, .. spec.Arguments])
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(n => !spec.InheritEnvironment
            ? n is not ("PATH" or "LANG" or "LC_ALL" or "TZ" or "TMPDIR" or "HOME")
            : Private.Any(p => n.StartsWith(p, StringComparison.Ordinal))).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        return start;
    }

    // setpriv sets the death signal last, after the change of user, which would clear it.
    private static string[] RunAs(string? user) => user is null ? [] : ["--reuid", user, "--regid", user, "--init-groups"];

    private static string Tool(string name) => Unix.FindProgram(name)
        ?? throw new NotInstalledException($"'{name}' is not installed: apt-get install util-linux", optional: false);
}
