using MovieAspire.Catalog.Movies;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Collections;

/// <summary>Collections and their parts in order of release.</summary>
internal sealed class CollectionQuery(NpgsqlDataSource database)
{
    private const string Collections = "SELECT id, name, poster_path, backdrop_path FROM catalog.collections WHERE id = ANY($1)";

    private const string Parts = $"""
        SELECT m.collection_id, {MovieSummaryRow.Columns}
        FROM catalog.movies m
        WHERE m.collection_id = ANY($1) AND m.removed_at IS NULL
        ORDER BY m.release_date NULLS LAST, m.id
        """;

    /// <summary>The collections among <paramref name="ids"/>.</summary>
    public async Task<IReadOnlyDictionary<int, CollectionDetails>> FindAsync(
        IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        foreach (var sql in (string[])[Collections, Parts])
            batch.BatchCommands.Add(new(sql) { Parameters = { new NpgsqlParameter<int[]> { TypedValue = [.. ids] } } });

        var collections = new Dictionary<int, CollectionDetails>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            collections[reader.GetInt32(0)] = ReadCollection(reader);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            collections.GetValueOrDefault(reader.GetInt32(0))?.Parts.Add(MovieSummaryRow.Read(reader, first: 1));
        return collections;
    }

    private static CollectionDetails ReadCollection(NpgsqlDataReader row)
    {
        var collection = new CollectionDetails { Id = row.GetInt32(0), Name = row.GetString(1) };
        if (row.Text(2) is { } posterPath)
            collection.PosterPath = posterPath;
        if (row.Text(3) is { } backdropPath)
            collection.BackdropPath = backdropPath;
        return collection;
    }
}
