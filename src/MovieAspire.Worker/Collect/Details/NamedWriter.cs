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
    public async Task<IReadOnlyList<int>> ExpectRenamedAsync(CancellationToken cancellationToken)
    {
        var renamed = await connection.ReadAsync(_kinds.Select(kind => kind.FindRenamed()), row => row.GetInt32(0), cancellationToken);
        return await MoviesOfAsync(_kinds.Zip(renamed).Where(named => named.Second.Count > 0), cancellationToken);
    }

    /// <summary>Writes all.</summary>
    /// <returns>The movies whose documents change by the new names.</returns>
    public async Task<IReadOnlyList<int>> WriteAsync(CancellationToken cancellationToken)
    {
        await connection.IdsAsync(
            _kinds.SelectMany(kind => (NpgsqlBatchCommand[])[kind.InsertNew(), kind.LockDiffering(), kind.Keep()]), cancellationToken);
        var found = await connection.ReadAsync(
            _kinds.Select(kind => kind.LockDiffering()), row => (Id: row.GetInt32(0), IsRenamed: row.GetBoolean(1)), cancellationToken);
        var differing = _kinds.Zip(found, (kind, rows) => (Kind: kind, Rows: rows)).Where(named => named.Rows.Count > 0).ToList();
        await connection.IdsAsync(Renamed().Select(named => named.Kind.LockForUpdate([.. named.Ids])), cancellationToken);
        var outdated = await connection.ReadAsync(
            differing.Select(named => named.Kind.FindOutdated([.. named.Rows.Select(row => row.Id)])), row => row.GetInt32(0), cancellationToken);
        foreach (var ((_, rows), ids) in differing.Zip(outdated.Select(ids => ids.ToHashSet())))
            rows.RemoveAll(row => ids.Contains(row.Id));

        await connection.IdsAsync(differing.Select(named => named.Kind.Update(named.Rows.ConvertAll(row => row.Id))), cancellationToken);
        return await MoviesOfAsync(Renamed(), cancellationToken);

        IEnumerable<(INamedKind Kind, List<int> Ids)> Renamed() => differing
            .Select(named => (named.Kind, Ids: named.Rows.Where(row => row.IsRenamed).Select(row => row.Id).ToList()))
            .Where(named => named.Ids.Count > 0);
    }

    private async Task<IReadOnlyList<int>> MoviesOfAsync(IEnumerable<(INamedKind Kind, List<int> Ids)> named, CancellationToken cancellationToken) =>
        [.. (await connection.IdsAsync(named.Select(of => of.Kind.FindMovies([.. of.Ids])), cancellationToken)).Distinct()];
}
