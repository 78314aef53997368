using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using MovieAspire.Recommendations.Input;
using Npgsql;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>Reads what the models take of the catalog: the candidates, and all movies batch by batch.</summary>
internal sealed class CatalogReader(NpgsqlDataSource dataSource)
{
    /// <summary>Movies that are read, compared and written at a time: some 20 MB.</summary>
    private const int BatchSize = 4_096;

    private const string Movies = """
        SELECT id, coalesce(collection_id, 0), coalesce(extract(year FROM release_date)::integer, 0), original_language, vote_count,
               vote_average, overview
        FROM catalog.movies WHERE id = ANY($1) AND removed_at IS NULL
        """;

    private const string Genres = "SELECT movie_id, genre_id FROM catalog.movie_genres WHERE movie_id = ANY($1)";

    private const string Keywords = "SELECT movie_id, keyword_id FROM catalog.movie_keywords WHERE movie_id = ANY($1)";

    private const string Cast = "SELECT movie_id, person_id, billing_order FROM catalog.movie_cast WHERE movie_id = ANY($1) AND is_top";

    private const string Crew = "SELECT movie_id, person_id, job FROM catalog.movie_crew WHERE movie_id = ANY($1)";

    private const string Similar = """
        SELECT movie_id, similar_movie_id FROM catalog.similar_movies WHERE movie_id = ANY($1) ORDER BY movie_id, rank
        """;

    // The hashes of the rows of each table, in any order: what two computations read is the same if and only if these are.
    private const string Fingerprint = """
        SELECT count(*), bit_xor(hashtextextended(concat_ws('|', id, collection_id, release_date, original_language, vote_count,
                   vote_average, adult, overview), 0)) FROM catalog.movies WHERE removed_at IS NULL
        UNION ALL SELECT count(*), bit_xor(hashint8extended(movie_id::bigint << 32 | genre_id, 0)) FROM catalog.movie_genres
        UNION ALL SELECT count(*), bit_xor(hashint8extended(movie_id::bigint << 32 | keyword_id, 0)) FROM catalog.movie_keywords
        UNION ALL SELECT count(*), bit_xor(hashint8extended(movie_id::bigint << 32 | person_id, billing_order)) FROM catalog.movie_cast WHERE is_top
        UNION ALL SELECT count(*), bit_xor(hashtextextended(job, movie_id::bigint << 32 | person_id)) FROM catalog.movie_crew
        UNION ALL SELECT count(*), bit_xor(hashint8extended(movie_id::bigint << 32 | similar_movie_id, rank)) FROM catalog.similar_movies
        UNION ALL SELECT count(*), bit_xor(hashtextextended(name, id)) FROM catalog.collections
        UNION ALL SELECT count(*), bit_xor(hashtextextended(name, id)) FROM catalog.people
        UNION ALL SELECT count(*), bit_xor(hashtextextended(name, id)) FROM catalog.keywords
        UNION ALL SELECT count(*), bit_xor(hashtextextended(name, id)) FROM catalog.genres
        """;

