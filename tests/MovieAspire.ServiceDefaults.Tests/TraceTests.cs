using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace MovieAspire.ServiceDefaults.Tests;

public class TraceTests
{
    private static readonly ActivitySource Own = new("MovieAspire.TraceTests");
    private static readonly ActivitySource Redis = new("OpenTelemetry.Instrumentation.StackExchangeRedis");
    private static readonly ActivitySource Database = new("Npgsql");
    private static readonly ActivitySource Http = new("System.Net.Http");

    [Theory]
    [InlineData("/health", null)]
    [InlineData("/health", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("/alive", null)]
    [InlineData("/ready", null)]
    public async Task A_probe_leaves_no_span_of_its_own_nor_of_what_it_causes(string probe, string? caller)
    {
        var traces = new Traces();
        ActivityContext probed = default;
        await using var service = await Service.StartAsync(builder => Configure(builder, traces, () =>
        {
            using var child = Own.StartActivity("child");
            probed = Activity.Current?.Context ?? default;
        }));
        if (caller is not null)
            service.Client.DefaultRequestHeaders.Add("traceparent", caller);

        await service.StatusAsync(probe);

        // As the Redis integration does: later, and with nothing but the context.
        using (Redis.StartActivity("PING", ActivityKind.Client, probed))
        {
        }

        Assert.NotEqual(default, probed.TraceId);
        Assert.Empty(traces.Exported);
    }

    [Fact]
    public async Task What_is_no_probe_is_traced_with_its_children()
    {
        var traces = new Traces();
        await using var service = await Service.StartAsync(
            builder => Configure(builder, traces, () => { }),
            app => app.MapGet("/movies", () =>
            {
                using (Database.StartActivity("SELECT", ActivityKind.Client))
                    return "movies";
            }));

        await service.StatusAsync("/movies");
        await traces.HasAsync(2);

        Assert.Equal(["Microsoft.AspNetCore", "Npgsql"], traces.Exported.Select(a => a.Source.Name).Order());
        Assert.Single(traces.Exported.Select(a => a.TraceId).Distinct());
    }

    [Fact]
    public async Task Calls_that_belong_to_nothing_leave_no_trace_and_those_of_a_run_do()
    {
        var traces = new Traces();
        await using var service = await Service.StartAsync(builder => Configure(builder, traces, () => { }));

        using (Database.StartActivity("poll", ActivityKind.Client))
        {
        }

        using (Http.StartActivity("GET", ActivityKind.Client))
        {
        }

        using (Own.StartActivity("run"))
        using (Database.StartActivity("insert", ActivityKind.Client))
        {
        }

        Assert.Equal(["insert", "run"], traces.Exported.Select(a => a.OperationName).Order());
    }

    private static void Configure(WebApplicationBuilder builder, Traces traces, Action check)
    {
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing
            .AddSource(Redis.Name)
            .AddProcessor(new SimpleActivityExportProcessor(traces)));
        builder.Services.AddHealthChecks().AddCheck("check", () =>
        {
            check();
            return HealthCheckResult.Healthy();
        }, ["live", "ready"]);
    }

    /// <summary>Keeps what would leave the process.</summary>
    private sealed class Traces : BaseExporter<Activity>
    {
        private readonly SemaphoreSlim _arrived = new(0);

        public ConcurrentBag<Activity> Exported { get; } = [];

        // The server's span ends after its answer was read.
        public async Task HasAsync(int count)
        {
            while (count-- > 0)
                Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch)
            {
                Exported.Add(activity);
                _arrived.Release();
            }

            return ExportResult.Success;
        }
    }
}
