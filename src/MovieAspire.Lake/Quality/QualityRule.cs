using MovieAspire.Lake.Sql;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace MovieAspire.Lake.Quality;

/// <summary>A rule of rules.yaml: a query that returns the offending rows.</summary>
public sealed record QualityRule
{
    /// <summary>A sentence that is true when the rule holds.</summary>
    public string Name { get; init; } = "";

    /// <summary>"silver" or "gold".</summary>
    public string Layer { get; init; } = "";

    /// <summary>The table that it speaks of.</summary>
    public string Table { get; init; } = "";

    /// <summary>completeness, validity, uniqueness, freshness, referential, agreement or drift.</summary>
    public string Dimension { get; init; } = "";

    /// <summary>"error" stops the layer from being published, "warn" is shown.</summary>
    public string Severity { get; init; } = "error";

    /// <summary>The query.</summary>
    public string Sql { get; init; } = "";

    /// <summary>The share of the table's rows that may offend; 0 for none.</summary>
    public double Tolerated { get; init; }

    /// <summary>All rules of rules.yaml.</summary>
    public static IReadOnlyList<QualityRule> Declared { get; } =
        Parse(SqlModel.ReadText(typeof(QualityRule).Assembly, "quality/rules.yaml"));

    /// <exception cref="InvalidDataException">The text is no list of rules, or a rule lacks something.</exception>
    public static IReadOnlyList<QualityRule> Parse(string yaml)
    {
        try
        {
            var rules = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
                .Deserialize<List<QualityRule>>(yaml) ?? [];
            return rules.FirstOrDefault(rule =>
                rule.Name.Length == 0 || rule.Sql.Length == 0 || rule.Table.Length == 0
                || rule.Layer is not ("silver" or "gold") || rule.Severity is not ("error" or "warn")) is { } bad
                ? throw new InvalidDataException($"The rule \"{bad.Name}\" must state name, layer, table, severity (error, warn) and sql.")
                : rules;
        }
        catch (YamlException error)
        {
            throw new InvalidDataException($"The quality rules cannot be read at line {error.Start.Line}: {error.Message}", error);
        }
    }
}
