using MovieAspire.Data;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>What a batch of details did to the catalog.</summary>
/// <param name="Counts">Movies that were new to the details, differed, or were the same.</param>
/// <param name="ImdbDuplicates">Movies whose IMDb id another movie has; they were written without it.</param>
internal sealed record WriteResult(BulkCounts Counts, IReadOnlyList<(int Id, string ImdbId)> ImdbDuplicates);

/// <summary>
/// Writes batches of movies with everything around them, each in one transaction with a handful of
/// set-based statements. Movies with an unchanged content hash cost one update of their check time.
/// Tables are always written in the same order, and rows in the order of their keys.
/// </summary>
internal sealed class MovieWriter(NpgsqlDataSource dataSource, MovieTables tables, TimeProvider time)
{
    public async Task<WriteResult> WriteAsync(IReadOnlyList<Movie> movies, Guid run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        var hashes = await MovieStatements.LockAsync(connection, movies.Select(movie => movie.Id), cancellationToken);
        bool IsSame(Movie movie) =>
            hashes.TryGetValue(movie.Id, out var hash) && hash.AsSpan().SequenceEqual(movie.Tmdb!.ContentHash);

        var same = movies.Where(IsSame).ToList();
        var changed = movies.Where(movie => !IsSame(movie)).ToList();
        if (same.Count > 0) await MovieStatements.ConfirmAsync(connection, same, run, now, cancellationToken);
        var duplicates = changed.Count > 0 ? await WriteChangedAsync(connection, changed, run, now, cancellationToken) : [];
        if (same.Count > 0) await MovieStatements.GiveImdbIdsAsync(connection, same, run, now, cancellationToken);
        await MovieStatements.ResolveErrorsAsync(
            connection, movies, duplicates.Select(duplicate => duplicate.Item1), now, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        var updated = changed.Count(movie => hashes.ContainsKey(movie.Id));
        return new(new(changed.Count - updated, updated, same.Count), duplicates);
    }

    private async Task<IReadOnlyList<(int, string)>> WriteChangedAsync(
        NpgsqlConnection connection, List<Movie> movies, Guid run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var movie in movies)
        {
            (movie.LastRunId, movie.UpdatedAt, movie.LastTmdbUpdate) = (run, now, now);
            (movie.Tmdb!.CheckedAt, movie.Tmdb.ChangedAt) = (now, now);
        }

        await tables.Collections.UpsertAsync(
            connection, movies.Select(movie => movie.Collection).OfType<MovieCollection>().DistinctBy(c => c.Id),
            cancellationToken);
        await tables.Detailed.StageAsync(connection, movies, cancellationToken);
        var duplicates = await MovieStatements.DropImdbDuplicatesAsync(connection, cancellationToken);
        await tables.Detailed.UpsertStagedAsync(connection, cancellationToken);

        await tables.Genres.UpsertAsync(
            connection, movies.SelectMany(movie => movie.Genres).DistinctBy(genre => genre.Id), cancellationToken);
        await tables.People.UpsertAsync(
            connection,
            movies.SelectMany(movie => movie.Cast.Select(c => c.Person).Concat(movie.Crew.Select(c => c.Person)))
                .DistinctBy(person => person.Id),
            cancellationToken);
        await tables.Keywords.UpsertAsync(
            connection, movies.SelectMany(movie => movie.Keywords).DistinctBy(keyword => keyword.Id), cancellationToken);
        await tables.Companies.UpsertAsync(
            connection, movies.SelectMany(movie => movie.Companies).DistinctBy(company => company.Id), cancellationToken);

        var ids = movies.Select(movie => movie.Id).ToArray();
        Task ReplaceAsync<T>(BulkTable<T> table, Func<Movie, IEnumerable<T>> rows) where T : class =>
            table.ReplaceAsync(connection, "movie_id", ids, movies.SelectMany(rows), cancellationToken);

        await ReplaceAsync(tables.MovieGenres, m => m.Genres.Select(g => new MovieGenre { MovieId = m.Id, GenreId = g.Id }));
        await ReplaceAsync(
            tables.MovieKeywords, m => m.Keywords.Select(k => new MovieKeyword { MovieId = m.Id, KeywordId = k.Id }));
        await ReplaceAsync(
            tables.MovieCompanies, m => m.Companies.Select(c => new MovieCompany { MovieId = m.Id, CompanyId = c.Id }));
        await ReplaceAsync(tables.Cast, movie => movie.Cast);
        await ReplaceAsync(tables.Crew, movie => movie.Crew);
        await ReplaceAsync(tables.Similar, movie => movie.Similar);
        await ReplaceAsync(tables.AlternativeTitles, movie => movie.AlternativeTitles);
        await tables.Tmdb.UpsertAsync(connection, movies.Select(movie => movie.Tmdb!), cancellationToken);
        return duplicates;
    }

    /// <summary>TMDB answered 404: the movie is marked as removed, once.</summary>
    public async Task<bool> RemoveAsync(int id, Guid run, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            WITH resolved AS (
                UPDATE pipeline.run_errors SET resolved_at = $2
                WHERE source IN ('details', 'imdb-ids') AND item = $1::text AND resolved_at IS NULL)
            UPDATE catalog.movies SET removed_at = $2, updated_at = $2, last_run_id = $3
            WHERE id = $1 AND removed_at IS NULL
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        command.Parameters.Add(new() { Value = run });
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
