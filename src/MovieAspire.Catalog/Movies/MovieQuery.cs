using System.Data;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Movies;

/// <summary>Whole movies by id: one batch of eight statements, however many movies are asked for.</summary>
internal sealed class MovieQuery(NpgsqlDataSource database)
{
    private const int TopCast = 10;

    /// <summary>The movies among <paramref name="ids"/>, with the first ten of the cast or all of it.</summary>
    public async Task<MovieLookup> FindAsync(IReadOnlyList<int> ids, bool fullCast, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // One snapshot: a run that rewrites a movie meanwhile is seen in all of its parts or in none.
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, snapshot);

        var movieIds = ids.ToArray();
        foreach (var sql in (string[])
            [
                MovieSql.Movies, MovieSql.Genres, MovieSql.Cast, MovieSql.Crew, MovieSql.Keywords, MovieSql.Companies,
                MovieSql.Similar, MovieSql.AlternativeTitles,
            ])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql)
            {
                Parameters = { new NpgsqlParameter<int[]> { TypedValue = movieIds } },
            });
        }

        batch.BatchCommands[2].Parameters.Add(new NpgsqlParameter<int?> { TypedValue = fullCast ? null : TopCast });

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, cancellationToken);
    }

    private static async Task<MovieLookup> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var found = new MovieLookup([], []);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (MovieRow.IsRemoved(reader))
                found.Removed.Add(reader.GetInt32(0));
            else
                found.Movies.Add(reader.GetInt32(0), MovieRow.Read(reader));
        }

        await AddPartsAsync(movie => movie.Genres.Add(new Genre { Id = reader.GetInt32(1), Name = reader.GetString(2) }));
        await AddPartsAsync(movie => movie.Cast.Add(ReadCastMember(reader)));
        await AddPartsAsync(movie => movie.Crew.Add(new CrewMember
        {
            Id = reader.GetInt32(1),
            Name = reader.GetString(2),
            Job = reader.GetString(3),
            Department = reader.GetString(4),
        }));
        await AddPartsAsync(movie => movie.Keywords.Add(new Keyword { Id = reader.GetInt32(1), Name = reader.GetString(2) }));
        await AddPartsAsync(movie => movie.Companies.Add(new Company { Id = reader.GetInt32(1), Name = reader.GetString(2) }));
        await AddPartsAsync(movie => movie.SimilarMovieIds.Add(reader.GetInt32(1)));
        await AddPartsAsync(movie => movie.AlternativeTitles.Add(reader.GetString(1)));
        return found;

        async Task AddPartsAsync(Action<Movie> add)
        {
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (found.Movies.TryGetValue(reader.GetInt32(0), out var movie))
                    add(movie);
            }
        }
    }

    private static CastMember ReadCastMember(NpgsqlDataReader row)
    {
        var member = new CastMember
        {
            Id = row.GetInt32(1),
            Name = row.GetString(2),
            Character = row.GetString(3),
            Order = row.GetInt32(4),
        };
        if (row.Text(5) is { } profilePath) member.ProfilePath = profilePath;
        return member;
    }
}

/// <summary>Movies that were found, and ids that were found to be removed by TMDB.</summary>
internal sealed record MovieLookup(Dictionary<int, Movie> Movies, HashSet<int> Removed);
