using System.Globalization;

namespace MovieAspire.Dev.Mutants;

/// <summary>How tests do without a fault.</summary>
/// <param name="Problem">Why they say nothing; empty for nothing.</param>
/// <param name="Duration">How long they took.</param>
internal sealed record Baseline(string Problem, TimeSpan Duration);

/// <summary>The results so far, in a file that grows by a line with each: verdict, seconds, note, and what names the fault.</summary>
internal sealed class MutantResults
{
    private const string BaselineName = "Baseline";

    private readonly string _path;
    private readonly Dictionary<string, Verdict> _verdicts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Baseline> _baselines = new(StringComparer.Ordinal);

    internal MutantResults(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (line.Split('\t', 4) is not [var verdict, var seconds, var note, var key])
                continue;
            if (verdict == BaselineName)
                _baselines[key] = new(note, TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
            else if (Enum.TryParse<Verdict>(verdict, out var known))
                _verdicts[key] = known;
        }
    }

    internal Verdict? Find(Mutant mutant) => _verdicts.TryGetValue(mutant.Key, out var verdict) ? verdict : null;

    /// <summary>How tests do without a fault; null when nobody looked yet.</summary>
    internal Baseline? Baseline(string tests) => _baselines.GetValueOrDefault(tests);

    internal void Add(Mutant mutant, Verdict verdict, TimeSpan duration, string note)
    {
        _verdicts[mutant.Key] = verdict;
        Append(verdict.ToString(), duration, note, mutant.Key);
    }

    internal void AddBaseline(string tests, Baseline baseline)
    {
        _baselines[tests] = baseline;
        Append(BaselineName, baseline.Duration, baseline.Problem, tests);
    }

    /// <summary>The faults that were missed, and the sums.</summary>
    internal void Print(IReadOnlyList<Mutant> mutants)
    {
        foreach (var mutant in mutants.Where(mutant => Find(mutant) is Verdict.Missed))
            Console.WriteLine($"missed  {mutant.File}\n        {mutant.Original}\n        {mutant.Replacement}");
        foreach (var project in mutants.GroupBy(mutant => mutant.Project).Append<IEnumerable<Mutant>>(mutants))
        {
            var (noticed, missed) = (project.Count(mutant => Find(mutant) is Verdict.Noticed), project.Count(mutant => Find(mutant) is Verdict.Missed));
            var invalid = project.Count(mutant => Find(mutant) is Verdict.Invalid);
            var name = project is IGrouping<string, Mutant> group ? group.Key : "all";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {noticed} of {noticed + missed} noticed ({(noticed + missed > 0 ? 100.0 * noticed / (noticed + missed) : 0):F0} %){(invalid > 0 ? $", {invalid} invalid" : "")}"));
        }
    }

    private void Append(string verdict, TimeSpan duration, string note, string key) => File.AppendAllText(
        _path, string.Create(CultureInfo.InvariantCulture, $"{verdict}\t{duration.TotalSeconds:F0}\t{note.ReplaceLineEndings(" ").Replace('\t', ' ')}\t{key}\n"));
}
