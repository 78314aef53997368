using MovieAspire.Data.Bulk;
using MovieAspire.Data.Catalog;
using MovieAspire.Data.Documents;
using MovieAspire.Data.Search;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>What a batch of details did to the catalog.</summary>
/// <param name="Counts">Movies that were new to the details, differed, or were the same.</param>
/// <param name="ImdbDuplicates">Movies whose IMDb id another movie has; they were written without it.</param>
internal sealed record WriteResult(BulkCounts Counts, IReadOnlyList<(int Id, string ImdbId)> ImdbDuplicates);

/// <summary>
/// Writes batches of movies with everything around them and their documents, each in one transaction with a handful of
/// round trips. Movies with an unchanged content hash cost one update of their check time. All movies that the batch
/// changes are locked first, in the order of their ids; tables are always written in the same order, and rows in the order
/// of their keys.
/// </summary>
internal sealed class MovieWriter(NpgsqlDataSource dataSource, TimeProvider time)
{
    // A renamed genre may have half of all movies.
    private const int DocumentBatch = 500;

    /// <param name="movies">Each once.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <param name="fetchedAt">When TMDB said this, if it was not just now.</param>
    public async Task<WriteResult> WriteAsync(
        IReadOnlyList<MovieRow> movies, Guid run, CancellationToken cancellationToken, DateTimeOffset? fetchedAt = null)
    {
        var now = fetchedAt ?? time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        await connection.IdsAsync([MovieStatements.PlanOnce()], cancellationToken);
        var ids = movies.Select(movie => movie.Id).ToArray();
        var named = new NamedWriter(connection, movies);
        var expected = await named.ExpectRenamedAsync(cancellationToken);
        await MovieDocuments.LockAsync(connection, [.. ids.Union(expected)], cancellationToken);
        var hashes = (await connection.ReadAsync(
            [MovieStatements.Hashes(ids)], row => KeyValuePair.Create(row.GetInt32(0), row.GetFieldValue<byte[]>(1)), cancellationToken))[0].ToDictionary();
        var renamed = await named.WriteAsync(cancellationToken);

        var same = movies.Where(IsSame).ToList();
        var changed = movies.Where(movie => !IsSame(movie)).ToList();
        var imdbIds = movies.Select(movie => movie.ImdbId).ToArray();
        var duplicates = changed.Count > 0 ? await WriteChangedAsync(connection, changed, run, now, cancellationToken) : [];
        var given = same.Count > 0
            ? await connection.IdsAsync(
                [.. MovieStatements.Confirm(same, run, now), MovieStatements.GiveImdbIds(same, run, now)], cancellationToken)
            : [];
        await connection.IdsAsync(
            [MovieStatements.ResolveErrors(movies, imdbIds, [.. duplicates.Select(duplicate => duplicate.Id)], now)], cancellationToken);

        // Of those that were not expected; nobody else renames them meanwhile.
        if (renamed.Except(expected).Except(ids).ToArray() is { Length: > 0 } others)
            await MovieDocuments.LockAsync(connection, others, cancellationToken);
        foreach (var batch in changed.Select(movie => movie.Id).Concat(given).Union(renamed).Chunk(DocumentBatch))
            await MovieDocuments.WriteAsync(connection, batch, changed: true, now, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        var updated = changed.Count(movie => hashes.ContainsKey(movie.Id));
        return new(new(changed.Count - updated, updated, same.Count), duplicates);

        bool IsSame(MovieRow movie) =>
            hashes.TryGetValue(movie.Id, out var hash) && hash.AsSpan().SequenceEqual(movie.Tmdb!.ContentHash);
    }

    /// <summary>TMDB answered 404: the movie is removed, once.</summary>
    /// <param name="id">The movie.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <param name="answeredAt">When TMDB said this, if it was not just now.</param>
    public async Task<bool> RemoveAsync(int id, Guid run, CancellationToken cancellationToken, DateTimeOffset? answeredAt = null)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var removed = await connection.IdsAsync(MovieStatements.Remove(id, run, answeredAt ?? time.GetUtcNow()), cancellationToken);
        await SearchDocumentTable.DeleteAsync(connection, [id], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return removed.Count > 0;
    }

    private static async Task<IReadOnlyList<(int Id, string ImdbId)>> WriteChangedAsync(
        NpgsqlConnection connection, List<MovieRow> movies, Guid run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var movie in movies)
        {
            (movie.LastRunId, movie.UpdatedAt) = (run, now);
            (movie.Tmdb!.CheckedAt, movie.Tmdb.ChangedAt) = (now, now);
        }

        var duplicates = await DropImdbDuplicatesAsync(connection, movies, cancellationToken);
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(MovieTables.Detailed.Upsert(movies));
            foreach (var command in MovieStatements.Parts(movies))
                batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            // Whoever writes the same rows again shall find the duplicates again.
            foreach (var (movie, imdbId) in duplicates)
                movie.ImdbId = imdbId;
        }

        return [.. duplicates.Select(duplicate => (duplicate.Movie.Id, duplicate.ImdbId))];
    }

    /// <summary>
    /// An IMDb id names one movie. TMDB gives some twice; whoever had it first keeps it, the lower id within a batch.
    /// </summary>
    private static async Task<IReadOnlyList<(MovieRow Movie, string ImdbId)>> DropImdbDuplicatesAsync(
        NpgsqlConnection connection, List<MovieRow> movies, CancellationToken cancellationToken)
    {
        var taken = (await connection.IdsAsync([MovieStatements.TakenImdbIds(movies)], cancellationToken)).ToHashSet();
        var owners = movies.Where(movie => movie.ImdbId is not null && !taken.Contains(movie.Id))
            .GroupBy(movie => movie.ImdbId).ToDictionary(group => group.Key!, group => group.Min(movie => movie.Id));
        var duplicates = new List<(MovieRow, string)>();
        foreach (var movie in movies.Where(movie => movie.ImdbId is { } imdbId && (taken.Contains(movie.Id) || owners[imdbId] != movie.Id)))
        {
            duplicates.Add((movie, movie.ImdbId!));
            movie.ImdbId = null;
        }

        return duplicates;
    }
}
