using System.Text.Json;
using Spectre.Console;

namespace MovieAspire.Dev.Jobs;

/// <summary>Shows a run in the terminal until it has ended.</summary>
internal static class RunProgressBar
{
    /// <summary>True when the run did what it was asked for, at least in part.</summary>
    internal static async Task<bool> FollowAsync(GatewayApi api, string runId, CancellationToken ct)
    {
        var last = default(JsonElement);
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("queued", maxValue: 1);
                await foreach (var run in api.WatchRunAsync(runId, ct))
                    Show(bar, last = run);
                bar.StopTask();
            });

        var status = last.GetProperty("status").GetString();
        var error = last.GetProperty("error_message").GetString();
        AnsiConsole.WriteLine($"{status}: {last.GetProperty("movies_processed")} movies. {error}");
        return status is "succeeded" or "partial" or "no_op";
    }

    private static void Show(ProgressTask bar, JsonElement run)
    {
        // The total is null until the run knows it, and there is no progress before it starts.
        var progress = run.GetProperty("progress");
        var (done, total) = (Number(progress, "done"), Number(progress, "total"));
        bar.MaxValue = Math.Max(total, 1);
        bar.Value = Math.Min(done, bar.MaxValue);
        var message = Text(progress, "waiting") ?? Text(progress, "message");
        bar.Description = Markup.Escape($"{run.GetProperty("status").GetString()} {done}/{total} {message}");
    }

    private static long Number(JsonElement progress, string name) =>
        progress.ValueKind is JsonValueKind.Object && progress.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.Number ? value.GetInt64() : 0;

    private static string? Text(JsonElement progress, string name) =>
        progress.ValueKind is JsonValueKind.Object && progress.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
