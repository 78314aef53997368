using System.Globalization;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Worker.Collect.Discovery;

/// <summary>The options of the discover job.</summary>
/// <param name="StartYear">start_year: first year of release; last year by default.</param>
/// <param name="EndYear">end_year: last year of release; this year by default.</param>
/// <param name="MinVotes">min_votes: 200 by default.</param>
/// <param name="MaxPages">max_pages of one year, 20 movies each; all by default.</param>
internal sealed record DiscoverArguments(int StartYear, int EndYear, int MinVotes, int? MaxPages)
{
    // Passage de Venus, 1874, is the oldest film in the databases.
    public const int FirstYear = 1874;

    // Studios announce dates a few years ahead.
    private const int YearsAhead = 5;

    private static readonly string[] Names = ["start_year", "end_year", "min_votes", "max_pages"];

    /// <summary>Reads the options as they were given, by name.</summary>
    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static DiscoverArguments Parse(IReadOnlyDictionary<string, string> options, TimeProvider time)
    {
        var (arguments, violations) = Read(options, time);
        return violations.Count > 0 ? throw ServiceError.InvalidFields(violations) : arguments;
    }

    /// <summary>Everything that is wrong with the options, by their names.</summary>
    public static IReadOnlyList<FieldViolation> Check(IReadOnlyDictionary<string, string> options, TimeProvider time) =>
        Read(options, time).Violations;

    private static (DiscoverArguments Arguments, IReadOnlyList<FieldViolation> Violations) Read(
        IReadOnlyDictionary<string, string> options, TimeProvider time)
    {
        var thisYear = time.GetUtcNow().Year;
        var violations = new List<FieldViolation>();
        foreach (var name in options.Keys.Except(Names).Order(StringComparer.Ordinal))
            violations.Add(new(name, $"is not an option of discover; there are {string.Join(", ", Names)}"));

        var startYear = Number("start_year", FirstYear, thisYear + YearsAhead);
        var endYear = Number("end_year", FirstYear, thisYear + YearsAhead);
        var minVotes = Number("min_votes", 0, 1_000_000) ?? 200;
        var maxPages = Number("max_pages", 1, DateSlicer.PagesShown);
        var first = startYear ?? Math.Min(thisYear - 1, endYear ?? thisYear);
        var last = endYear ?? Math.Max(thisYear, first);
        if (first > last) violations.Add(new("end_year", "must not be before start_year"));
        return (new(first, last, minVotes, maxPages), violations);

        int? Number(string name, int least, int most)
        {
            if (!options.TryGetValue(name, out var text)) return null;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most)
                return number;
            violations.Add(new(name, FormattableString.Invariant($"must be a number between {least} and {most}")));
            return null;
        }
    }
}
