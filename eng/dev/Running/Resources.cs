using System.Text.Json;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Running;

/// <summary>A resource of the AppHost as it stands.</summary>
/// <param name="Name">For example worker.</param>
/// <param name="State">Running, Exited, Waiting and others.</param>
/// <param name="Health">Healthy, Degraded, Unhealthy; null while it does not run.</param>
/// <param name="ExitCode">Once it has ended.</param>
/// <param name="Reason">Why it is not healthy.</param>
internal sealed record ResourceView(string Name, string State, string? Health, int? ExitCode, string? Reason)
{
    /// <summary>Whether somebody should look: it ended, could not start, or is not well.</summary>
    internal bool IsWrong => State is "Exited" or "FailedToStart" || Health is "Unhealthy" or "Degraded";

    /// <summary>For people: "exited with code 137", "healthy".</summary>
    internal string Describe() => State switch
    {
        "Exited" => ExitCode is { } code ? $"ended with exit code {code}" : "ended",
        "FailedToStart" => "failed to start",
        "Not installed" => "not installed, not needed",
        "Running" when Health is { } health => health is "Healthy" ? "healthy" : $"{health.ToLowerInvariant()}{(Reason is null ? "" : $": {Reason}")}",
        _ => State.ToLowerInvariant(),
    };
}

/// <summary>What the AppHost of the processes way writes about its resources; with containers the dashboard knows.</summary>
internal static class Resources
{
    internal static string File => Path.Combine(Repository.Run, "resources.json");

    internal static IReadOnlyList<ResourceView> Read()
    {
        if (!System.IO.File.Exists(File))
            return [];
        using var states = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        return
        [
            .. states.RootElement.EnumerateObject().Select(resource => new ResourceView(
                resource.Name, Text(resource.Value, "state") ?? "", Text(resource.Value, "health"),
                resource.Value.GetProperty("exit_code") is { ValueKind: JsonValueKind.Number } code ? code.GetInt32() : null,
                Text(resource.Value, "reason"))),
        ];
    }

    internal static void Delete() => System.IO.File.Delete(File);

    private static string? Text(JsonElement resource, string name) => resource.GetProperty(name).GetString();
}
