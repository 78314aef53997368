using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace CommunityToolkit.Aspire.Hosting.Meilisearch;

/// <summary>
/// Runs an installed Meilisearch. Without one its port stays reserved and closed: consumers get a connection string as in a
/// deployment, are refused at once, and do what they do when Meilisearch is down.
/// </summary>
internal static class MeilisearchProcess
{
    public static Task<ProcessSpec> PrepareAsync(MeilisearchResource meilisearch, LocalServerContext context)
    {
        var program = Unix.FindProgram(Environment.GetEnvironmentVariable("MEILISEARCH_PATH") is { Length: > 0 } path ? path : "meilisearch")
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
