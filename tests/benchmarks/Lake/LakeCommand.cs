using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MovieAspire.Lake;
using MovieAspire.Lake.Gold;
using MovieAspire.Lake.Silver;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Benchmarks.Lake;

/// <summary><c>bench lake</c>: time and memory of transform and gold, beside the bare DuckDB queries on the same files.</summary>
internal static class LakeCommand
{
    public static Command Create()
    {
        var movies = new Option<int[]>("--movies") { Description = "how many synthetic movies", DefaultValueFactory = _ => [10_000, 100_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
        var memory = new Option<string>("--memory") { Description = "Lake:MemoryLimit", DefaultValueFactory = _ => "2GB" };
        var folder = new Option<string>("--folder") { Description = "where the lakes are made; a temporary folder by default", DefaultValueFactory = _ => Path.GetTempPath() };
        var step = new Option<string?>("--step") { Description = "used by the measurement itself: one step in a process of its own", Hidden = true };
        var command = new Command("lake", "Transform and gold, time and memory, beside bare DuckDB queries.") { movies, memory, folder, step };
        command.SetAction(async (result, cancellationToken) =>
        {
            if (result.GetValue(step) is "bronze")
            {
                SyntheticBronze.Write(result.GetValue(folder)!, result.GetValue(movies)![0], TimeProvider.System.GetUtcNow());
                return 0;
            }

            if (result.GetValue(step) is { } name)
                return await StepAsync(name, result.GetValue(folder)!, result.GetValue(memory)!, cancellationToken);
            Console.WriteLine("    movies    bodies |  transform    gold    memory |   bare   memory |  ratio");
            foreach (var count in result.GetValue(movies)!)
                await MeasureAsync(count, result.GetValue(folder)!, result.GetValue(memory)!, cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task MeasureAsync(int movies, string parent, string memory, CancellationToken cancellationToken)
    {
        var lake = Path.Combine(parent, FormattableString.Invariant($"bench-lake-{movies}-{Environment.ProcessId}"));
        try
        {
            var bytes = SyntheticBronze.Write(lake, movies, TimeProvider.System.GetUtcNow());
            // Bare first: what the page cache holds then helps the product no more than it helped the queries.
            var bare = await RunAsync("bare", lake, memory, cancellationToken);
            var transform = await RunAsync("transform", lake, memory, cancellationToken);
            var gold = await RunAsync("gold", lake, memory, cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{movies,10:N0} {bytes / 1e6,6:N0} MB | {transform.Seconds,8:0.0} s {gold.Seconds,5:0.0} s {Math.Max(transform.Megabytes, gold.Megabytes),6:N0} MB | {bare.Seconds,4:0.0} s {bare.Megabytes,5:N0} MB | {(transform.Seconds + gold.Seconds) / bare.Seconds,6:0.00}"));
        }
        finally
        {
            Directory.Delete(lake, recursive: true);
        }
    }

    private static async Task<(double Seconds, double Megabytes)> RunAsync(string step, string lake, string memory, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(LakeCommand).Assembly.Location, "lake", "--step", step, "--folder", lake, "--memory", memory])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The step {step} failed: {output}");
        var numbers = output.Trim().Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1]);
    }

    private static async Task<int> StepAsync(string step, string lake, string memory, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Lake:Path"] = lake, ["Lake:MemoryLimit"] = memory });
        builder.Logging.ClearProviders();
        builder.AddLake();
        using var host = builder.Build();
        var services = host.Services;
        var watch = Stopwatch.StartNew();
        var progress = new Steps(watch, Environment.GetEnvironmentVariable("BENCH_STEPS") is not null);
        switch (step)
        {
            case "transform": await services.GetRequiredService<SilverBuild>().RunAsync(Guid.NewGuid(), cancellationToken, progress); break;
            case "gold": await services.GetRequiredService<GoldBuild>().RunAsync(Guid.NewGuid(), cancellationToken, progress); break;
            default:
                var bare = new BareQueries(services.GetRequiredService<LakeFolder>(), services.GetRequiredService<LakeDatabase>(), services.GetRequiredService<KpiCatalog>());
                await bare.RunAsync(Path.Combine(lake, "bare"), cancellationToken);
                break;
        }

        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.00} {double.Parse(peak, CultureInfo.InvariantCulture) / 1024:0}"));
        return 0;
    }

    // Where the time goes, on standard error, for whoever sets BENCH_STEPS.
    private sealed class Steps(Stopwatch watch, bool isShown) : IProgress<string>
    {
        public void Report(string value)
        {
            if (isShown)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,8:0.0} s  {value}"));
        }
    }
}
