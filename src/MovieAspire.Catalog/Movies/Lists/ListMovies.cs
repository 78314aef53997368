using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>A checked <see cref="ListMoviesRequest"/>; requests that mean the same page have the same cache key.</summary>
internal sealed record MoviePage(
    int Limit, int Offset, MovieOrder Order, MovieCursor? After, MovieFilters Filters, string CacheKey)
{
    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static MoviePage Parse(ListMoviesRequest request)
    {
        var check = new RequestCheck();
        var limit = check.Limit(request.Limit);
        var offset = check.Offset(request.Offset);
        var order = MovieOrder.Of(request.Sort);
        check.Require(order is not null, "sort", $"{(int)request.Sort} is not a known sort");
        var after = request.Cursor.Length == 0 || order is null ? null : MovieCursor.Decode(request.Cursor, order);
        check.Require(
            request.Cursor.Length == 0 || order is null || after is not null,
            "cursor", "must be the next_cursor of a page in this sort");
        check.Require(request.Cursor.Length == 0 || offset == 0, "offset", "must be left out when there is a cursor");
        var filter = request.Filter ?? new MovieFilter();
        var filters = MovieFilters.Of(filter, check);
        check.ThrowIfAnyFailed();

        var normal = new ListMoviesRequest(request) { Limit = limit, Sort = order!.Sort, Filter = filter };
        var key = Convert.ToHexStringLower(SHA256.HashData(normal.ToByteArray()).AsSpan(..16));
        return new(limit, offset, order, after, filters, $"movies:{key}");
    }
}

/// <summary>
/// A page of movies: one statement. How many movies have a genre or a keyword differs a thousandfold, and which index serves
/// a page best with it; so the statement differs by what is filtered by, and is planned once for each.
/// </summary>
internal sealed class ListMoviesQuery(NpgsqlDataSource database)
{
    private const int KeyColumn = MovieSummaryRow.ColumnCount;

    public async Task<ListMoviesResponse> RunAsync(MoviePage page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var genre in page.Filters.Genres)
            batch.BatchCommands.Add(GenreExists(genre));
        batch.BatchCommands.Add(Select(page));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 0; i < page.Filters.Genres.Count; i++)
        {
            if (!await reader.ReadAsync(cancellationToken))
                throw ServiceError.InvalidField("genre", "is not a known genre");
            await reader.NextResultAsync(cancellationToken);
        }

        var response = new ListMoviesResponse();
        var lastKey = "";
        while (await reader.ReadAsync(cancellationToken))
        {
            // One row more than the page was asked for: it only says that there is a next page.
            if (response.Movies.Count == page.Limit)
            {
                response.NextCursor = MovieCursor.Encode(page.Order, lastKey, response.Movies[^1].Id);
                break;
            }

            response.Movies.Add(MovieSummaryRow.Read(reader));
            lastKey = page.Order.KeyType.Write(reader, KeyColumn);
        }

        return response;
    }

    private static NpgsqlBatchCommand GenreExists(string nameOrId) => new("SELECT FROM catalog.genres WHERE lower(name) = lower($1) OR id = $2 LIMIT 1")
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = nameOrId }, new NpgsqlParameter<int?> { TypedValue = Id(nameOrId) } },
    };

    private static NpgsqlBatchCommand Select(MoviePage page)
    {
        var (conditions, parameters) = (new List<string> { "m.removed_at IS NULL" }, new List<NpgsqlParameter>());
        AddFilters(page.Filters);
        var key = page.Order.Key;
        var (direction, comparison) = page.Order.Descending ? ("DESC", "<") : ("ASC", ">");
        if (page.After is { } after)
            conditions.Add($"({key}, m.id) {comparison} ({Value(after.Key)}, {Value(after.Id)})");

        // Composed of constants and placeholders only.
#pragma warning disable CA2100
        var command = new NpgsqlBatchCommand($"""
            SELECT {MovieSummaryRow.Columns}, {key}
            FROM catalog.movies m
            WHERE {string.Join(" AND ", conditions)}
            ORDER BY {key} {direction}, m.id {direction}
            LIMIT {Value(page.Limit + 1)} OFFSET {Value(page.Offset)}
            """);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters.ToArray());
        return command;

        string Value<T>(T value)
        {
            parameters.Add(typeof(T) == typeof(object) ? new NpgsqlParameter { Value = value } : new NpgsqlParameter<T> { TypedValue = value });
            return $"${parameters.Count}";
        }

        string Ids(string table, string nameOrId) =>
            $"SELECT id FROM catalog.{table} WHERE lower(name) = lower({Value(nameOrId)}) OR id = {Value(Id(nameOrId) ?? 0)}";

        void AddFilters(MovieFilters filters)
        {
            if (!filters.IncludeBare)
                conditions.Add("m.last_tmdb_update IS NOT NULL");
            // Over the expression that is indexed; its stand-in for no date is before the first year.
            if (filters.FirstYear is not null || filters.LastYear is not null)
                conditions.Add($"{MovieOrder.ReleaseDate} >= {Value(new DateOnly(filters.FirstYear ?? RequestCheck.FirstYear, 1, 1))}");
            if (filters.LastYear is { } lastYear)
                conditions.Add($"{MovieOrder.ReleaseDate} <= {Value(new DateOnly(lastYear, 12, 31))}");
            if (filters.MinRating is { } minRating)
                conditions.Add($"m.vote_average >= {Value(minRating)}");
            if (filters.MinVotes is { } minVotes)
                conditions.Add($"m.vote_count >= {Value(minVotes)}");
            if (filters.Collection is { } collection)
                conditions.Add($"m.collection_id = {Value(collection)}");
            if (filters.Language.Length > 0)
                conditions.Add($"m.original_language = {Value(filters.Language)}");
            // Looked up once, and then for each movie in the order of the page: most genres have many.
            foreach (var genre in filters.Genres)
                conditions.Add($"EXISTS (SELECT FROM catalog.movie_genres g WHERE g.movie_id = m.id AND g.genre_id = ANY (ARRAY({Ids("genres", genre)})))");
            // Few movies have a keyword or a person: these come first.
            if (filters.Keyword.Length > 0)
                conditions.Add($"m.id IN (SELECT movie_id FROM catalog.movie_keywords WHERE keyword_id = ANY (ARRAY({Ids("keywords", filters.Keyword)})))");
            if (filters.Person is { } id)
            {
                var person = Value(id);
                conditions.Add($"""
                    m.id IN (SELECT movie_id FROM catalog.movie_cast WHERE person_id = {person}
                             UNION SELECT movie_id FROM catalog.movie_crew WHERE person_id = {person})
                    """);
            }
        }
    }

    private static int? Id(string nameOrId) =>
        int.TryParse(nameOrId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
