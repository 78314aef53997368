using Microsoft.Extensions.Options;
using MovieAspire.Lake.Sql;

namespace MovieAspire.Lake.Gold;

/// <summary>All KPIs: those that come along, and those of Lake:Kpis:Path, which replace one of the same name.</summary>
public sealed class KpiCatalog(IOptions<KpiOptions> options)
{
    private static readonly string[] RankingColumns = ["rank", "movie_id", "release_year", "genres"];

    /// <summary>By name.</summary>
    /// <exception cref="InvalidDataException">A file's head is wrong; the message names it.</exception>
    public IReadOnlyList<SqlModel> All() =>
    [
        .. SqlModel.Embedded("gold").Concat(Own())
            .GroupBy(kpi => kpi.Name)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Checked(group.Last())),
    ];

    /// <summary>
    /// What is written of a KPI. A ranking gets its rank, and is cut to the best of the whole catalog and of every genre in
    /// every year: whatever genre and years one asks for, the first Lake:Kpis:Depth movies are among them.
    /// </summary>
    internal static string Select(SqlModel kpi) => kpi.Head.Kind == "ranking"
        ? $"""
          WITH kpi AS (
          {kpi.Sql}
          ),
          ranked AS (
            SELECT row_number() OVER (ORDER BY {string.Join(", ", kpi.Head.RankBy)}) AS rank, * FROM kpi
          ),
          cells AS (
            SELECT rank, row_number() OVER (PARTITION BY genre, release_year ORDER BY rank) AS place
            FROM (SELECT rank, release_year, unnest(coalesce(string_split(genres, '|'), [NULL])) AS genre FROM ranked)
          )
          SELECT * FROM ranked
          WHERE rank <= getvariable('depth') OR rank IN (SELECT rank FROM cells WHERE place <= getvariable('depth'))
          """
        : kpi.Sql;

    private static SqlModel Checked(SqlModel kpi) => kpi.Head.Kind switch
    {
        "table" => kpi,
        "ranking" when kpi.Head.RankBy.Count > 0
            && RankingColumns.All(kpi.Head.Columns.ContainsKey) => kpi,
        "ranking" => throw new InvalidDataException(
            $"{kpi.Name}.sql is a ranking: it must state rank_by, and the columns rank, movie_id, release_year and genres."),
        var kind => throw new InvalidDataException($"{kpi.Name}.sql is of the kind {kind}; there are table and ranking."),
    };

    private IEnumerable<SqlModel> Own() => options.Value.Path is { } folder
        ? Directory.EnumerateFiles(folder, "*.sql").Order(StringComparer.Ordinal)
            .Select(file => SqlModel.Parse(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))
        : [];
}
