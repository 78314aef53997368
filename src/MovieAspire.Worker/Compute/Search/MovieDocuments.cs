using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;

namespace MovieAspire.Worker.Compute.Search;

/// <summary>Documents of the index, written as JSON lines by Postgres out of what its own search has of each movie.</summary>
internal static class MovieDocuments
{
    /// <summary>Documents of some movies, as many as a request may hold.</summary>
    /// <param name="Ids">TMDB ids, ascending.</param>
    /// <param name="JsonLines">A document for each.</param>
    internal sealed record Batch(IReadOnlyList<int> Ids, string JsonLines);

    // Far below the 100 MB that Meilisearch takes by default.
    private const int MaxBatchLength = 20_000_000;

    // $1 is whatever the condition makes of it. The characters that mark matches (catalog's Highlights) are taken out of
    // the texts, so that none can pretend to be a match.
    private const string Select = """
        SELECT m.id, json_build_object(
            'id', m.id,
            'title', translate(m.title, U&'\E000\E001', ''),
            'original_title', m.original_title,
            'alternative_titles', ARRAY(SELECT DISTINCT title FROM catalog.alternative_titles WHERE movie_id = m.id),
            'title_variants', s.names || tsvector_to_array(s.titles),
            'people', ARRAY(SELECT name FROM catalog.people WHERE id IN (
                SELECT person_id FROM catalog.movie_cast WHERE movie_id = m.id AND billing_order < 30
                UNION SELECT person_id FROM catalog.movie_crew WHERE movie_id = m.id
                  AND job IN ('Director', 'Writer', 'Screenplay', 'Original Music Composer')) ORDER BY name),
            'person_ids', ARRAY(SELECT person_id FROM catalog.movie_cast WHERE movie_id = m.id
                                UNION SELECT person_id FROM catalog.movie_crew WHERE movie_id = m.id),
            'keywords', ARRAY(SELECT k.name FROM catalog.movie_keywords mk JOIN catalog.keywords k ON k.id = mk.keyword_id
                              WHERE mk.movie_id = m.id ORDER BY k.name),
            'overview', translate(m.overview, U&'\E000\E001', ''),
            'genres', ARRAY(SELECT g.name FROM catalog.movie_genres mg JOIN catalog.genres g ON g.id = mg.genre_id
                            WHERE mg.movie_id = m.id ORDER BY g.name),
            'genre_ids', ARRAY(SELECT genre_id FROM catalog.movie_genres WHERE movie_id = m.id),
            'release_year', extract(year FROM m.release_date)::integer,
            'release_date', m.release_date - DATE '1970-01-01',
            'original_language', m.original_language,
            'vote_average', m.vote_average, 'vote_count', m.vote_count, 'popularity', m.popularity)::text
        FROM catalog.movies m LEFT JOIN catalog.movie_search s ON s.movie_id = m.id
        WHERE m.removed_at IS NULL
        """;

    /// <summary>Every movie, in batches by ascending id; each batch is a statement of its own.</summary>
    public static async IAsyncEnumerable<Batch> AllAsync(
        NpgsqlConnection connection, int batchSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = 0; ;)
        {
            await using var command = new NpgsqlCommand($"{Select} AND m.id > $1 ORDER BY m.id LIMIT $2", connection);
            command.Parameters.Add(new() { Value = last });
            command.Parameters.Add(new() { Value = batchSize });
            var batch = await ReadAsync(command, cancellationToken);
            if (batch.Ids.Count == 0) yield break;
            yield return batch;
            last = batch.Ids[^1];
        }
    }

    /// <summary>The movies among these that there are.</summary>
    public static async Task<Batch> OfAsync(NpgsqlConnection connection, int[] ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"{Select} AND m.id = ANY ($1) ORDER BY m.id", connection);
        command.Parameters.Add(new() { Value = ids });
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<Batch> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var (ids, lines) = (new List<int>(), new StringBuilder());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (lines.Length < MaxBatchLength && await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt32(0));
            lines.Append(reader.GetString(1)).Append('\n');
        }

        return new(ids, lines.ToString());
    }
}
