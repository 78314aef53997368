using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace CommunityToolkit.Aspire.Hosting.Meilisearch;

/// <summary>
/// Runs an installed Meilisearch. Without one, consumers get no connection string and do without.
/// </summary>
internal static class MeilisearchProcess
{
    /// <summary>The installed one, or null.</summary>
    public static string? Program =>
        Unix.FindProgram(Environment.GetEnvironmentVariable("MEILISEARCH_PATH") is { Length: > 0 } path ? path : "meilisearch");

    public static Task<ProcessSpec> PrepareAsync(MeilisearchResource meilisearch, LocalServerContext context)
    {
        var program = Program
            ?? throw new NotInstalledException("Meilisearch is not installed (not on PATH, nor at MEILISEARCH_PATH); search is answered by PostgreSQL.", optional: true);
        var folder = context.KeepsData ? context.Directory.Data(meilisearch.Name) : context.Directory.Temporary(meilisearch.Name);
        return Task.FromResult(new ProcessSpec
        {
            FileName = program,
            Arguments =
            [
                "--http-addr", $"{meilisearch.PrimaryEndpoint.Host}:{meilisearch.PrimaryEndpoint.Port}",
                "--db-path", Path.Combine(folder, "data.ms"), "--dump-dir", Path.Combine(folder, "dumps"),
                "--env", "development", "--no-analytics",
            ],
            WorkingDirectory = folder,
            OrphanSignal = UnixSignal.Term,
        });
    }
}
