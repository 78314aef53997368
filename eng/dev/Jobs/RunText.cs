using System.Globalization;
using System.Text.Json;

namespace MovieAspire.Dev.Jobs;

/// <summary>Runs in words, out of their JSON.</summary>
internal static class RunText
{
    private const int ErrorsShown = 5;

    /// <summary>"quick running 71/243 Fetching details, waits: ...".</summary>
    internal static string Progress(JsonElement run)
    {
        var progress = run.GetProperty("progress");
        var (done, total) = (Number(progress, "done"), Number(progress, "total"));
        var counts = total > 0 ? $" {done}/{total}" : "";
        var waiting = Text(progress, "waiting") is { } reason ? $", waits: {reason}" : "";
        return $"{Text(run, "job")} {Text(run, "status")}{counts} {Text(progress, "message")}{waiting}".TrimEnd();
    }

    /// <summary>How a run ended: status, time, movies where it had any, then each source with its reason, and the newest errors.</summary>
    internal static IEnumerable<string> Summary(JsonElement run)
    {
        var movies = Number(run, "movies_processed");
        var seconds = run.GetProperty("duration_seconds") is { ValueKind: JsonValueKind.Number } duration
            ? string.Create(CultureInfo.InvariantCulture, $" in {duration.GetDouble():0.#} s") : "";
        yield return $"{Text(run, "job")} {Status(Text(run, "status"))}{seconds}{(movies > 0 ? $": {Count(movies, "movie")}" : "")}"
            + (Text(run, "error_message") is { } error ? $". {error}" : "");

        foreach (var source in run.GetProperty("sources").EnumerateArray())
            yield return Source(source);

        var errors = run.GetProperty("errors").EnumerateArray().ToList();
        foreach (var item in errors.Take(ErrorsShown))
            yield return $"  {Text(item, "source")} {Text(item, "item")} failed: {Text(item, "message")}";
        if (Number(run, "error_count") is var all && all > Math.Min(errors.Count, ErrorsShown))
            yield return $"  and {Count(all - Math.Min(errors.Count, ErrorsShown), "more error")}";
    }

    /// <summary>The parts of the gateway's health that are not well: "redis is degraded: ...".</summary>
    internal static List<string> NotHealthy(JsonElement health) =>
    [
        .. health.EnumerateObject()
            .Where(part => part.Value.ValueKind is JsonValueKind.Object && Text(part.Value, "status") is not "healthy")
            .Select(part => $"{part.Name} is {Text(part.Value, "status")}{(Text(part.Value, "reason") is { } reason ? $": {reason}" : "")}"),
    ];

    /// <summary>"1 movie", "2 movies".</summary>
    internal static string Count(long number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    internal static long Number(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.Number ? value.GetInt64() : 0;

    internal static string? Text(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string Status(string? status) => status is "no_op" ? "had nothing to do" : status ?? "";

    private static string Source(JsonElement source)
    {
        var counts = new List<string>();
        foreach (var (name, word) in (ReadOnlySpan<(string, string)>)[
            ("inserted", "new"), ("updated", "changed"), ("unchanged", "unchanged"), ("failed", "failed"), ("frozen", "frozen"), ("thawed", "thawed")])
        {
            if (Number(source, name) is > 0 and var number)
                counts.Add(string.Create(CultureInfo.InvariantCulture, $"{number:N0} {word}"));
        }

        if (Number(source, "requests") is > 0 and var requests)
            counts.Add(Count(requests, "request"));
        var text = $"  {Text(source, "source")}: {(counts.Count > 0 ? string.Join(", ", counts) : Count(Number(source, "fetched"), "item"))}";
        return Text(source, "error") is { } error ? $"{text}. {error}" : text;
    }
}
