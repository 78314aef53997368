using Microsoft.Extensions.Diagnostics.HealthChecks;
using MovieAspire.Data.Schema;
using Npgsql;

namespace MovieAspire.Data.Tests;

public class SchemaHealthCheckTests
{
    private static readonly Migration First = new(1, "first", "SELECT 1");
    private static readonly Migration Second = new(2, "second", "SELECT 2");

    [Fact]
    public async Task A_migrated_database_is_healthy()
    {
        await using var dataSource = await TestDatabase.CreateAsync();

        var result = await CheckAsync(dataSource);

        Assert.Equal(HealthStatus.Healthy, result.Status);
    }

    [Fact]
    public async Task An_empty_database_is_unhealthy_and_the_missing_migration_named()
    {
        await using var dataSource = await TestDatabase.CreateEmptyAsync();

        var result = await CheckAsync(dataSource);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains(Migration.All[0].ToString(), result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_unhealthy()
    {
        await using var dataSource = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=u;Password=hidden;Timeout=2");

        var result = await CheckAsync(dataSource);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.DoesNotContain("hidden", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_newest_migration_is_unhealthy()
    {
        var result = SchemaHealthCheck.Judge([First, Second], [Applied(First)]);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("0002_second", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_migration_is_unhealthy()
    {
        var result = SchemaHealthCheck.Judge([First], [Applied(First) with { Checksum = "other" }]);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
    }

    [Fact]
    public void A_newer_schema_is_degraded_with_its_reason()
    {
        var result = SchemaHealthCheck.Judge([First], [Applied(First), Applied(Second)]);

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Contains("0002_second", result.Description, StringComparison.Ordinal);
    }

    private static AppliedMigration Applied(Migration migration) =>
        new(migration.Version, migration.Name, migration.Checksum);

    private static Task<HealthCheckResult> CheckAsync(NpgsqlDataSource dataSource) =>
        new SchemaHealthCheck(dataSource, new()).CheckHealthAsync(new HealthCheckContext());
}
