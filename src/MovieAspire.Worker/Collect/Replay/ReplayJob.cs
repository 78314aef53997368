using System.Globalization;
using MovieAspire.Lake.Bronze;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Replay;

/// <summary>
/// Rebuilds the catalog out of the newest answers that bronze has: the details of every movie and what OMDb knows of it. No
/// provider is asked. Of what the catalog has from a later answer nothing is changed.
/// </summary>
internal sealed class ReplayJob(BronzeLake lake, MovieReplay movies, OmdbReplay omdb) : IJob
{
    public string Name => "replay";

    public string Title => "Rebuild from bronze";

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var (replayed, removed) = await movies.RunAsync(run, lake.Path, cancellationToken);
        replayed += await omdb.RunAsync(run, lake.Path, cancellationToken);
        replayed += await movies.RemoveAsync(run, removed, cancellationToken);
        return replayed > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }

    /// <summary>Progress by files, whose sizes are known; a damaged one is an error of the run.</summary>
    internal static Action<string, long, string?> Progress(RunContext run, string source) => (path, bytes, damage) =>
    {
        var file = Path.GetFileName(path);
        if (damage is not null)
            run.RecordError(source, file, "bad_body", $"The file is damaged: {damage}");
        run.Advance(bytes, file);
    };

    /// <summary>"movie/603?..." is 603.</summary>
    internal static int? MovieOf(string request)
    {
        const string Prefix = "movie/";
        var start = request.IndexOf(Prefix, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var text = request.AsSpan(start + Prefix.Length);
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return (end < 0 || text[end] == '?')
            && int.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : null;
    }
}
