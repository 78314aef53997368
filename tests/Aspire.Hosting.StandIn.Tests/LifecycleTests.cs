using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.StandIn.Tests;

public class LifecycleTests
{
    [Fact]
    public async Task A_resource_starts_only_when_what_it_waits_for_is_healthy()
    {
        var healthy = false;
        var builder = RunningApp.CreateBuilder();
        builder.Services.AddHealthChecks().AddCheck("gate", () => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("closed"));
        var first = builder.AddExecutable("first", "sleep", "/", "600").WithHealthCheck("gate");
        builder.AddExecutable("second", "sleep", "/", "600").WaitFor(first);
        await using var app = await RunningApp.StartAsync(builder);
        var states = app.Application.ResourceNotifications;

        await states.WaitForResourceAsync("first", e => e.Snapshot.HealthReports.Any(r => r.Description == "closed"), app.Timeout);
        Assert.True(states.TryGetCurrentState("second", out var waiting));
        Assert.Equal("Waiting", waiting!.Snapshot.State!.Text);

        healthy = true;
        await states.WaitForResourceHealthyAsync("second", app.Timeout);
    }

    [Fact]
    public async Task Resources_stop_in_the_reverse_order()
    {
        var builder = RunningApp.CreateBuilder();
        var database = builder.AddExecutable("database", "sleep", "/", "600");
        var service = builder.AddExecutable("service", "sleep", "/", "600").WaitFor(database);
        builder.AddExecutable("edge", "sleep", "/", "600").WaitFor(service);
        await using var app = await RunningApp.StartAsync(builder);
        await app.Application.ResourceNotifications.WaitForResourceHealthyAsync("edge", app.Timeout);

        List<string> ended = [];
        var begun = new TaskCompletionSource();
        var watching = Task.Run(async () =>
        {
            await foreach (var change in app.Application.ResourceNotifications.WatchAsync(app.Timeout))
            {
                begun.TrySetResult();
                if (change.Snapshot.State?.Text == "Exited")
                    ended.Add(change.Resource.Name);
                if (ended.Count == 3)
                    return;
            }
        });
        await begun.Task.WaitAsync(app.Timeout);
        await app.Application.StopAsync(app.Timeout);
        await watching.WaitAsync(app.Timeout);

        Assert.Equal(["edge", "service", "database"], ended);
    }

    [Fact]
    public async Task A_resource_whose_port_is_taken_does_not_start_and_does_not_pass_for_healthy()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var builder = RunningApp.CreateBuilder("--DcpPublisher:RandomizePorts=false");
        builder.AddExecutable("web", "sleep", "/", "600").WithHttpEndpoint(port);
        await using var app = await RunningApp.StartAsync(builder);

        var failed = await app.Application.ResourceNotifications.WaitForResourceAsync("web", e => e.Snapshot.State?.Text is "FailedToStart" or "Running", app.Timeout);

        Assert.Equal("FailedToStart", failed.Snapshot.State!.Text);
    }

    [Fact]
    public async Task Waiting_for_a_resource_that_ended_fails_with_its_exit_code()
    {
        var builder = RunningApp.CreateBuilder();
        builder.Services.AddHealthChecks().AddCheck("never", () => HealthCheckResult.Unhealthy());
        builder.AddExecutable("short", "sh", "/", "-c", "exit 7").WithHealthCheck("never");
        await using var app = await RunningApp.StartAsync(builder);

        var failure = await Assert.ThrowsAnyAsync<DistributedApplicationException>(
            () => app.Application.ResourceNotifications.WaitForResourceHealthyAsync("short", app.Timeout));

        Assert.Contains("exit code 7", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_crashes_after_the_start_is_started_again_where_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var builder = RunningApp.CreateBuilder("--Processes:Restart=true");
        builder.AddExecutable("crashing", "sh", folder.Path, "-c", "echo x >> starts; until [ -e go ]; do sleep 0.1; done; rm go; exit 5");
        await using var app = await RunningApp.StartAsync(builder);
        var states = app.Application.ResourceNotifications;
        var first = await states.WaitForResourceHealthyAsync("crashing", app.Timeout);
        await Poll.UntilAsync(() => Starts() == 1, TimeSpan.FromSeconds(30), () => "It did not start.");

        for (var crash = 1; crash <= 2; crash++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.Path, "go"), "", app.Timeout);
            await states.WaitForResourceAsync("crashing", e => e.Snapshot is { State.Text: "Exited", ExitCode: 5 }, app.Timeout);
            await states.WaitForResourceAsync("crashing", "Running", app.Timeout);
            await Poll.UntilAsync(() => Starts() == crash + 1, TimeSpan.FromSeconds(30), () => $"It started {Starts()} times.");
        }

        Assert.True(states.TryGetCurrentState("crashing", out var last));
        Assert.NotEqual(ProcessId(first), ProcessId(last!));

        int Starts() => File.Exists(Path.Combine(folder.Path, "starts")) ? File.ReadAllLines(Path.Combine(folder.Path, "starts")).Length : 0;
        static object? ProcessId(ApplicationModel.ResourceEvent e) => e.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value;
    }

    [Fact]
    public async Task The_states_of_all_resources_are_in_the_file_that_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "resources.json");
        var builder = RunningApp.CreateBuilder($"--Processes:StateFile={file}");
        builder.AddExecutable("crashing", "sh", folder.Path, "-c", "until [ -e go ]; do sleep 0.1; done; exit 5");
        builder.AddExecutable("lasting", "sleep", "/", "600");
        await using var app = await RunningApp.StartAsync(builder);
        await app.Application.ResourceNotifications.WaitForResourceHealthyAsync("crashing", app.Timeout);

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "go"), "", app.Timeout);

        await Poll.UntilAsync(() => Text().Contains("\"exit_code\":5", StringComparison.Ordinal), TimeSpan.FromSeconds(30), Text);
        Assert.Contains("\"crashing\":{\"state\":\"Exited\"", Text(), StringComparison.Ordinal);
        Assert.Contains("\"lasting\":{\"state\":\"Running\",\"health\":\"Healthy\"", Text(), StringComparison.Ordinal);

        string Text() => File.Exists(file) ? File.ReadAllText(file) : "";
    }

    [Fact]
    public async Task An_exit_after_the_start_is_shown_and_the_rest_runs_on()
    {
        using var folder = new TemporaryFolder();
        var builder = RunningApp.CreateBuilder();
        builder.AddExecutable("later", "sh", folder.Path, "-c", "until [ -e go ]; do sleep 0.1; done; exit 5");
        builder.AddExecutable("other", "sleep", "/", "600");
        await using var app = await RunningApp.StartAsync(builder);
        var states = app.Application.ResourceNotifications;
        await states.WaitForResourceHealthyAsync("later", app.Timeout);
        await states.WaitForResourceHealthyAsync("other", app.Timeout);

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "go"), "", app.Timeout);
        var exited = await states.WaitForResourceAsync("later", e => e.Snapshot.State?.Text == "Exited", app.Timeout);

        Assert.Equal(5, exited.Snapshot.ExitCode);
        Assert.True(states.TryGetCurrentState("other", out var other));
        Assert.Equal("Running", other!.Snapshot.State!.Text);
    }
}
