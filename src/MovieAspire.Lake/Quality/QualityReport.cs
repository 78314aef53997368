using System.Text.Json.Serialization;

namespace MovieAspire.Lake.Quality;

/// <summary>How a layer kept to its rules.</summary>
/// <param name="Layer">"silver" or "gold".</param>
/// <param name="RunId">The run.</param>
/// <param name="CheckedAt">When, UTC.</param>
/// <param name="Results">Each rule's result.</param>
public sealed record QualityReport(string Layer, Guid RunId, DateTimeOffset CheckedAt, IReadOnlyList<QualityResult> Results)
{
    /// <summary>The rules of severity error that were broken.</summary>
    [JsonIgnore]
    public IEnumerable<QualityResult> Breaches => Results.Where(result => !result.Passed && result.Severity == "error");
}

/// <summary>How one rule was kept to.</summary>
/// <param name="Rule">Its sentence.</param>
/// <param name="Table">The table.</param>
/// <param name="Dimension">What is checked.</param>
/// <param name="Severity">"error" or "warn".</param>
/// <param name="Passed">Whether it holds.</param>
/// <param name="Offending">Rows against it.</param>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Sample">Some of the offending rows, as JSON.</param>
public sealed record QualityResult(
    string Rule, string Table, string Dimension, string Severity, bool Passed, long Offending, long Rows, IReadOnlyList<string> Sample);

/// <summary>A rule of severity error is broken: the layer was not published, and the last good one stays.</summary>
public sealed class QualityException(QualityReport report, string? message = null) : Storage.LakeException(message
    ?? $"{report.Layer} breaks {report.Breaches.Count()} {(report.Breaches.Count() == 1 ? "rule" : "rules")}: "
    + string.Join("; ", report.Breaches.Take(3).Select(breach => FormattableString.Invariant($"{breach.Table}: {breach.Rule} ({breach.Offending} rows)"))))
{
    /// <summary>All results.</summary>
    public QualityReport Report { get; } = report;
}
