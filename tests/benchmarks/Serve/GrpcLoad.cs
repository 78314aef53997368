using Grpc.Core;
using Grpc.Net.Client;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Contracts.Catalog.V1;
using AnalyticsClient = MovieAspire.Contracts.Analytics.V1.Analytics.AnalyticsClient;
using CatalogClient = MovieAspire.Contracts.Catalog.V1.Catalog.CatalogClient;

namespace MovieAspire.Benchmarks.Serve;

/// <summary>64 callers of a service over gRPC, in this process, which takes more of the machine than wrk does.</summary>
internal static class GrpcLoad
{
    private const int Callers = 64;

    public static async Task RunAsync(ServingSystem system, TimeSpan duration, Action<string, LoadResult> report)
    {
        var ids = new List<int>();
        await using (var command = system.Database.CreateCommand("SELECT id FROM catalog.movies WHERE removed_at IS NULL ORDER BY md5(id::text)"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                ids.Add(reader.GetInt32(0));
        }

        using var catalogChannel = Connect(system.Catalog);
        using var analyticsChannel = Connect(system.Analytics);
        var catalog = new CatalogClient(catalogChannel);
        var analytics = new AnalyticsClient(analyticsChannel);

        await system.ForgetAsync();
        report("gRPC GetMovie, cold", await LoadAsync(
            duration / 2, i => catalog.GetMovieAsync(new GetMovieRequest { Id = ids[i % ids.Count] }).ResponseAsync));
        report("gRPC GetMovie, cached", await LoadAsync(
            duration, i => catalog.GetMovieAsync(new GetMovieRequest { Id = ids[i % Math.Min(1000, ids.Count)] }).ResponseAsync));
        report("gRPC GetTrending, cached", await LoadAsync(
            duration, _ => analytics.GetTrendingAsync(new GetTrendingRequest()).ResponseAsync));
    }

    private static GrpcChannel Connect(Uri service) => GrpcChannel.ForAddress(
        service, new() { HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true } });

    private static async Task<LoadResult> LoadAsync<T>(TimeSpan duration, Func<int, Task<T>> call)
    {
        var time = TimeProvider.System;
        var (start, next, failed) = (time.GetTimestamp(), -1, 0L);
        var latencies = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var took = new List<TimeSpan>();
            while (time.GetElapsedTime(start) < duration)
            {
                var began = time.GetTimestamp();
                try
                {
                    await call(Interlocked.Increment(ref next));
                    took.Add(time.GetElapsedTime(began));
                }
                catch (RpcException)
                {
                    Interlocked.Increment(ref failed);
                }
            }

            return took;
        })));

        var elapsed = time.GetElapsedTime(start);
        var sorted = latencies.SelectMany(took => took).Order().ToList();
        return new(sorted.Count / elapsed.TotalSeconds, sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100], failed);
    }
}
