using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MovieAspire.Lake.Gold;

/// <summary>Section "Lake:Kpis": the thresholds of all KPIs, as variables of the same names in their SQL.</summary>
public sealed record KpiOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lake:Kpis";

    /// <summary>Lake:Kpis:TopN: how many rows of a ranking are shown where nobody asks for more.</summary>
    [Range(1, 1000, ErrorMessage = "Lake:Kpis:TopN must be between 1 and 1,000.")]
    public int TopN { get; init; } = 5;

    /// <summary>
    /// Lake:Kpis:Depth: a ranking holds the first so many movies of the whole catalog and of every genre in every year, so that
    /// each list filtered by genre and years is exact up to this length.
    /// </summary>
    [Range(1, 1000, ErrorMessage = "Lake:Kpis:Depth must be between 1 and 1,000.")]
    public int Depth { get; init; } = 50;

    /// <summary>Lake:Kpis:MinBudgetMusd: the least budget of a movie whose ROI counts, in million USD.</summary>
    [Range(0, 10_000, ErrorMessage = "Lake:Kpis:MinBudgetMusd must be between 0 and 10,000.")]
    public decimal MinBudgetMusd { get; init; } = 10;

    /// <summary>Lake:Kpis:MinVotes: the fewest votes of a movie whose rating counts.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Lake:Kpis:MinVotes must be between 1 and 10,000,000.")]
    public int MinVotes { get; init; } = 10;

    /// <summary>Lake:Kpis:Path: a folder with KPIs of yours, one .sql file each; null for none.</summary>
    public string? Path { get; init; }

    /// <summary>Lake:Kpis:PriceTable: a CSV file with the columns year and cpi; null for the US consumer price index that comes along.</summary>
    public string? PriceTable { get; init; }

    /// <summary>A KPI's or a column's meaning, with the values of the thresholds that it names: "at least 10 votes".</summary>
    public string Explain(string meaning) => meaning
        .Replace("min_budget_musd", string.Create(CultureInfo.InvariantCulture, $"{MinBudgetMusd:0.######} million USD"), StringComparison.Ordinal)
        .Replace("min_votes", MinVotes.ToString("N0", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
