using MovieAspire.Catalog.Movies;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Collections;

/// <summary>A collection and its parts in order of release.</summary>
internal sealed class CollectionQuery(NpgsqlDataSource database)
{
    private const string Collection = "SELECT id, name, poster_path, backdrop_path FROM catalog.collections WHERE id = $1";

    private const string Parts = $"""
        SELECT {MovieSummaryRow.Columns}
        FROM catalog.movies m
        WHERE m.collection_id = $1 AND m.removed_at IS NULL
        ORDER BY m.release_date NULLS LAST, m.id
        """;

    /// <summary>Null when there is no such collection.</summary>
    public async Task<CollectionDetails?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new(Collection) { Parameters = { new() { Value = id } } });
        batch.BatchCommands.Add(new(Parts) { Parameters = { new() { Value = id } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        var collection = new CollectionDetails { Id = reader.GetInt32(0), Name = reader.GetString(1) };
        if (reader.Text(2) is { } posterPath)
            collection.PosterPath = posterPath;
        if (reader.Text(3) is { } backdropPath)
            collection.BackdropPath = backdropPath;

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            collection.Parts.Add(MovieSummaryRow.Read(reader));
        return collection;
    }
}
