using MovieAspire.Testing.Meilisearch;
using MovieAspire.Worker.Compute.Projections;

namespace MovieAspire.Worker.Tests.Compute.Search;

/// <summary>Sixty movies with details, and a server for their index.</summary>
internal static class SearchIndexSystem
{
    internal static async Task<JobSystem> StartAsync(FakeMeilisearch meilisearch, bool isBuilt = true, LogCapture? log = null)
    {
        var system = await JobSystem.StartAsync(movies: 60, new()
        {
            ["ConnectionStrings:meilisearch"] = meilisearch.ConnectionString, ["SearchIndex:BatchSize"] = "7",
        }, log: log);
        // The first runs would ask for an index by themselves.
        if (isBuilt)
            meilisearch.Fault = _ => FakeFault.Broken;
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        if (isBuilt)
            meilisearch.Fault = _ => null;
        meilisearch.Requests.Clear();
        return system;
    }

    /// <summary>Changes rows, and then the documents of the movies that they belong to.</summary>
    internal static async Task ChangeAsync(JobSystem system, string sql)
    {
        await system.Data.ExecuteAsync(sql);
        await new ProjectJob(system.Data, system.Clock).ProjectAsync([.. await IdsAsync(system)], CancellationToken.None);
    }

    internal static async Task<List<int>> IdsAsync(JobSystem system)
    {
        await using var command = system.Data.CreateCommand("SELECT id FROM catalog.movies WHERE removed_at IS NULL ORDER BY id");
        var ids = new List<int>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            ids.Add(reader.GetInt32(0));
        return ids;
    }
}
