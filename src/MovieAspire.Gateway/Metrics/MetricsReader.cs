using Grpc.Core;
using MovieAspire.Gateway.Backends;
using MovieAspire.Gateway.Caching;
using MovieAspire.ServiceDefaults.HealthChecks;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Metrics;

/// <summary>Puts the figures together: the gateway's own, and those of the services that answer, a second old at most.</summary>
internal sealed class MetricsReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly RequestStatistics _requests;
    private readonly CacheCounters _outputCache;
    private readonly ServiceProbe _services;
    private readonly Proto.Pipeline.PipelineClient _pipeline;
    private readonly TimeProvider _time;
    private readonly BriefMemory<(CacheReads? Catalog, CacheReads? Analytics, JobMetrics? Jobs)> _others;

    public MetricsReader(
        RequestStatistics requests, CacheCounters outputCache, ServiceProbe services, Proto.Pipeline.PipelineClient pipeline,
        TimeProvider time)
    {
        (_requests, _outputCache, _services, _pipeline, _time) = (requests, outputCache, services, pipeline, time);
        _others = new(time, AskOthersAsync);
    }

    internal async Task<Metrics> ReadAsync(CancellationToken cancellationToken)
    {
        var (catalog, analytics, jobs) = await _others.AskAsync(cancellationToken);
        var layers = new Dictionary<string, CacheLayer> { ["gateway"] = new(_outputCache.Hits, _outputCache.Misses) };
        if (catalog is { } catalogReads)
            layers["catalog"] = new(catalogReads.Hits, catalogReads.Misses + catalogReads.Errors);
        if (analytics is { } analyticsReads)
            layers["analytics"] = new(analyticsReads.Hits, analyticsReads.Misses + analyticsReads.Errors);
        return new(
            _requests.Since.UtcDateTime, RequestsOf(_requests.Operations), LatencyOf(_requests.Operations), CacheOf(layers), jobs);
    }

    private async Task<(CacheReads? Catalog, CacheReads? Analytics, JobMetrics? Jobs)> AskOthersAsync()
    {
        var catalog = _services.AskAsync<CacheReads>("catalog", "/cache", CancellationToken.None);
        var analytics = _services.AskAsync<CacheReads>("analytics", "/cache", CancellationToken.None);
        var jobs = JobsAsync();
        return ((await catalog).Body, (await analytics).Body, await jobs);
    }

    private async Task<JobMetrics?> JobsAsync()
    {
        try
        {
            var status = await _pipeline.GetPipelineStatusAsync(new(), deadline: (_time.GetUtcNow() + Patience).UtcDateTime);
            return new(status.ActiveRuns, status.QueuedRuns, status.WorkersConnected);
        }
        catch (RpcException)
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
        PercentilesOf(_requests.Overall),
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
