using System.Diagnostics;
using System.Globalization;

namespace MovieAspire.Benchmarks.Serve;

/// <summary>The load generator wrk (https://github.com/wg/wrk), on 2 threads of this machine.</summary>
internal static class Wrk
{
    private const string Program = "/usr/bin/wrk";
    private const int Threads = 2;

    public const int Connections = 64;

    public static void Require()
    {
        if (!File.Exists(Program))
            throw new InvalidOperationException("This benchmark needs wrk: apt-get install wrk");
    }

    /// <param name="server">Where to.</param>
    /// <param name="paths">What is asked for, in turn.</param>
    /// <param name="duration">How long.</param>
    /// <param name="encoding">The way of packing that is accepted, as every browser does; null for none.</param>
    /// <param name="connections">How many wait for an answer at a time.</param>
    public static async Task<LoadResult> RunAsync(
        Uri server, IReadOnlyList<string> paths, TimeSpan duration, string? encoding = null, int connections = Connections)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, paths);
            using var wrk = Process.Start(new ProcessStartInfo(Program,
            [
                $"-t{Threads}", $"-c{connections}", $"-d{Math.Max(1, (int)duration.TotalSeconds)}s", "--timeout", "10s",
                "-s", Path.Combine(AppContext.BaseDirectory, "Serve", "wrk.lua"), server.ToString(),
                "--", file, Threads.ToString(CultureInfo.InvariantCulture), encoding ?? "", connections > Connections ? "crowd" : "",
            ])
            { RedirectStandardOutput = true })!;
            var output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            return Parse(output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Counts and microseconds, as wrk.lua writes them.
    private static LoadResult Parse(string output)
    {
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith("RESULT ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk said:\n{output}");
        var numbers = line.Split(' ')[1..].Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new(
            numbers[0] / TimeSpan.FromMicroseconds(numbers[1]).TotalSeconds, TimeSpan.FromMicroseconds(numbers[2]),
            TimeSpan.FromMicroseconds(numbers[3]), numbers[4], numbers[5]);
    }
}
