using System.Globalization;
using System.Text;

namespace MovieAspire.Gateway.Metrics;

/// <summary>The figures in Prometheus' text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    // Seconds; OpenTelemetry's bounds for http.server.request.duration.
    private static readonly double[] Bounds =
        [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    internal static string Write(Metrics metrics, IReadOnlyList<RequestStatistics.Operation> operations)
    {
        var text = new StringBuilder();
        Head(text, "movieaspire_http_requests_total", "counter", "Requests answered.");
        foreach (var operation in operations)
        {
            foreach (var (status, count) in operation.Statuses)
                Line(text, "movieaspire_http_requests_total", $"{Labels(operation)},status=\"{status}\"", count);
        }

        Head(text, "movieaspire_http_request_duration_seconds", "histogram", "How long requests took.");
        foreach (var operation in operations)
            Histogram(text, "movieaspire_http_request_duration_seconds", Labels(operation), operation.Latency);

        Head(text, "movieaspire_cache_reads_total", "counter", "Reads of the caches.");
        foreach (var (layer, reads) in metrics.Cache.Layers)
        {
            Line(text, "movieaspire_cache_reads_total", $"cache=\"{layer}\",result=\"hit\"", reads.Hits);
            Line(text, "movieaspire_cache_reads_total", $"cache=\"{layer}\",result=\"miss\"", reads.Misses);
        }

        if (metrics.Jobs is { } jobs)
        {
            Gauge(text, "movieaspire_runs_active", "Runs in work.", jobs.Active);
            Gauge(text, "movieaspire_runs_queued", "Runs that wait for a worker.", jobs.Queued);
            Gauge(text, "movieaspire_workers_connected", "Workers that are alive.", jobs.WorkersConnected);
        }

        return text.ToString();
    }

    private static void Histogram(StringBuilder text, string name, string labels, LatencyHistogram latency)
    {
        foreach (var bound in Bounds)
        {
            var le = bound.ToString(CultureInfo.InvariantCulture);
            Line(text, $"{name}_bucket", $"{labels},le=\"{le}\"", latency.CountUpTo(TimeSpan.FromSeconds(bound)));
        }

        Line(text, $"{name}_bucket", $"{labels},le=\"+Inf\"", latency.Count);
        Line(text, $"{name}_sum", labels, latency.Sum.TotalSeconds);
        Line(text, $"{name}_count", labels, latency.Count);
    }

    private static void Gauge(StringBuilder text, string name, string help, double value)
    {
        Head(text, name, "gauge", help);
        text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {value}\n");

    // Routes are ours, so there is nothing to escape but the format's own signs.
    private static string Labels(RequestStatistics.Operation operation) =>
        $"method=\"{operation.Method}\",route=\"{operation.Route.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
