using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;

namespace MovieAspire.Dev.Jobs;

/// <summary>Shows a run until it has ended: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class RunProgress
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>True when the run did what it was asked for, at least in part.</summary>
    internal static async Task<bool> FollowAsync(GatewayApi api, string runId, CancellationToken ct)
    {
        var last = Console.IsOutputRedirected ? await WriteAsync(api, runId, ct) : await DrawAsync(api, runId, ct);
        foreach (var line in RunText.Summary(last))
            Console.WriteLine(line);
        return RunText.Text(last, "status") is "succeeded" or "partial" or "no_op";
    }

    private static async Task<JsonElement> DrawAsync(GatewayApi api, string runId, CancellationToken ct)
    {
        var last = default(JsonElement);
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("queued", maxValue: 1);
                await foreach (var run in api.WatchRunAsync(runId, ct))
                {
                    last = run;
                    var progress = run.GetProperty("progress");
                    bar.MaxValue = Math.Max(RunText.Number(progress, "total"), 1);
                    bar.Value = Math.Min(RunText.Number(progress, "done"), bar.MaxValue);
                    bar.Description = Markup.Escape(RunText.Progress(run));
                }

                bar.StopTask();
            });
        return last;
    }

    private static async Task<JsonElement> WriteAsync(GatewayApi api, string runId, CancellationToken ct)
    {
        var (last, written) = (default(JsonElement), Stopwatch.StartNew());
        await foreach (var run in api.WatchRunAsync(runId, ct))
        {
            last = run;
            if (written.Elapsed < LineInterval)
                continue;
            Console.WriteLine(RunText.Progress(run));
            written.Restart();
        }

        return last;
    }
}
