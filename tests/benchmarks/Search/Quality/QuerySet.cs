namespace MovieAspire.Benchmarks.Search.Quality;

/// <summary>
/// A query and what must be found by it: any movie of that title or original title (several movies may share one), for the
/// class "title and year" one that was released in that year, and for "actor" any movie with that person in its cast or crew.
/// </summary>
/// <param name="Kind">The class of the query.</param>
/// <param name="Text">What is typed.</param>
/// <param name="Expected">A title, or the person's name.</param>
/// <param name="Year">Null if any year will do.</param>
internal sealed record QualityQuery(string Kind, string Text, string Expected, int? Year);

/// <summary>The queries of queries.tsv: class, query, what is expected, and perhaps a year.</summary>
internal static class QuerySet
{
    public const string Actor = "actor";

    public const string FileName = "queries.tsv";

    public static List<QualityQuery> Read(string path) =>
    [
        .. File.ReadLines(path).Where(line => line.Length > 0).Select(line => line.Split('\t'))
            .Select(cells => new QualityQuery(cells[0], cells[1], cells[2], cells.Length > 3 ? int.Parse(cells[3], null) : null)),
    ];

    public static void Write(string path, IEnumerable<QualityQuery> queries) => File.WriteAllText(
        path, string.Concat(queries.Select(query => $"{query.Kind}\t{query.Text}\t{query.Expected}{(query.Year is { } year ? $"\t{year}" : "")}\n")));
}
