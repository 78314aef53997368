using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace MovieAspire.Lake.Sql;

/// <summary>A table as one .sql file: a head in YAML inside the leading comment, and a SELECT.</summary>
/// <param name="Name">The file's name without .sql, and the table's.</param>
/// <param name="Head">What the comment declares.</param>
/// <param name="Sql">The SELECT, without a closing semicolon.</param>
/// <param name="Hash">Changes when the file does.</param>
public sealed record SqlModel(string Name, ModelHead Head, string Sql, string Hash)
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

    /// <summary>The ORDER BY of its file: <see cref="ModelHead.Order"/>, else the grain.</summary>
    public string OrderBy => string.Join(", ", Head.Order.Count > 0 ? Head.Order : Head.Grain);

    /// <exception cref="InvalidDataException">The head is missing, or says what nobody understands; the message names the file.</exception>
    public static SqlModel Parse(string name, string text)
    {
        var start = text.IndexOf("/*", StringComparison.Ordinal);
        var end = text.IndexOf("*/", StringComparison.Ordinal);
        if (start < 0 || end < start || text[..start].Trim().Length > 0)
            throw new InvalidDataException($"{name}.sql must begin with a comment /* ... */ that holds its head.");
        try
        {
            var head = Yaml.Deserialize<ModelHead>(text[(start + 2)..end])
                ?? throw new InvalidDataException($"{name}.sql has an empty head.");
            if (head.Title.Length == 0 || head.Columns.Count == 0 || head.Grain.Count == 0)
                throw new InvalidDataException($"The head of {name}.sql must state title, grain and columns.");
            if (head.Grain.FirstOrDefault(column => !head.Columns.ContainsKey(column)) is { } unknown)
                throw new InvalidDataException($"The grain of {name}.sql names {unknown}, which is no column of it.");
            return new(name, head, text[(end + 2)..].Trim().TrimEnd(';'), HashOf(text));
        }
        catch (YamlException error)
        {
            throw new InvalidDataException(
                $"The head of {name}.sql cannot be read at line {error.Start.Line}: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    /// <summary>The models that this assembly carries below a folder: "silver" or "gold".</summary>
    public static IReadOnlyList<SqlModel> Embedded(string folder)
    {
        var assembly = typeof(SqlModel).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Parse(name[(folder.Length + 1)..^4], ReadText(assembly, name))),
        ];
    }

    /// <summary>A resource's text.</summary>
    internal static string ReadText(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}

/// <summary>What a model's file declares of itself.</summary>
public sealed record ModelHead
{
    /// <summary>What a row is, in a line.</summary>
    public string Title { get; init; } = "";

    /// <summary>What it tells and how it is to be read.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>"table", or "ranking" for a list of movies that is ranked and can be filtered by genre and year.</summary>
    public string Kind { get; init; } = "table";

    /// <summary>The unit of its main value.</summary>
    public string Unit { get; init; } = "";

    /// <summary>How a ranking ranks; must end in a unique key.</summary>
    public List<string> RankBy { get; init; } = [];

    /// <summary>The columns that together are unique.</summary>
    public List<string> Grain { get; init; } = [];

    /// <summary>The order of its rows; must end in a unique key.</summary>
    public List<string> Order { get; init; } = [];

    /// <summary>Its columns in order.</summary>
    public Dictionary<string, ColumnHead> Columns { get; init; } = [];

    /// <summary>Conditions under which a source's row is rejected, beside the columns' own.</summary>
    public List<RejectionRule> Reject { get; init; } = [];

    /// <summary>Data tests beside those that grain and columns imply.</summary>
    public List<DataTest> Tests { get; init; } = [];
}

/// <summary>A column's declared schema.</summary>
public sealed record ColumnHead
{
    /// <summary>DuckDB's type.</summary>
    public string Type { get; init; } = "";

    /// <summary>Whether it is never null.</summary>
    public bool Required { get; init; }

    /// <summary>The least value, as SQL of the column's type.</summary>
    public string? Min { get; init; }

    /// <summary>The greatest value, as SQL of the column's type.</summary>
    public string? Max { get; init; }

    /// <summary>musd, minutes, 0-10; empty for names and counts.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Where it comes from: a path in the provider's body, or columns of other tables.</summary>
    public string Source { get; init; } = "";

    /// <summary>What it means, where the name does not say it.</summary>
    public string Meaning { get; init; } = "";
}

/// <summary>Rejects a source's row.</summary>
public sealed record RejectionRule
{
    /// <summary>A condition over the model's columns, as text.</summary>
    public string When { get; init; } = "";

    /// <summary>What is wrong then.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>A query that returns the offending rows.</summary>
public sealed record DataTest
{
    /// <summary>A sentence that is true when no row comes back.</summary>
    public string Name { get; init; } = "";

    /// <summary>"error" or "warn".</summary>
    public string Severity { get; init; } = "error";

    /// <summary>The query.</summary>
    public string Sql { get; init; } = "";
}
