using MovieAspire.Data.Bulk;
using MovieAspire.Data.Catalog;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>The statements that write one kind of what many movies share. All need the batch's transaction.</summary>
internal interface INamedKind
{
    /// <summary>The ids of rows that a movie's document will show otherwise, by now.</summary>
    NpgsqlBatchCommand FindRenamed();

    /// <summary>Inserts the rows that are new. Returns nothing.</summary>
    NpgsqlBatchCommand InsertNew();

    /// <summary>Locks the rows that differ; returns the id of each, and whether documents will show it otherwise.</summary>
    NpgsqlBatchCommand LockDiffering();

    /// <summary>
    /// Has everybody who names one of these otherwise wait for this batch, so that he sees how new it is. What differs must be
    /// locked already: two that rename the same would wait for each other.
    /// </summary>
    NpgsqlBatchCommand Keep();

    /// <summary>Waits for everybody who is just giving one of these to a movie.</summary>
    NpgsqlBatchCommand LockForUpdate(int[] ids);

    /// <summary>Those of these ids about which a newer answer has been written: one about another movie that has them.</summary>
    NpgsqlBatchCommand FindOutdated(int[] ids);

    /// <summary>Overwrites these rows. Returns nothing.</summary>
    NpgsqlBatchCommand Update(IReadOnlyCollection<int> ids);

    /// <summary>The movies that have one of these.</summary>
    NpgsqlBatchCommand FindMovies(int[] ids);
}

/// <summary>Makes a kind of a batch.</summary>
internal static class NamedKind
{
    /// <summary>Of what several movies tell differently, the newest answer counts; of two as new, that of the higher id.</summary>
    public static INamedKind Of<T>(
        TableStatements<T> table, Func<T, int> id, IReadOnlyList<MovieRow> movies, Func<MovieRow, IEnumerable<T>> named,
        string tableName, string[] shown, string given) where T : class
    {
        var rows = new Dictionary<int, (T, MovieRow)>();
        foreach (var movie in movies.OrderByDescending(movie => movie.LastTmdbUpdate).ThenByDescending(movie => movie.Id))
        {
            foreach (var row in named(movie))
                rows.TryAdd(id(row), (row, movie));
        }

        return new NamedKind<T>(table, rows, [.. movies.Select(movie => movie.Id)], tableName, shown, given);
    }
}

/// <inheritdoc cref="INamedKind"/>
/// <param name="Table">Writes it.</param>
/// <param name="Rows">By id, each with the movie that it was told of with: that of the newest answer.</param>
/// <param name="Movies">The ids of all movies of the batch.</param>
/// <param name="TableName">In SQL.</param>
/// <param name="Shown">Columns that a movie's document has.</param>
/// <param name="Given">A query for which movie (movie_id) has which (id).</param>
internal sealed record NamedKind<T>(
    TableStatements<T> Table, Dictionary<int, (T Row, MovieRow Movie)> Rows, int[] Movies, string TableName, string[] Shown,
    string Given) : INamedKind where T : class
{
    public NpgsqlBatchCommand FindRenamed() => Table.Differing(All(), Shown);

    public NpgsqlBatchCommand InsertNew() => Table.Insert(All());

    public NpgsqlBatchCommand LockDiffering() => Table.LockDiffering(All(), Shown);

    public NpgsqlBatchCommand Keep() => new($"SELECT id FROM {TableName} WHERE id = ANY($1) ORDER BY id FOR KEY SHARE")
    {
        Parameters = { new NpgsqlParameter<int[]> { TypedValue = [.. Rows.Keys] } },
    };

    public NpgsqlBatchCommand LockForUpdate(int[] ids) => new($"SELECT id FROM {TableName} WHERE id = ANY($1) ORDER BY id FOR UPDATE")
    {
        Parameters = { new NpgsqlParameter<int[]> { TypedValue = ids } },
    };

    // One subquery a row: a join would read all credits of all movies.
    public NpgsqlBatchCommand FindOutdated(int[] ids) => new($"""
        SELECT u.id FROM unnest($1, $2, $3) AS u (id, at, movie_id)
        WHERE (SELECT true FROM ({Given}) g JOIN catalog.movies m ON m.id = g.movie_id
               WHERE g.id = u.id AND m.id <> ALL($4) AND (m.last_tmdb_update, m.id) > (u.at, u.movie_id) LIMIT 1)
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<int[]> { TypedValue = ids },
            new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. ids.Select(id => Rows[id].Movie.LastTmdbUpdate!.Value)] },
            new NpgsqlParameter<int[]> { TypedValue = [.. ids.Select(id => Rows[id].Movie.Id)] },
            new NpgsqlParameter<int[]> { TypedValue = Movies },
        },
    };

    public NpgsqlBatchCommand Update(IReadOnlyCollection<int> ids) => Table.Update([.. ids.Select(id => Rows[id].Row)]);

    public NpgsqlBatchCommand FindMovies(int[] ids) => new($"SELECT DISTINCT movie_id FROM ({Given}) g WHERE id = ANY($1)")
    {
        Parameters = { new NpgsqlParameter<int[]> { TypedValue = ids } },
    };

    private List<T> All() => [.. Rows.Values.Select(value => value.Row)];
}
