using System.Globalization;
using Aspire.Hosting.Testing;
using Npgsql;
using StackExchange.Redis;

namespace Aspire.Hosting.StandIn.Tests;

public class ServerTests
{
    [Fact]
    public async Task Postgres_with_a_volume_keeps_its_data_even_when_its_password_is_lost()
    {
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)Convert.ToInt32("755", 8));
        for (var run = 1; run <= 3; run++)
        {
            // The password is generated anew in the third run; the data are still there.
            if (run == 3)
                File.Delete(Path.Combine(folder.Path, "secrets.json"));
            var builder = RunningApp.CreateBuilder($"--Processes:RunDirectory={folder.Path}");
            builder.AddPostgres("postgres").WithDataVolume().AddDatabase("films", "film-db");
            await using var app = await RunningApp.StartAsync(builder);
            await app.Application.ResourceNotifications.WaitForResourceHealthyAsync("films", app.Timeout);

            var connectionString = await app.Application.GetConnectionStringAsync("films", app.Timeout);
            Assert.Contains("Database=film-db", connectionString, StringComparison.Ordinal);
            await using var database = NpgsqlDataSource.Create(connectionString!);
            await using var command = database.CreateCommand("CREATE TABLE IF NOT EXISTS starts (at timestamptz DEFAULT now()); INSERT INTO starts DEFAULT VALUES; SELECT count(*) FROM starts");
            Assert.Equal((long)run, await command.ExecuteScalarAsync(app.Timeout));
        }
    }

    [Fact]
    public async Task Redis_asks_for_its_password_which_is_on_no_command_line()
    {
        var builder = RunningApp.CreateBuilder();
        var redis = builder.AddRedis("redis");
        await using var app = await RunningApp.StartAsync(builder);

        var healthy = await app.Application.ResourceNotifications.WaitForResourceHealthyAsync("redis", app.Timeout);

        var password = await redis.Resource.PasswordParameter!.GetValueAsync(app.Timeout);
        Assert.EndsWith($",password={password}", await app.Application.GetConnectionStringAsync("redis", app.Timeout), StringComparison.Ordinal);
        var processId = int.Parse((string)healthy.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value!, CultureInfo.InvariantCulture);
        Assert.DoesNotContain(password!, await File.ReadAllTextAsync($"/proc/{processId}/cmdline"), StringComparison.Ordinal);
        Assert.DoesNotContain(password!, await File.ReadAllTextAsync($"/proc/{processId}/environ"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redis_takes_the_options_that_the_model_adds_and_evicts_what_expires_before_what_does_not()
    {
        var builder = RunningApp.CreateBuilder();
        builder.AddRedis("redis").WithArgs("--maxmemory", "4mb", "--maxmemory-policy", "volatile-lfu", "--save", "''");
        await using var app = await RunningApp.StartAsync(builder);
        await app.Application.ResourceNotifications.WaitForResourceHealthyAsync("redis", app.Timeout);
        var connectionString = await app.Application.GetConnectionStringAsync("redis", app.Timeout);
        using var client = await ConnectionMultiplexer.ConnectAsync($"{connectionString},allowAdmin=true");
        var redis = client.GetDatabase();
        await redis.StringSetAsync("bucket", "tokens");

        // 16 MB of answers, each with its time to live, into 4.
        var answer = new byte[16 << 10];
        for (var i = 0; i < 1024; i++)
            await redis.StringSetAsync($"answer:{i}", answer, TimeSpan.FromHours(1));

        Assert.Equal("tokens", await redis.StringGetAsync("bucket"));
        var server = client.GetServer(client.GetEndPoints()[0]);
        Assert.Equal("", (await server.ConfigGetAsync("save")).Single().Value);
        Assert.InRange(await server.DatabaseSizeAsync(), 10, 300);
    }

    [Fact]
    public async Task Meilisearch_that_is_not_installed_holds_nobody_up_and_nobody_is_told_of_it()
    {
        var builder = RunningApp.CreateBuilder();
        var meilisearch = builder.AddMeilisearch("meilisearch");
        builder.AddExecutable("consumer", "sleep", "/", "600").WithReference(meilisearch);
        await using var app = await RunningApp.StartAsync(builder);
        if (Orchestration.Unix.FindProgram("meilisearch") is not null)
            return;

        var consumer = await app.Application.ResourceNotifications.WaitForResourceHealthyAsync("consumer", app.Timeout);
        var missing = await app.Application.ResourceNotifications.WaitForResourceAsync("meilisearch", e => e.Snapshot.State?.Text == "Not installed", app.Timeout);

        Assert.DoesNotContain(consumer.Snapshot.EnvironmentVariables, v => v.Name == "ConnectionStrings__meilisearch");
        Assert.Equal("info", missing.Snapshot.State!.Style);
    }

    [Fact]
    public async Task Temporary_folders_are_gone_after_the_stop()
    {
        var builder = RunningApp.CreateBuilder();
        builder.AddRedis("redis");
        var app = await RunningApp.StartAsync(builder);
        var healthy = await app.Application.ResourceNotifications.WaitForResourceHealthyAsync("redis", app.Timeout);
        var folder = (string)healthy.Snapshot.Properties.Single(p => p.Name == "executable.workDir").Value!;
        Assert.True(Directory.Exists(folder));

        await app.DisposeAsync();

        Assert.False(Directory.Exists(folder));
    }
}
