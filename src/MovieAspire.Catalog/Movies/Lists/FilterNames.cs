using System.Globalization;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>
/// The ids that a filter's genre and keyword stand for, null where the filter has none. They are looked
/// up first because the planner must see them: how many movies match differs a thousandfold between them.
/// </summary>
/// <param name="GenreIds">Known genres; more than one while TMDB renames them.</param>
/// <param name="KeywordIds">Keywords of that name, maybe none: unlike genres they are an open vocabulary.</param>
internal sealed record FilterNames(int[]? GenreIds, int[]? KeywordIds)
{
    /// <exception cref="ServiceException">INVALID_ARGUMENT: there is no such genre.</exception>
    public static async Task<FilterNames> ResolveAsync(
        NpgsqlConnection connection, MovieFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Genre.Length == 0 && filter.Keyword.Length == 0)
            return new(null, null);

        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Lookup("SELECT id FROM catalog.genres WHERE lower(name) = lower($1) OR id = $2", filter.Genre),
                Lookup("SELECT id FROM catalog.keywords WHERE lower(name) = lower($1) OR id = $2", filter.Keyword),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var genres = await ReadIdsAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var keywords = await ReadIdsAsync(reader, cancellationToken);

        if (filter.Genre.Length > 0 && genres.Count == 0)
            throw ServiceError.InvalidField("genre", "is not a known genre");
        return new(filter.Genre.Length > 0 ? [.. genres] : null, filter.Keyword.Length > 0 ? [.. keywords] : null);
    }

    private static NpgsqlBatchCommand Lookup(string sql, string nameOrId) => new(sql)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = nameOrId },
            new NpgsqlParameter<int?>
            {
                TypedValue = int.TryParse(nameOrId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            },
        },
    };

    private static async Task<List<int>> ReadIdsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var ids = new List<int>();
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt32(0));
        return ids;
    }
}
