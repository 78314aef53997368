using System.Diagnostics;
using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using MovieAspire.Testing;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace MovieAspire.ClientStandIns.Tests.Aspire;

public class NpgsqlDbContextTests
{
    [Fact]
    public async Task A_context_reaches_the_database_of_its_connection_string()
    {
        using IHost host = Host(await PostgresServer.CreateDatabaseAsync());

        Assert.Equal(7, await QueryAsync(host));
    }

    [Fact]
    public async Task A_missing_connection_string_is_named_when_a_context_is_asked_for()
    {
        using IHost host = Host(connectionString: null);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => QueryAsync(host));
        Assert.Equal(
            "ConnectionString is missing. It should be provided in 'ConnectionStrings:moviedb' or under the "
            + "'ConnectionString' key in 'Aspire:Npgsql:EntityFrameworkCore:PostgreSQL' or "
            + "'Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:Movies' configuration section.",
            error.Message);
    }

    [Fact]
    public void Settings_come_from_the_sections_of_connection_and_context_and_then_from_code()
    {
        HostApplicationBuilder builder = Builder("Host=a");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:CommandTimeout"] = "1",
            ["Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:DisableRetry"] = "true",
            ["Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:moviedb:CommandTimeout"] = "2",
            ["Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:Movies:CommandTimeout"] = "3",
        });
        builder.AddNpgsqlDbContext<Movies>("moviedb", settings =>
        {
            Assert.Equal("Host=a", settings.ConnectionString);
            Assert.Equal(3, settings.CommandTimeout);
            Assert.True(settings.DisableRetry);
            settings.CommandTimeout = 4;
        });
        using IHost host = builder.Build();
        using IServiceScope scope = host.Services.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<Movies>();

        Assert.Equal(4, context.Database.GetCommandTimeout());
        Assert.False(context.Database.CreateExecutionStrategy().RetriesOnFailure);
    }

    [Fact]
    public async Task Health_follows_the_server()
    {
        await using PostgresInstance server = await PostgresServer.StartOwnAsync();
        // With retries on, the check of a dead server takes a minute, as it does with the official package.
        using IHost host = Host(await server.CreateDatabaseAsync(), settings => settings.DisableRetry = true);
        var health = host.Services.GetRequiredService<HealthCheckService>();

        HealthReport up = await health.CheckHealthAsync();
        await server.StopAsync();
        HealthReport down = await health.CheckHealthAsync();
        await server.StartAsync();
        HealthReport again = await health.CheckHealthAsync();

        Assert.Equal("Movies", Assert.Single(up.Entries).Key);
        Assert.Equal(
            [HealthStatus.Healthy, HealthStatus.Unhealthy, HealthStatus.Healthy],
            new[] { up.Status, down.Status, again.Status });
    }

    [Fact]
    public async Task A_query_survives_a_restart_of_the_server()
    {
        await using PostgresInstance server = await PostgresServer.StartOwnAsync();
        using IHost host = Host(await server.CreateDatabaseAsync());
        await QueryAsync(host);

        await server.StopAsync();
        await server.StartAsync();

        Assert.Equal(7, await QueryAsync(host)); // over a dead pooled connection: the first try fails
    }

    [Fact]
    public async Task Commands_are_traced()
    {
        var spans = new List<Activity>();
        HostApplicationBuilder builder = Builder(await PostgresServer.CreateDatabaseAsync());
        builder.AddNpgsqlDbContext<Movies>("moviedb");
        builder.Services.AddOpenTelemetry().WithTracing(tracing =>
            tracing.AddProcessor(new SimpleActivityExportProcessor(new Collector(spans))));
        using IHost host = builder.Build();
        await host.StartAsync();

        await QueryAsync(host);
        await host.StopAsync();

        lock (spans)
            Assert.Contains(spans, span => span.Source.Name == "Npgsql");
    }

    private static HostApplicationBuilder Builder(string? connectionString)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["ConnectionStrings:moviedb"] = connectionString });
        return builder;
    }

    private static IHost Host(
        string? connectionString, Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configure = null)
    {
        HostApplicationBuilder builder = Builder(connectionString);
        builder.AddNpgsqlDbContext<Movies>("moviedb", configure);
        return builder.Build();
    }

    private static async Task<int> QueryAsync(IHost host)
    {
        await using AsyncServiceScope scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Movies>()
            .Database.SqlQuery<int>($"SELECT 7 AS \"Value\"").SingleAsync();
    }

    internal sealed class Movies(DbContextOptions<Movies> options) : DbContext(options);

    private sealed class Collector(List<Activity> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            lock (spans)
            {
                foreach (Activity span in batch)
                    spans.Add(span);
            }
            return ExportResult.Success;
        }
    }
}