    /// <summary>Differs when anything differs that the models read or that reasons name.</summary>
    public async Task<string> FingerprintAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var tables = await connection.QueryAsync<(long Count, long? Hash)>(
            new CommandDefinition(Fingerprint, commandTimeout: 0, cancellationToken: cancellationToken));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', tables))));
    }

    /// <summary>The movies that can be recommended, with what they have in common.</summary>
    /// <param name="minVotes">Movies with fewer votes are left out, as are adult and removed ones.</param>
    /// <param name="max">How many at most, those with the most votes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Candidates> ReadCandidatesAsync(int minVotes, int max, CancellationToken cancellationToken)
    {
        var builder = new CandidatesBuilder();
        await using (var connection = await dataSource.OpenConnectionAsync(cancellationToken))
        {
            var ids = await connection.QueryAsync<int>(new CommandDefinition("""
                SELECT id FROM catalog.movies
                WHERE removed_at IS NULL AND NOT adult AND vote_count >= @minVotes
                ORDER BY vote_count DESC, id DESC LIMIT @max
                """, new { minVotes, max }, cancellationToken: cancellationToken));
            foreach (var batch in ids.Chunk(BatchSize))
            {
                foreach (var movie in await ReadAsync(batch, cancellationToken))
                    builder.Add(movie);
            }
        }

        var candidates = builder.Build();
        await NameAsync(candidates.Vocabulary, cancellationToken);
        return candidates;
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition("SELECT count(*) FROM catalog.movies WHERE removed_at IS NULL", cancellationToken: cancellationToken));
    }

    /// <summary>All movies that are not removed, by id, in batches; the next one is read while one is worked on.</summary>
    public async IAsyncEnumerable<List<MovieFacts>> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = ReadAfterAsync(0, cancellationToken);
        while (await next is { Count: > 0 } movies)
        {
            next = ReadAfterAsync(movies[^1].Id, cancellationToken);
            yield return movies;
        }
    }

    /// <summary>Movies by id, in the order of the ids; those that are unknown or removed are left out.</summary>
    public async Task<List<MovieFacts>> ReadAsync(int[] ids, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var production = await ProductionKeywordsAsync(connection, cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in (string[])[Movies, Genres, Keywords, Cast, Crew, Similar])
            batch.BatchCommands.Add(new(sql) { Parameters = { new NpgsqlParameter<int[]> { TypedValue = ids } } });

        var movies = new Dictionary<int, MovieFacts>(ids.Length);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var movie = new MovieFacts(
                reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetString(3), reader.GetInt32(4), reader.GetDouble(5));
            movie.AddOverview(reader.GetString(6));
            movies.Add(movie.Id, movie);
        }

        await EachAsync((movie, row) => movie.AddGenre(row.GetInt32(1)));
        await EachAsync((movie, row) =>
        {
            if (!production.Contains(row.GetInt32(1)))
                movie.AddKeyword(row.GetInt32(1));
        });
        await EachAsync((movie, row) => movie.AddCast(row.GetInt32(1), row.GetInt32(2)));
        await EachAsync((movie, row) => movie.AddCrew(row.GetInt32(1), row.GetString(2)));
        await EachAsync((movie, row) => movie.AddSimilar(row.GetInt32(1)));
        return [.. ids.Where(movies.ContainsKey).Select(id => movies[id])];

        async Task EachAsync(Action<MovieFacts, NpgsqlDataReader> add)
        {
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (movies.TryGetValue(reader.GetInt32(0), out var movie))
                    add(movie, reader);
            }
        }
    }

    private async Task<List<MovieFacts>> ReadAfterAsync(int id, CancellationToken cancellationToken)
    {
        int[] ids;
        await using (var connection = await dataSource.OpenConnectionAsync(cancellationToken))
        {
            ids = [.. await connection.QueryAsync<int>(new CommandDefinition(
                "SELECT id FROM catalog.movies WHERE removed_at IS NULL AND id > @id ORDER BY id LIMIT @BatchSize",
                new { id, BatchSize }, cancellationToken: cancellationToken))];
        }

        return await ReadAsync(ids, cancellationToken);
    }

    private static async Task<HashSet<int>> ProductionKeywordsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
    [
        .. await connection.QueryAsync<int>(new CommandDefinition(
            "SELECT id FROM catalog.keywords WHERE name = ANY(@names)", new { names = MovieFacts.ProductionKeywords.ToArray() },
            cancellationToken: cancellationToken)),
    ];

    /// <summary>Reads the names of what reasons can mention.</summary>
    private async Task NameAsync(Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        foreach (var (kind, table) in ((FeatureKind, string)[])
            [
                (FeatureKind.Collection, "collections"), (FeatureKind.Director, "people"), (FeatureKind.Cast, "people"),
                (FeatureKind.Crew, "people"), (FeatureKind.Keyword, "keywords"), (FeatureKind.Genre, "genres"),
            ])
        {
            var ids = vocabulary.Features.Where(feature => feature.Kind == kind).Select(feature => feature.Id).ToArray();
            foreach (var (id, name) in await connection.QueryAsync<(int, string)>(new CommandDefinition(
                $"SELECT id, name FROM catalog.{table} WHERE id = ANY(@ids)", new { ids }, cancellationToken: cancellationToken)))
            {
                if (vocabulary.TryFind(new(kind, id), out var column))
                    vocabulary.Names[column] = name;
            }
        }
    }
}
