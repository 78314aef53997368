using System.Text.Json;

namespace MovieAspire.Dev.Mutants;

/// <summary>
/// Compiles one project by the compiler alone, as MSBuild would: what takes MSBuild most of its time, to find out how, is asked once for
/// each project.
/// </summary>
/// <param name="folder">The checkout.</param>
/// <param name="environment">Of builds.</param>
internal sealed class ProjectCompiler(string folder, IReadOnlyDictionary<string, string> environment)
{
    // What a build writes beside the assembly; the files of the build stay as they are.
    private static readonly string[] Outputs = ["/out:", "/refout:", "/doc:", "/generatedfilesout:"];

    private readonly Dictionary<string, string> _answers = [];
    private string? _compiler;

    /// <param name="project">Its file, relative to the checkout.</param>
    /// <param name="options">MSBuild's, as of the build before.</param>
    /// <param name="target">The assembly to write.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Null, or the first error.</returns>
    internal async Task<string?> CompileAsync(string project, IEnumerable<string> options, string target, CancellationToken ct)
    {
        _compiler ??= await FindCompilerAsync(ct);
        if (!_answers.TryGetValue(project, out var answers))
            _answers[project] = answers = await AskAsync(project, options, ct);

        var run = await Command.CaptureAsync(
            "dotnet", [_compiler, "/shared", "/noconfig", $"@{answers}", "/warnaserror-", $"/out:{target}"], ct,
            folder: Path.GetDirectoryName(Path.Combine(folder, project)), environment: environment);
        return run.ExitCode == 0 ? null : FirstError(run.Output);
    }

    /// <summary>The line of a build's output that says what is wrong.</summary>
    internal static string FirstError(string output) =>
        output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim() ?? output;

    /// <summary>Writes the compiler's arguments to a file of answers.</summary>
    private async Task<string> AskAsync(string project, IEnumerable<string> options, CancellationToken ct)
    {
        // The file that is not there makes MSBuild go through what is up to date.
        var json = await Command.RequireAsync(
            "dotnet",
            ["build", project, "--no-restore", "--no-dependencies", .. options, "-t:Compile", "-p:ProvideCommandLineArgs=true",
             "-p:SkipCompilerExecution=true", "-p:NonExistentFile=__none__", "-getItem:CscCommandLineArgs"],
            $"The question how {project} is compiled", ct, folder: folder, environment: environment);
        using var answer = JsonDocument.Parse(json);
        var arguments = answer.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .Where(argument => argument != "/noconfig" && !Outputs.Any(argument.StartsWith)).ToList();
        var path = Path.Combine(folder, "artifacts", "compile", $"{Path.GetFileNameWithoutExtension(project)}.rsp");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllLinesAsync(path, arguments.Select(argument => argument.Contains(' ', StringComparison.Ordinal) && !argument.Contains('"', StringComparison.Ordinal) ? $"\"{argument}\"" : argument), ct);
        return path;
    }

    private async Task<string> FindCompilerAsync(CancellationToken ct)
    {
        var version = (await Command.RequireAsync("dotnet", ["--version"], "dotnet --version", ct, folder: folder)).Trim();
        var sdks = await Command.RequireAsync("dotnet", ["--list-sdks"], "dotnet --list-sdks", ct, folder: folder);
        // "10.0.401 [/usr/share/dotnet/sdk]"
        var line = sdks.Split('\n').First(sdk => sdk.StartsWith($"{version} ", StringComparison.Ordinal));
        return Path.Combine(line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..line.IndexOf(']', StringComparison.Ordinal)], version, "Roslyn", "bincore", "csc.dll");
    }
}
