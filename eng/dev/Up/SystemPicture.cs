using MovieAspire.Dev.Jobs;
using MovieAspire.Dev.Running;
using MovieAspire.Dev.Shell;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MovieAspire.Dev.Up;

/// <summary>
/// The system in the foreground: its resources, addresses, the run in progress, and what is wrong. A picture that changes on a
/// terminal; elsewhere a line for each thing that changes for the worse, or back.
/// </summary>
internal static class SystemPicture
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    internal static Task ShowAsync(RunState state, SystemOutput output, CancellationToken ct) =>
        Console.IsOutputRedirected ? WriteAsync(output, ct) : DrawAsync(state, output, ct);

    private static async Task DrawAsync(RunState state, SystemOutput output, CancellationToken ct)
    {
        using var api = await GatewayApi.SignInAsync(gateway: null, ct);
        await AnsiConsole.Live(Text.Empty).AutoClear(false).StartAsync(async context =>
        {
            while (!ct.IsCancellationRequested)
            {
                context.UpdateTarget(Picture(state, Resources.Read(), await RunningAsync(api, ct), output.Newest));
                await Task.Delay(Interval, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
    }

    internal static Rows Picture(
        RunState state, IReadOnlyList<ResourceView> resources, IReadOnlyList<string> runs, IReadOnlyList<string> wrong)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        foreach (var resource in resources)
            table.AddRow(Markup.Escape(resource.Name), $"[{(resource.IsWrong ? "red" : "green")}]{Markup.Escape(resource.Describe())}[/]");
        List<IRenderable> rows = [table, new Text($"{state.GatewayUrl}/docs   {state.DashboardUrl}")];
        rows.AddRange(runs.Select(run => new Text(run)));
        rows.AddRange(wrong.Select(line => new Text(line, new Style(Color.Red)) { Overflow = Overflow.Ellipsis }));
        return new Rows(rows);
    }

    private static async Task<IReadOnlyList<string>> RunningAsync(GatewayApi api, CancellationToken ct)
    {
        try
        {
            return [.. (await api.GetAsync("/pipeline/runs?status=running&limit=3", ct)).EnumerateArray().Select(RunText.Progress)];
        }
        catch (DevException error)
        {
            return [error.Message];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private static async Task WriteAsync(SystemOutput output, CancellationToken ct)
    {
        foreach (var line in output.Newest)
            Console.WriteLine(line);
        output.WentWrong += Console.WriteLine;
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            while (!ct.IsCancellationRequested)
            {
                foreach (var resource in Resources.Read())
                {
                    var text = resource.Describe();
                    var isNews = known.TryGetValue(resource.Name, out var before) ? before != text : resource.IsWrong;
                    known[resource.Name] = text;
                    if (isNews)
                        Console.WriteLine($"{resource.Name}: {text}");
                }

                await Task.Delay(Interval, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            output.WentWrong -= Console.WriteLine;
        }
    }
}
