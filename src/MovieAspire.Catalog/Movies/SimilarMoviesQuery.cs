using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Catalog.Movies;

/// <summary>What TMDB calls similar to a movie, as far as the catalog has it.</summary>
internal sealed class SimilarMoviesQuery(NpgsqlDataSource database)
{
    private const string Origin = "SELECT removed_at IS NOT NULL FROM catalog.movies WHERE id = $1";

    private const string Listed = """
        FROM catalog.similar_movies s
        JOIN catalog.movies m ON m.id = s.similar_movie_id AND m.removed_at IS NULL
        WHERE s.movie_id = $1
        """;

    private const string Count = $"SELECT count(*)::integer {Listed}";

    private const string Similar = $"""
        SELECT {MovieSummaryRow.Columns}
        {Listed}
        ORDER BY s.rank
        LIMIT $2 OFFSET $3
        """;

    /// <exception cref="ServiceException">NOT_FOUND, or FAILED_PRECONDITION when TMDB removed the movie.</exception>
    public async Task<ListSimilarMoviesResponse> RunAsync(
        int movieId, int limit, int offset, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new(Origin) { Parameters = { new() { Value = movieId } } });
        batch.BatchCommands.Add(new(Count) { Parameters = { new() { Value = movieId } } });
        batch.BatchCommands.Add(new(Similar)
        {
            Parameters = { new() { Value = movieId }, new() { Value = limit }, new() { Value = offset } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);

        if (!await reader.ReadAsync(cancellationToken))
            throw ServiceError.NotFound("movie", movieId);
        if (reader.GetBoolean(0))
            throw ServiceError.Removed("movie", movieId);

        var response = new ListSimilarMoviesResponse();
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        response.TotalCount = reader.GetInt32(0);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            response.Movies.Add(MovieSummaryRow.Read(reader));
        return response;
    }
}
