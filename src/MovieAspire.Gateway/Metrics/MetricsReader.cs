using Grpc.Core;
using MovieAspire.Gateway.Backends;
using MovieAspire.Gateway.Caching;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Metrics;

/// <summary>Puts the figures together: the gateway's own, and those of the services that answer.</summary>
internal sealed class MetricsReader(
    RequestStatistics requests, CacheCounters outputCache, ServiceProbe services, Proto.Pipeline.PipelineClient pipeline,
    TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    internal async Task<Metrics> ReadAsync(CancellationToken cancellationToken)
    {
        var catalog = services.AskAsync<CacheReads>("catalog", "/cache", cancellationToken);
        var analytics = services.AskAsync<CacheReads>("analytics", "/cache", cancellationToken);
        var jobs = JobsAsync(cancellationToken);

        var layers = new Dictionary<string, CacheLayer> { ["gateway"] = new(outputCache.Hits, outputCache.Misses) };
        if ((await catalog).Body is { } catalogReads)
            layers["catalog"] = new(catalogReads.Hits, catalogReads.Misses + catalogReads.Errors);
        if ((await analytics).Body is { } analyticsReads)
            layers["analytics"] = new(analyticsReads.Hits, analyticsReads.Misses + analyticsReads.Errors);
        return new(
            requests.Since.UtcDateTime, RequestsOf(requests.Operations), LatencyOf(requests.Operations), CacheOf(layers),
            await jobs);
    }

    private async Task<JobMetrics?> JobsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = await pipeline.GetPipelineStatusAsync(
                new(), deadline: (time.GetUtcNow() + Patience).UtcDateTime, cancellationToken: cancellationToken);
            return new(status.ActiveRuns, status.QueuedRuns, status.WorkersConnected);
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            // The worker's state is at /health; here its figures are missing.
            return null;
        }
    }

    private static RequestMetrics RequestsOf(IReadOnlyList<RequestStatistics.Operation> operations) => new(
        operations.Sum(operation => operation.Requests),
        operations.SelectMany(operation => operation.Statuses).GroupBy(status => status.Status).OrderBy(group => group.Key)
            .ToDictionary(group => $"{group.Key}", group => group.Sum(status => status.Count)),
        operations.ToDictionary(operation => operation.Name, operation => operation.Requests));

    private LatencyMetrics LatencyOf(IReadOnlyList<RequestStatistics.Operation> operations) => new(
        PercentilesOf(requests.Overall),
        operations.Where(operation => operation.Latency.Count > 0)
            .ToDictionary(operation => operation.Name, operation => PercentilesOf(operation.Latency)));

    private static CacheMetrics CacheOf(Dictionary<string, CacheLayer> layers)
    {
        var (hits, misses) = (layers.Values.Sum(layer => layer.Hits), layers.Values.Sum(layer => layer.Misses));
        return new(hits, misses, hits + misses > 0 ? Math.Round((double)hits / (hits + misses), 4) : null, layers);
    }

    private static Percentiles PercentilesOf(LatencyHistogram latency) => new(
        Milliseconds(latency.Percentile(0.5)), Milliseconds(latency.Percentile(0.95)), Milliseconds(latency.Percentile(0.99)));

    private static double? Milliseconds(TimeSpan? duration) =>
        duration is { } known ? Math.Round(known.TotalMilliseconds, 3) : null;

    /// <summary>What ServiceDefaults serves at /cache.</summary>
    private sealed record CacheReads(long Hits, long Misses, long Errors);
}
