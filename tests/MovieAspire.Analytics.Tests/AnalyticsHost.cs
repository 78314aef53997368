using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Data.Schema;
using MovieAspire.Testing;
using Npgsql;
using AnalyticsClient = MovieAspire.Contracts.Analytics.V1.Analytics.AnalyticsClient;
using KpisClient = MovieAspire.Contracts.Kpis.V1.Kpis.KpisClient;
using RecommendationsClient = MovieAspire.Contracts.Analytics.V1.Recommendations.RecommendationsClient;

namespace MovieAspire.Analytics.Tests;

/// <summary>The analytics service in this process, with a database and a cache of its own.</summary>
internal sealed class AnalyticsHost : WebApplicationFactory<Program>
{
    private readonly GrpcChannel _channel;

    private AnalyticsHost(string movieDb, string redis)
    {
        MovieDb = movieDb;
        Redis = redis;
        _channel = GrpcChannel.ForAddress(
            Server.BaseAddress, new GrpcChannelOptions { HttpHandler = Server.CreateHandler() });
        Client = new AnalyticsClient(_channel);
        Recommendations = new RecommendationsClient(_channel);
        Kpis = new KpisClient(_channel);
    }

    public string MovieDb { get; }

    public string Redis { get; }

    public AnalyticsClient Client { get; }

    public RecommendationsClient Recommendations { get; }

    public KpisClient Kpis { get; }

    /// <param name="postgres">A server of the test's own instead of the shared one.</param>
    public static async Task<AnalyticsHost> StartAsync(PostgresInstance? postgres = null) => new(
        await (postgres?.CreateDatabaseAsync("schema", MigrateAsync) ?? PostgresServer.CreateDatabaseAsync("schema", MigrateAsync)),
        await RedisServer.CreateDatabaseAsync());

    public async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(MovieDb);
#pragma warning disable CA2100 // constants of the tests
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:moviedb", MovieDb);
        builder.UseSetting("ConnectionStrings:redis", Redis);
        builder.UseSetting("Redis:Timeout", RedisServer.Patience);
    }

    protected override void Dispose(bool disposing)
    {
        _channel.Dispose();
        base.Dispose(disposing);
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
    }
}
