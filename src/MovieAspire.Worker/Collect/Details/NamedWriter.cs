using MovieAspire.Data.Catalog;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>
/// Writes what many movies share: collections, genres, people, keywords and companies, as the newest answer about one of
/// their movies has them, in whatever order answers are written. Who renames one changes the documents of movies that are
/// none of this batch; these are found twice. Before anything is written, so that all movies are locked together in the
/// order of their ids; and once the row is locked FOR UPDATE, which waits for everybody who is just giving it to a movie
/// (the foreign keys hold FOR KEY SHARE), so that none is missed.
/// </summary>
internal sealed class NamedWriter(NpgsqlConnection connection, IReadOnlyList<MovieRow> movies)
{
    private readonly INamedKind[] _kinds =
    [
        NamedKind.Of(
            MovieTables.Collections, row => row.Id, movies, movie => movie.Collection is { } collection ? [collection] : [],
            "catalog.collections", ["name"], "SELECT id AS movie_id, collection_id AS id FROM catalog.movies"),
        NamedKind.Of(
            MovieTables.Genres, row => row.Id, movies, movie => movie.Genres,
            "catalog.genres", ["name"], "SELECT movie_id, genre_id AS id FROM catalog.movie_genres"),
        NamedKind.Of(
            MovieTables.People, row => row.Id, movies, movie => movie.Cast.Select(c => c.Person).Concat(movie.Crew.Select(c => c.Person)),
            "catalog.people", ["name", "profile_path"], """
            SELECT movie_id, person_id AS id FROM catalog.movie_cast
            UNION ALL SELECT movie_id, person_id FROM catalog.movie_crew
            """),
        NamedKind.Of(
            MovieTables.Keywords, row => row.Id, movies, movie => movie.Keywords,
            "catalog.keywords", ["name"], "SELECT movie_id, keyword_id AS id FROM catalog.movie_keywords"),
        NamedKind.Of(
            MovieTables.Companies, row => row.Id, movies, movie => movie.Companies,
            "catalog.companies", ["name"], "SELECT movie_id, company_id AS id FROM catalog.movie_companies"),
    ];

    /// <summary>The movies whose documents will change by these names, as far as anybody can know before they are written.</summary>
    public async Task<IReadOnlyList<int>> ExpectRenamedAsync(CancellationToken cancellationToken) =>
        await MoviesOfAsync(
            await ReadAsync(_kinds.Select(kind => kind.FindRenamed()), row => row.GetInt32(0), cancellationToken), cancellationToken);

    /// <summary>Writes all.</summary>
    /// <returns>The movies whose documents change by the new names.</returns>
    public async Task<IReadOnlyList<int>> WriteAsync(CancellationToken cancellationToken)
    {
        var differing = await ReadAsync(
            _kinds.SelectMany(kind => (NpgsqlBatchCommand[])[kind.InsertNew(), kind.LockDiffering()]),
            row => (Id: row.GetInt32(0), IsRenamed: row.GetBoolean(1)), cancellationToken);
        if (differing.TrueForAll(rows => rows.Count == 0))
            return [];
        if (Renamed().Exists(ids => ids.Count > 0))
            await ExecuteAsync(_kinds.Zip(Renamed(), (kind, ids) => kind.LockForUpdate([.. ids])), cancellationToken);
        var outdated = await ReadAsync(
            _kinds.Zip(differing, (kind, rows) => kind.FindOutdated([.. rows.Select(row => row.Id)])), row => row.GetInt32(0), cancellationToken);
        foreach (var (rows, ids) in differing.Zip(outdated))
            rows.RemoveAll(row => ids.Contains(row.Id));

        await ExecuteAsync(_kinds.Zip(differing, (kind, rows) => kind.Update(rows.ConvertAll(row => row.Id))), cancellationToken);
        return await MoviesOfAsync(Renamed(), cancellationToken);

        List<List<int>> Renamed() => differing.ConvertAll(rows => rows.Where(row => row.IsRenamed).Select(row => row.Id).ToList());
    }

    private async Task<IReadOnlyList<int>> MoviesOfAsync(List<List<int>> named, CancellationToken cancellationToken)
    {
        var commands = _kinds.Zip(named).Where(pair => pair.Second.Count > 0).Select(pair => pair.First.FindMovies([.. pair.Second])).ToList();
        return commands.Count == 0
            ? []
            : [.. (await ReadAsync(commands, row => row.GetInt32(0), cancellationToken)).SelectMany(ids => ids).Distinct()];
    }

    private async Task ExecuteAsync(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        await using var batch = Batch(commands);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A list for each command that returns rows.</summary>
    private async Task<List<List<T>>> ReadAsync<T>(
        IEnumerable<NpgsqlBatchCommand> commands, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var batch = Batch(commands);
        var results = new List<List<T>>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            results.Add([]);
            while (await reader.ReadAsync(cancellationToken))
                results[^1].Add(read(reader));
        }
        while (await reader.NextResultAsync(cancellationToken));
        return results;
    }

    private NpgsqlBatch Batch(IEnumerable<NpgsqlBatchCommand> commands)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        return batch;
    }
}
