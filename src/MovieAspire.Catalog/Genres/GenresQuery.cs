using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Genres;

/// <summary>The genres and how many movies each has.</summary>
internal sealed class GenresQuery(NpgsqlDataSource database)
{
    private const string Sql = """
        SELECT g.id, g.name, count(m.id)
        FROM catalog.genres g
        LEFT JOIN catalog.movie_genres mg ON mg.genre_id = g.id
        LEFT JOIN catalog.movies m ON m.id = mg.movie_id AND m.removed_at IS NULL
        GROUP BY g.id, g.name
        ORDER BY g.name, g.id
        """;

    public async Task<ListGenresResponse> RunAsync(CancellationToken cancellationToken)
    {
        var response = new ListGenresResponse();
        await using var command = database.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            response.Genres.Add(new GenreCount
            {
                Id = reader.GetInt32(0),
                Name = reader.GetString(1),
                MovieCount = reader.GetInt64(2),
            });
        }

        return response;
    }
}
