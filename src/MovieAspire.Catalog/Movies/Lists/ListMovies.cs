using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>A checked <see cref="ListMoviesRequest"/>; requests that mean the same page have the same cache key.</summary>
internal sealed record MoviePage(
    int Limit, int Offset, MovieOrder Order, MovieCursor? After, MovieFilters Filters, bool IsCounted, string CacheKey)
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
        return new(limit, offset, order, after, filters, request.Count, $"movies:{key}");
    }
}

/// <summary>A movie and its sort key, as cursors have it.</summary>
internal sealed record ListedMovie(MovieSummary Summary, string Key);

/// <summary>
/// A page of movies: one statement. How many movies have a genre or a keyword differs a thousandfold, and which index serves
/// a page best with it; so the statement differs by what is filtered by, and is planned once for each.
/// </summary>
internal sealed class ListMoviesQuery(NpgsqlDataSource database)
{
    private const int KeyColumn = MovieSummaryRow.ColumnCount;

    public async Task<ListMoviesResponse> RunAsync(MoviePage page, CancellationToken cancellationToken)
    {
        var (movies, count) = await ReadAsync(page, cancellationToken);
        var response = ToResponse(movies, page);
        if (count is not null)
            response.TotalCount = count.Value;
        return response;
    }

    /// <summary>The movies of a page and one more, which only says that there is a next page; and how many there are in all.</summary>
    public async Task<(IReadOnlyList<ListedMovie> Movies, long? Count)> ReadAsync(MoviePage page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var genre in page.Filters.Genres)
            batch.BatchCommands.Add(GenreExists(genre));
        batch.BatchCommands.Add(Select(page));
        if (page.IsCounted)
            batch.BatchCommands.Add(Count(page));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 0; i < page.Filters.Genres.Count; i++)
        {
            if (!await reader.ReadAsync(cancellationToken))
                throw ServiceError.InvalidField("genre", "is not a known genre");
            await reader.NextResultAsync(cancellationToken);
        }

        var movies = new List<ListedMovie>();
        while (await reader.ReadAsync(cancellationToken))
            movies.Add(new(MovieSummaryRow.Read(reader), page.Order.KeyType.Write(reader, KeyColumn)));
        if (!page.IsCounted)
            return (movies, null);

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (movies, reader.GetInt64(0));
    }

    /// <param name="movies">Of the page, and one more where there is a next one.</param>
    /// <param name="page">Which it is.</param>
    public static ListMoviesResponse ToResponse(IReadOnlyList<ListedMovie> movies, MoviePage page)
    {
        var response = new ListMoviesResponse { Movies = { movies.Take(page.Limit).Select(movie => movie.Summary) } };
        if (movies.Count > page.Limit)
            response.NextCursor = MovieCursor.Encode(page.Order, movies[page.Limit - 1].Key, movies[page.Limit - 1].Summary.Id);
        return response;
    }

    private static NpgsqlBatchCommand GenreExists(string nameOrId) => new("SELECT FROM catalog.genres WHERE lower(name) = lower($1) OR id = $2 LIMIT 1")
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = nameOrId }, new NpgsqlParameter<int?> { TypedValue = Id(nameOrId) } },
    };

    private static NpgsqlBatchCommand Select(MoviePage page)
    {
        var statement = new Statement(page);
        var (key, id) = (page.Order.Key, page.Order.Id);
        var (direction, comparison) = page.Order.Descending ? ("DESC", "<") : ("ASC", ">");
        if (page.After is { } after)
            statement.Conditions.Add($"({key}, {id}) {comparison} ({statement.Value(after.Key)}, {statement.Value(after.Id)})");
        return statement.ToCommand($"{MovieSummaryRow.Columns}, {key}", $"""
            ORDER BY {key} {direction}, {id} {direction}
            LIMIT {statement.Value(page.Limit + 1)} OFFSET {statement.Value(page.Offset)}
            """);
    }

    // Over all pages, so without the cursor.
    private static NpgsqlBatchCommand Count(MoviePage page) => new Statement(page).ToCommand("count(*)", "");

    private static int? Id(string nameOrId) =>
        int.TryParse(nameOrId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>A statement over the movies that pass the filters; composed of constants and placeholders only.</summary>
    private sealed class Statement
    {
        private readonly string _join;
        private readonly List<NpgsqlParameter> _parameters = [];

        public Statement(MoviePage page)
        {
            _join = page.Order.Join;
            AddFilters(page.Filters);
        }

        public List<string> Conditions { get; } = ["m.removed_at IS NULL"];

        public NpgsqlBatchCommand ToCommand(string columns, string rest)
        {
#pragma warning disable CA2100
            var command = new NpgsqlBatchCommand($"""
                SELECT {columns}
                FROM catalog.movies m {_join}
                WHERE {string.Join(" AND ", Conditions)}
                {rest}
                """);
#pragma warning restore CA2100
            command.Parameters.AddRange(_parameters.ToArray());
            return command;
        }

        /// <summary>The placeholder of a value.</summary>
        public string Value<T>(T value)
        {
            _parameters.Add(typeof(T) == typeof(object) ? new NpgsqlParameter { Value = value } : new NpgsqlParameter<T> { TypedValue = value });
            return $"${_parameters.Count}";
        }

        private string Ids(string table, string nameOrId) =>
            $"SELECT id FROM catalog.{table} WHERE lower(name) = lower({Value(nameOrId)}) OR id = {Value(Id(nameOrId) ?? 0)}";

        private void AddFilters(MovieFilters filters)
        {
            if (!filters.IncludeBare)
                Conditions.Add("m.last_tmdb_update IS NOT NULL");
            // Over the expression that is indexed; its stand-in for no date is before the first year.
            if (filters.FirstYear is not null || filters.LastYear is not null)
                Conditions.Add($"{MovieOrder.ReleaseDate} >= {Value(new DateOnly(filters.FirstYear ?? RequestCheck.FirstYear, 1, 1))}");
            if (filters.LastYear is { } lastYear)
                Conditions.Add($"{MovieOrder.ReleaseDate} <= {Value(new DateOnly(lastYear, 12, 31))}");
            if (filters.MinRating is { } minRating)
                Conditions.Add($"m.vote_average >= {Value(minRating)}");
            if (filters.MinVotes is { } minVotes)
                Conditions.Add($"m.vote_count >= {Value(minVotes)}");
            if (filters.Collection is { } collection)
                Conditions.Add($"m.collection_id = {Value(collection)}");
            if (filters.Language.Length > 0)
                Conditions.Add($"m.original_language = {Value(filters.Language)}");
            // Looked up once, and then for each movie in the order of the page: most genres have many.
            foreach (var genre in filters.Genres)
                Conditions.Add($"EXISTS (SELECT FROM catalog.movie_genres g WHERE g.movie_id = m.id AND g.genre_id = ANY (ARRAY({Ids("genres", genre)})))");
            // Few movies have a keyword or a person: these come first.
            if (filters.Keyword.Length > 0)
                Conditions.Add($"m.id IN (SELECT movie_id FROM catalog.movie_keywords WHERE keyword_id = ANY (ARRAY({Ids("keywords", filters.Keyword)})))");
            if (filters.Person is { } id)
            {
                var person = Value(id);
                Conditions.Add($"""
                    m.id IN (SELECT movie_id FROM catalog.movie_cast WHERE person_id = {person}
                             UNION SELECT movie_id FROM catalog.movie_crew WHERE person_id = {person})
                    """);
            }
        }
    }
}
