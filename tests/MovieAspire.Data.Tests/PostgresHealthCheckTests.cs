using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MovieAspire.Data.Health;
using MovieAspire.Data.Schema;
using Npgsql;

namespace MovieAspire.Data.Tests;

public class PostgresHealthCheckTests
{
    [Fact]
    public async Task A_database_that_answers_is_healthy_even_without_the_schema()
    {
        await using var dataSource = await TestDatabase.CreateEmptyAsync();

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(new PostgresHealthCheck(dataSource, new()))).Status);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_unhealthy()
    {
        await using var dataSource = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=u;Password=hidden");

        var result = await CheckAsync(new PostgresHealthCheck(dataSource, new()));

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.DoesNotContain("hidden", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_hangs_is_unhealthy_long_before_Npgsql_gives_up()
    {
        // Accepts connections, as the system does for a stopped process, and says nothing.
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start();
        var port = ((IPEndPoint)hanging.LocalEndpoint).Port;
        await using var dataSource = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={port};Username=u;Password=hidden");

        var started = Stopwatch.GetTimestamp();
        var results = await Task.WhenAll(
            CheckAsync(new PostgresHealthCheck(dataSource, new())), CheckAsync(new SchemaHealthCheck(dataSource, new())));

        Assert.All(results, result => Assert.Equal(HealthStatus.Unhealthy, result.Status));
        Assert.All(results, result => Assert.Contains("within 1 s", result.Description, StringComparison.Ordinal));
        // Without a patience of its own Npgsql waits fifteen seconds; less than the patience, but for the timer's grain,
        // would be another error than a hang.
        Assert.InRange(Stopwatch.GetElapsedTime(started), DatabaseCheck.Patience * 0.9, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Until_the_process_that_makes_the_database_has_tried_nobody_knocks_at_it()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        await using var dataSource = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={port};Username=u;Password=hidden;Timeout=1");
        var start = new DatabaseStart();
        start.Await();

        Assert.Contains("made ready", (await CheckAsync(new PostgresHealthCheck(dataSource, start))).Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(new SchemaHealthCheck(dataSource, start))).Status);
        Assert.False(server.Pending());

        start.End();
        await CheckAsync(new PostgresHealthCheck(dataSource, start));
        Assert.True(server.Pending());
    }

    private static Task<HealthCheckResult> CheckAsync(IHealthCheck check) =>
        check.CheckHealthAsync(new HealthCheckContext());
}
