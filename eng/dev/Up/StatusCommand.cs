using System.Text.Json;
using MovieAspire.Dev.Jobs;
using MovieAspire.Dev.Running;

namespace MovieAspire.Dev.Up;

/// <summary><c>dotnet dev.cs status</c>: what runs from this checkout and where, and what of it died or is not well.</summary>
internal static class StatusCommand
{
    private const int LogLines = 10;

    internal static System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("status", "Says what is running, and where; 1 when something is wrong.");
        command.SetAction((_, ct) => RunAsync(ct));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken ct)
    {
        if (RunState.Read() is not { } state)
        {
            if (RunState.ReadLast() is { } died)
                Console.WriteLine($"MovieAspire died: its process {died.ProcessId} is gone, and with it all others. Start it again with `up`.{Tail(died)}");
            else
                Console.WriteLine("MovieAspire is not running from this checkout.");
            return 1;
        }

        Console.WriteLine($"MovieAspire runs as {state.Mode}, process {state.ProcessId}.");
        var wrong = Resources.Read().Where(resource => resource.IsWrong).ToList();
        foreach (var resource in wrong)
            Console.WriteLine($"  {resource.Name} {resource.Describe()}");
        var parts = await HealthAsync(state, ct);
        foreach (var part in parts.Where(part => wrong.All(resource => !part.StartsWith($"{resource.Name} ", StringComparison.Ordinal))))
            Console.WriteLine($"  {part}");
        state.Print();
        return wrong.Count + parts.Count > 0 ? 1 : 0;
    }

    /// <summary>The parts that the gateway does not find healthy: "worker is unhealthy: ...".</summary>
    private static async Task<List<string>> HealthAsync(RunState state, CancellationToken ct)
    {
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(state.GatewayUrl), Timeout = TimeSpan.FromSeconds(10) };
            using var response = await http.GetAsync("/health", ct);
            using var health = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
            return RunText.NotHealthy(health.RootElement);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or JsonException && !ct.IsCancellationRequested)
        {
            return [$"gateway does not answer: {error.Message}"];
        }
    }

    private static string Tail(RunState state) => File.Exists(state.LogFile)
        ? $"\nIts last lines, of {state.LogFile}:\n{Command.Tail(File.ReadAllText(state.LogFile), LogLines)}" : "";
}
