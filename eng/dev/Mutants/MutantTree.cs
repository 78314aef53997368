using MovieAspire.Dev.Building;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Mutants;

/// <summary>A copy of the checkout in artifacts/mutants/tree, into which faults are put one at a time.</summary>
internal sealed class MutantTree
{
    private static readonly TimeSpan TestLimit = TimeSpan.FromMinutes(3);

    // What builds need and git does not keep.
    private static readonly string[] Shared = ["aspire", "duckdb"];

    private static readonly Dictionary<string, string> Environment = new(Build.Environment(RunMode.Processes))
    {
        // Each host of a test would watch its settings, and the system allows only so many watches.
        ["DOTNET_hostBuilder__reloadConfigOnChange"] = "false",
        // The compiler stays warm between faults; it is not left behind.
        ["MSBUILDDISABLENODEREUSE"] = "0",
    };

    private readonly string _root = Path.Combine(Repository.Artifacts, "mutants", "tree");

    /// <summary>Brings the copy in line with the checkout, as it is on disk.</summary>
    internal static async Task<MutantTree> PrepareAsync(CancellationToken ct)
    {
        var tree = new MutantTree();
        await tree.UpdateAsync(ct);
        return tree;
    }

    /// <summary>Puts a fault in until it is disposed of.</summary>
    internal IDisposable Put(Mutant mutant)
    {
        var path = Path.Combine(_root, mutant.File);
        if (!File.Exists(path))
            throw new DevException("there is no such file");
        var text = File.ReadAllText(path);
        File.WriteAllText(path, mutant.Apply(text));
        return new Restored(path, text);
    }

    /// <summary>Builds a test project with all that it needs.</summary>
    /// <returns>Null, or why not.</returns>
    internal async Task<string?> BuildAsync(string project, CancellationToken ct)
    {
        var build = await Command.CaptureAsync(
            "dotnet", ["build", Path.Combine("tests", project), "--configuration", Build.Configuration, "--verbosity", "quiet", "-p:RunAnalyzers=false", "-p:UseStandIns=true"],
            ct, folder: _root, environment: Environment);
        return build.ExitCode == 0 ? null : build.Output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim() ?? build.Output;
    }

    /// <summary>Runs the tests of a fault.</summary>
    /// <returns>How many passed and failed; null when they did not end in time.</returns>
    internal async Task<(int Passed, int Failed)?> TestAsync(Mutant mutant, CancellationToken ct)
    {
        var program = Path.Combine(_root, "artifacts", "processes", "bin", mutant.Project, "release", $"{mutant.Project}.dll");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TestLimit);
        try
        {
            string[] filter = mutant.Filter.Length > 0 ? ["--filter", $"FullyQualifiedName~{mutant.Filter}"] : [];
            var run = await Command.CaptureAsync("dotnet", ["test", program, .. filter], limit.Token, folder: _root, environment: Environment);
            return Count(run.Output) ?? (run.ExitCode == 0 ? (0, 0) : (0, 1));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Ends what builds left running.</summary>
    internal Task StopBuildServersAsync() =>
        Command.CaptureAsync("dotnet", ["build-server", "shutdown"], CancellationToken.None, folder: _root);

    private async Task UpdateAsync(CancellationToken ct)
    {
        var files = (await Command.RequireAsync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], "git ls-files", ct))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Repository.Root, file))).ToList();
        foreach (var file in files)
        {
            var (from, to) = (Path.Combine(Repository.Root, file), Path.Combine(_root, file));
            if (File.Exists(to) && new FileInfo(to).Length == new FileInfo(from).Length && File.ReadAllBytes(to).AsSpan().SequenceEqual(File.ReadAllBytes(from)))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to, overwrite: true);
        }

        foreach (var source in (string[])["src", "tests", "eng", "MovieAspire.AppHost", "MovieAspire.ServiceDefaults"])
        {
            foreach (var left in Directory.EnumerateFiles(Path.Combine(_root, source), "*", SearchOption.AllDirectories)
                .Where(file => !files.Contains(Path.GetRelativePath(_root, file))))
            {
                File.Delete(left);
            }
        }

        foreach (var folder in Shared.Where(name => Directory.Exists(Path.Combine(Repository.Artifacts, name))))
        {
            var link = Path.Combine(_root, "artifacts", folder);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            if (!Directory.Exists(link))
                Directory.CreateSymbolicLink(link, Path.Combine(Repository.Artifacts, folder));
        }
    }

    // "Failed!  - Failed:     1, Passed:     5, Skipped: ..."
    private static (int Passed, int Failed)? Count(string output)
    {
        var sum = output.Split('\n').LastOrDefault(line => line.Contains("Failed:", StringComparison.Ordinal) && line.Contains("Passed:", StringComparison.Ordinal));
        return sum is null ? null : (Number(sum, "Passed:"), Number(sum, "Failed:"));

        static int Number(string line, string name) => int.Parse(
            line[(line.IndexOf(name, StringComparison.Ordinal) + name.Length)..].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class Restored(string path, string text) : IDisposable
    {
        public void Dispose() => File.WriteAllText(path, text);
    }
}
