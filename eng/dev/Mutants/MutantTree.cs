using MovieAspire.Dev.Building;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Mutants;

/// <summary>A copy of the checkout in artifacts/mutants/tree, into which faults are put one at a time.</summary>
internal sealed class MutantTree
{
    // What builds need and git does not keep.
    private static readonly string[] Shared = ["aspire", "duckdb"];

    // What a build fetched once.
    private const string Installed = "/node_modules/";

    private static readonly Dictionary<string, string> Environment = new(Build.Environment(RunMode.Processes))
    {
        // Each host of a test would watch its settings, and the system allows only so many watches.
        ["DOTNET_hostBuilder__reloadConfigOnChange"] = "false",
    };

    private static readonly string[] Options =
        ["--configuration", Build.Configuration, "--verbosity", "quiet", "-p:RunAnalyzers=false", "-p:UseStandIns=true"];

    private readonly HashSet<string> _built = [];
    private readonly ProjectCompiler _compiler;
    private readonly string _root;
    private readonly string _programs;

    private MutantTree()
    {
        _root = Path.Combine(Repository.Artifacts, "mutants", "tree");
        _programs = Path.Combine(_root, "artifacts", "processes", "bin");
        _compiler = new(_root, Environment);
    }

    /// <summary>Brings the copy in line with the checkout, as it is on disk.</summary>
    internal static async Task<MutantTree> PrepareAsync(CancellationToken ct)
    {
        var tree = new MutantTree();
        await tree.UpdateAsync(ct);
        return tree;
    }

    /// <summary>Builds a test project with all that it needs, where that was not done since the tree was whole.</summary>
    /// <returns>Null, or why not.</returns>
    internal async Task<string?> BuildAsync(string project, CancellationToken ct)
    {
        if (_built.Contains(project))
            return null;
        var error = await BuildTestsAsync(project, ct);
        if (error is null)
            _built.Add(project);
        return error;
    }

    /// <summary>
    /// Puts a fault in until it is disposed of. Its project alone is compiled, and copied to wherever it is used: much less than a build.
    /// A constant that others compile into themselves takes the whole build.
    /// </summary>
    /// <exception cref="DevException">It cannot be put in, or does not build.</exception>
    internal async Task<IDisposable> PutAsync(Mutant mutant, CancellationToken ct)
    {
        var fault = new Fault(Path.Combine(_root, mutant.File), mutant);
        try
        {
            if (mutant.IsConstantOfOthers)
            {
                _built.Clear();
                Require(await BuildTestsAsync(mutant.Project, ct));
                return fault;
            }

            var project = ProjectOf(mutant);
            var name = $"{Path.GetFileNameWithoutExtension(project)}.dll";
            var faulty = Path.Combine(_root, "artifacts", "faulty", name);
            Directory.CreateDirectory(Path.GetDirectoryName(faulty)!);
            Require(await _compiler.CompileAsync(project, Options, faulty, ct));
            if (!fault.Spread(faulty, Directory.EnumerateFiles(_programs, name, SearchOption.AllDirectories)))
                throw new DevException($"the tests do not need {name}");
            return fault;
        }
        catch
        {
            fault.Dispose();
            throw;
        }

        static void Require(string? error)
        {
            if (error is not null)
                throw new DevException($"it does not build: {error}");
        }
    }

    /// <summary>Runs the tests of a fault.</summary>
    /// <param name="mutant">The fault.</param>
    /// <param name="isWhole">All of them, and not until one of them fails.</param>
    /// <param name="limit">How long they may take.</param>
    /// <param name="ct">Ends them.</param>
    /// <returns>How many passed and failed; null when they did not end in time.</returns>
    internal async Task<(int Passed, int Failed)?> TestAsync(Mutant mutant, bool isWhole, TimeSpan limit, CancellationToken ct)
    {
        var program = Path.Combine(_programs, mutant.Project, "release", $"{mutant.Project}.dll");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(limit);
        try
        {
            string[] filter = mutant.Filter.Length > 0 ? ["--filter", $"FullyQualifiedName~{mutant.Filter}"] : [];
            var run = await Command.CaptureAsync("dotnet", ["test", program, .. filter, "--", $"xUnit.StopOnFail={!isWhole}"], patience.Token, folder: _root, environment: Environment);
            return Count(run.Output) ?? (run.ExitCode == 0 ? (0, 0) : (0, 1));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Ends the compiler, which stays warm between faults.</summary>
    internal Task StopCompilerAsync() =>
        Command.CaptureAsync("dotnet", ["build-server", "shutdown", "--vbcscompiler"], CancellationToken.None, folder: _root);

    private async Task<string?> BuildTestsAsync(string project, CancellationToken ct)
    {
        var build = await Command.CaptureAsync("dotnet", ["build", Path.Combine("tests", project), .. Options], ct, folder: _root, environment: Environment);
        return build.ExitCode == 0 ? null : ProjectCompiler.FirstError(build.Output);
    }

    private string ProjectOf(Mutant mutant)
    {
        for (var folder = Path.GetDirectoryName(mutant.File); folder is { Length: > 0 }; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFiles(Path.Combine(_root, folder), "*.csproj").FirstOrDefault() is { } project)
                return Path.GetRelativePath(_root, project);
        }

        throw new DevException("the file belongs to no project");
    }

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
            // Newer than what was compiled of a fault that a call left here when it was ended.
            File.SetLastWriteTimeUtc(to, TimeProvider.System.GetUtcNow().UtcDateTime);
        }

        foreach (var source in (string[])["src", "tests", "eng", "MovieAspire.AppHost", "MovieAspire.ServiceDefaults"])
        {
            foreach (var left in Directory.EnumerateFiles(Path.Combine(_root, source), "*", SearchOption.AllDirectories)
                .Where(file => !file.Contains(Installed, StringComparison.Ordinal) && !files.Contains(Path.GetRelativePath(_root, file))))
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

    /// <summary>A file with a fault in it, and the assemblies as they were without.</summary>
    private sealed class Fault : IDisposable
    {
        private readonly Dictionary<string, byte[]> _assemblies = [];
        private readonly string _path;
        private readonly string _text;

        internal Fault(string path, Mutant mutant)
        {
            _path = path;
            _text = File.Exists(path) ? File.ReadAllText(path) : throw new DevException("there is no such file");
            File.WriteAllText(path, mutant.Apply(_text));
        }

        /// <returns>Whether anybody uses it.</returns>
        internal bool Spread(string faulty, IEnumerable<string> assemblies)
        {
            foreach (var assembly in assemblies)
            {
                _assemblies[assembly] = File.ReadAllBytes(assembly);
                File.Copy(faulty, assembly, overwrite: true);
            }

            return _assemblies.Count > 0;
        }

        public void Dispose()
        {
            File.WriteAllText(_path, _text);
            foreach (var (assembly, bytes) in _assemblies)
                File.WriteAllBytes(assembly, bytes);
        }
    }
}
