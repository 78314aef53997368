using MovieAspire.Data.Bulk;
using MovieAspire.Data.Catalog;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>
/// Writes what many movies share: collections, genres, people, keywords and companies. Who renames one changes the
/// documents of movies that are none of this batch; these are found twice. Before anything is written, so that all movies
/// are locked together in the order of their ids; and once the new name is written and its row locked FOR UPDATE, which
/// waits for everybody who is just giving it to a movie (the foreign keys hold FOR KEY SHARE), so that none is missed.
/// </summary>
internal sealed class NamedWriter(NpgsqlConnection connection, IReadOnlyList<MovieRow> movies)
{
    private readonly IKind[] _kinds =
    [
        new Kind<CollectionRow>(
            MovieTables.Collections, Of(movies.Select(movie => movie.Collection).OfType<CollectionRow>(), row => row.Id),
            "catalog.collections", ["name"], "SELECT id FROM catalog.movies WHERE collection_id = ANY($1)"),
        new Kind<GenreRow>(
            MovieTables.Genres, Of(movies.SelectMany(movie => movie.Genres), row => row.Id),
            "catalog.genres", ["name"], "SELECT movie_id FROM catalog.movie_genres WHERE genre_id = ANY($1)"),
        new Kind<PersonRow>(
            MovieTables.People,
            Of(movies.SelectMany(movie => movie.Cast.Select(c => c.Person).Concat(movie.Crew.Select(c => c.Person))), row => row.Id),
            "catalog.people", ["name", "profile_path"], """
            SELECT movie_id FROM catalog.movie_cast WHERE person_id = ANY($1)
            UNION SELECT movie_id FROM catalog.movie_crew WHERE person_id = ANY($1)
            """),
        new Kind<KeywordRow>(
            MovieTables.Keywords, Of(movies.SelectMany(movie => movie.Keywords), row => row.Id),
            "catalog.keywords", ["name"], "SELECT movie_id FROM catalog.movie_keywords WHERE keyword_id = ANY($1)"),
        new Kind<CompanyRow>(
            MovieTables.Companies, Of(movies.SelectMany(movie => movie.Companies), row => row.Id),
            "catalog.companies", ["name"], "SELECT movie_id FROM catalog.movie_companies WHERE company_id = ANY($1)"),
    ];

    /// <summary>The movies whose documents will change by these names, as far as anybody can know before they are written.</summary>
    public async Task<IReadOnlyList<int>> ExpectRenamedAsync(CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var kind in _kinds)
            batch.BatchCommands.Add(kind.Renamed());

        var renamed = new List<int>[_kinds.Length];
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            for (var i = 0; i < renamed.Length; i++)
            {
                renamed[i] = [];
                while (await reader.ReadAsync(cancellationToken))
                    renamed[i].Add(reader.GetInt32(0));
                await reader.NextResultAsync(cancellationToken);
            }
        }

        return await MoviesOfAsync(renamed, cancellationToken);
    }

    /// <summary>Writes all.</summary>
    /// <returns>The movies whose documents change by the new names.</returns>
    public async Task<IReadOnlyList<int>> WriteAsync(CancellationToken cancellationToken)
    {
        await using var first = new NpgsqlBatch(connection);
        foreach (var kind in _kinds)
        {
            first.BatchCommands.Add(kind.InsertNew());
            first.BatchCommands.Add(kind.LockDiffering());
        }

        var (differing, renamed) = (new HashSet<int>[_kinds.Length], new List<int>[_kinds.Length]);
        await using (var reader = await first.ExecuteReaderAsync(cancellationToken))
        {
            for (var i = 0; i < _kinds.Length; i++)
            {
                (differing[i], renamed[i]) = ([], []);
                while (await reader.ReadAsync(cancellationToken))
                {
                    differing[i].Add(reader.GetInt32(0));
                    if (reader.GetBoolean(1))
                        renamed[i].Add(reader.GetInt32(0));
                }

                await reader.NextResultAsync(cancellationToken);
            }
        }

        await using var second = new NpgsqlBatch(connection);
        for (var i = 0; i < _kinds.Length; i++)
        {
            if (renamed[i].Count > 0)
                second.BatchCommands.Add(_kinds[i].LockForUpdate([.. renamed[i]]));
            if (differing[i].Count > 0)
                second.BatchCommands.Add(_kinds[i].Update(differing[i]));
        }

        if (second.BatchCommands.Count == 0)
            return [];
        await second.ExecuteNonQueryAsync(cancellationToken);
        return await MoviesOfAsync(renamed, cancellationToken);
    }

    private async Task<IReadOnlyList<int>> MoviesOfAsync(List<int>[] renamed, CancellationToken cancellationToken)
    {
        var ids = new HashSet<int>();
        foreach (var (kind, rows) in _kinds.Zip(renamed).Where(pair => pair.Second.Count > 0))
        {
#pragma warning disable CA2100 // constants of this file
            await using var command = new NpgsqlCommand(kind.MoviesSql, connection);
#pragma warning restore CA2100
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. rows] });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                ids.Add(reader.GetInt32(0));
        }

        return [.. ids];
    }

    private static Dictionary<int, T> Of<T>(IEnumerable<T> rows, Func<T, int> id)
    {
        var byId = new Dictionary<int, T>();
        foreach (var row in rows)
            byId.TryAdd(id(row), row);
        return byId;
    }

    private interface IKind
    {
        /// <summary>Movies that show one of the ids $1.</summary>
        string MoviesSql { get; }

        NpgsqlBatchCommand Renamed();

        NpgsqlBatchCommand InsertNew();

        NpgsqlBatchCommand LockDiffering();

        NpgsqlBatchCommand LockForUpdate(int[] ids);

        NpgsqlBatchCommand Update(HashSet<int> ids);
    }

    /// <param name="Table">Writes it.</param>
    /// <param name="Rows">By id.</param>
    /// <param name="TableName">In SQL.</param>
    /// <param name="Shown">Columns that a movie's document has.</param>
    /// <param name="MoviesSql">Movies that show one of the ids $1.</param>
    private sealed record Kind<T>(
        TableStatements<T> Table, Dictionary<int, T> Rows, string TableName, string[] Shown, string MoviesSql) : IKind where T : class
    {
        public NpgsqlBatchCommand Renamed() => Table.Differing(Rows.Values, Shown);

        public NpgsqlBatchCommand InsertNew() => Table.Insert(Rows.Values);

        public NpgsqlBatchCommand LockDiffering() => Table.LockDiffering(Rows.Values, Shown);

        public NpgsqlBatchCommand LockForUpdate(int[] ids) => new($"SELECT FROM {TableName} WHERE id = ANY($1) ORDER BY id FOR UPDATE")
        {
            Parameters = { new NpgsqlParameter<int[]> { TypedValue = ids } },
        };

        public NpgsqlBatchCommand Update(HashSet<int> ids) => Table.Update([.. Rows.Where(row => ids.Contains(row.Key)).Select(row => row.Value)]);
    }
}
