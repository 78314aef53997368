using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MovieAspire.ServiceDefaults.HealthChecks;

namespace MovieAspire.ServiceDefaults.Tests;

public class HealthTests
{
    [Fact]
    public async Task A_process_is_ready_with_the_schema_and_stays_so_when_the_database_goes_away()
    {
        var schema = HealthStatus.Unhealthy;
        await using var service = await Service.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("schema", () => new HealthCheckResult(schema), ["ready"]));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.StatusAsync("/ready"));
        schema = HealthStatus.Healthy;
        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync("/ready"));
        schema = HealthStatus.Unhealthy;
        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync("/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.StatusAsync("/health"));
        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync("/alive"));
    }

    [Fact]
    public async Task What_a_process_can_start_without_does_not_keep_it_from_being_ready()
    {
        await using var service = await Service.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("schema", () => HealthCheckResult.Degraded("newer"), ["ready"])
            .AddCheck("redis", () => HealthCheckResult.Unhealthy("away")));

        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync("/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.StatusAsync("/health"));
    }

    [Fact]
    public async Task A_process_that_stops_is_not_ready_any_more()
    {
        await using var service = await Service.StartAsync(_ => { });
        var readiness = service.App.Services.GetRequiredService<Readiness>();
        Assert.Equal(HealthStatus.Healthy, (await readiness.AskAsync(CancellationToken.None)).Status);

        service.App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(HealthStatus.Unhealthy, (await readiness.AskAsync(CancellationToken.None)).Status);
    }

    [Fact]
    public async Task However_many_ask_the_checks_run_once_a_second()
    {
        var (runs, clock) = (0, new Clock());
        await using var service = await Service.StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddHealthChecks().AddCheck("counted", () =>
            {
                Interlocked.Increment(ref runs);
                return HealthCheckResult.Healthy();
            });
        });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.StatusAsync("/health")));
        Assert.Equal(1, runs);
        clock.Now += TimeSpan.FromMilliseconds(999);
        await service.StatusAsync("/health");
        Assert.Equal(1, runs);
        clock.Now += TimeSpan.FromMilliseconds(1);
        await service.StatusAsync("/health");
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_check_that_throws_is_a_reason_without_the_address()
    {
        await using var service = await Service.StartAsync(builder => builder.Services.AddHealthChecks().AddCheck(
            "database", () => throw new InvalidOperationException("Failed to connect to 10.1.2.3:5432")));

        using var response = await service.Client.GetAsync(new Uri("/health", UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();

        Assert.Contains("Failed to connect to (address)", body, StringComparison.Ordinal);
        Assert.DoesNotContain("10.1.2.3", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_is_logged_once_and_a_process_that_starts_is_no_warning()
    {
        var (schema, log) = (HealthStatus.Unhealthy, new LogCapture());
        var clock = new Clock();
        await using var service = await Service.StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddHealthChecks().AddCheck("schema", () => new HealthCheckResult(schema, "lacks a migration"));
            builder.Logging.AddProvider(log);
        });

        foreach (var status in new[] { HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Unhealthy })
        {
            schema = status;
            for (var asked = 0; asked < 3; asked++)
            {
                clock.Now += TimeSpan.FromSeconds(1);
                await service.StatusAsync("/health");
            }
        }

        Assert.Equal(
            [
                "Information schema is Unhealthy while this process starts: lacks a migration", "Information schema is healthy",
                "Warning schema is Unhealthy now: lacks a migration",
            ],
            log.Lines.Where(line => line.Contains("schema", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_part_that_is_healthy_may_say_that_it_is_not_there()
    {
        await using var service = await Service.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("meilisearch", () => HealthCheckResult.Healthy("not configured")));

        var body = await service.Client.GetStringAsync(new Uri("/health", UriKind.Relative));

        Assert.Contains("\"reason\":\"not configured\"", body, StringComparison.Ordinal);
        Assert.StartsWith("{\"status\":\"healthy\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Failed to connect to 127.0.0.1:5432", "Failed to connect to (address)")]
    [InlineData("Failed to connect to [::1]:5432", "Failed to connect to (address)")]
    [InlineData("Connection refused (redis:6379)", "Connection refused ((address))")]
    [InlineData("No answer from http://meilisearch.internal:7700/health.", "No answer from (address)")]
    [InlineData("The database did not answer within 1 s.", "The database did not answer within 1 s.")]
    [InlineData("The schema lacks migration 0007_runs: the worker applies it.", "The schema lacks migration 0007_runs: the worker applies it.")]
    [InlineData("53300: sorry, too many clients already", "53300: sorry, too many clients already")]
    public void A_reason_keeps_its_words_and_loses_its_addresses(string reason, string shown) =>
        Assert.Equal(shown, HealthEndpoints.WithoutAddresses(reason));

    private sealed class LogCapture : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)}");

        public void Dispose()
        {
            // Nothing is held.
        }
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
