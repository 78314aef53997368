using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MovieAspire.Worker.Schema;
using Npgsql;

namespace MovieAspire.Worker.Tests.Schema;

public sealed class SchemaBackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("backups-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_database_with_movies_is_saved_before_its_schema_changes_and_only_then()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await using var app = Build(database, "pg_dump");
        var backup = app.Services.GetRequiredService<SchemaBackup>();
        await database.ExecuteAsync("DELETE FROM public.schema_migrations WHERE version = (SELECT max(version) FROM public.schema_migrations)");
        Assert.Null(await backup.SaveAsync(CancellationToken.None));
        await database.ExecuteAsync("INSERT INTO catalog.movies (id, title, original_title) VALUES (1, 'One', '')");

        var file = await backup.SaveAsync(CancellationToken.None);

        Assert.NotNull(file);
        using var list = Process.Start(new ProcessStartInfo("pg_restore", ["--list", file]) { RedirectStandardOutput = true })!;
        Assert.Contains("TABLE DATA catalog movies", await list.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        for (var i = 0; i < 4; i++)
            File.WriteAllText(Path.Combine(_folder, $"moviedb-2020010{i}-000000.dump"), "");
        await backup.SaveAsync(CancellationToken.None);
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task A_schema_that_cannot_be_saved_is_not_changed()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await database.ExecuteAsync("INSERT INTO catalog.movies (id, title, original_title) VALUES (1, 'One', '')");
        await database.ExecuteAsync("DELETE FROM public.schema_migrations WHERE version = (SELECT max(version) FROM public.schema_migrations)");
        await using var app = Build(database, "no-such-program");

        var error = await Assert.ThrowsAsync<SchemaBackupException>(
            () => app.Services.GetRequiredService<SchemaBackup>().SaveAsync(CancellationToken.None));

        Assert.Contains("Schema:PgDump", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_and_the_schema_is_not_changed()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await database.ExecuteAsync("INSERT INTO catalog.movies (id, title, original_title) VALUES (1, 'One', '')");
        await database.ExecuteAsync("DELETE FROM public.schema_migrations WHERE version = (SELECT max(version) FROM public.schema_migrations)");
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        await using var app = Build(database, "pg_dump", Path.Combine(file, "backups"));

        var error = await Assert.ThrowsAsync<SchemaBackupException>(
            () => app.Services.GetRequiredService<SchemaBackup>().SaveAsync(CancellationToken.None));

        Assert.Contains("Schema:BackupFolder", error.Message, StringComparison.Ordinal);
    }

    private WebApplication Build(NpgsqlDataSource database, string program, string? folder = null) => TestWorker.Build(new()
    {
        ["ConnectionStrings:moviedb"] = database.ConnectionString, ["Schema:BackupFolder"] = folder ?? _folder, ["Schema:PgDump"] = program,
    });
}
