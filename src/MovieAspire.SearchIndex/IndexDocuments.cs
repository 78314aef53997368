using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Data.Documents;
using Npgsql;

namespace MovieAspire.SearchIndex;

/// <summary>Reads movies as documents of the index, out of what was put together when they were written.</summary>
public static class IndexDocuments
{
    /// <summary>Documents of some movies, as many as a request may hold.</summary>
    /// <param name="Ids">TMDB ids, ascending.</param>
    /// <param name="JsonLines">A document for each.</param>
    public sealed record Batch(IReadOnlyList<int> Ids, string JsonLines);

    // Far below the 100 MB that Meilisearch takes by default.
    private const int MaxBatchBytes = 20_000_000;

    private const string Select = """
        SELECT m.id, d.document, d.further_cast, m.popularity, m.vote_average, m.vote_count
        FROM catalog.movies m LEFT JOIN catalog.movie_documents d ON d.movie_id = m.id
        WHERE m.removed_at IS NULL
        """;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every movie, in batches by ascending id; each batch is a statement of its own.</summary>
    public static async IAsyncEnumerable<Batch> AllAsync(
        NpgsqlConnection connection, int batchSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = 0; ;)
        {
            await using var command = new NpgsqlCommand($"{Select} AND m.id > $1 ORDER BY m.id LIMIT $2", connection);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = last });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = batchSize });
            var batch = await ReadAsync(connection, command, cancellationToken);
            if (batch.Ids.Count == 0)
                yield break;
            yield return batch;
            last = batch.Ids[^1];
        }
    }

    /// <summary>The movies among these that there are.</summary>
    public static async Task<Batch> OfAsync(NpgsqlConnection connection, int[] ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"{Select} AND m.id = ANY ($1) ORDER BY m.id", connection);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = ids });
        return await ReadAsync(connection, command, cancellationToken);
    }

    private static async Task<Batch> ReadAsync(
        NpgsqlConnection connection, NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var (movies, lacking, bytes) = (new SortedDictionary<int, Movie>(), new List<int>(), 0);
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (bytes < MaxBatchBytes && await row.ReadAsync(cancellationToken))
            {
                var id = row.GetInt32(0);
                var movie = movies[id] = new()
                {
                    Summary = new() { Popularity = row.GetDouble(3), VoteAverage = row.GetDouble(4), VoteCount = row.GetInt32(5) },
                };
                if (row.IsDBNull(1))
                {
                    lacking.Add(id);
                    continue;
                }

                foreach (var part in (byte[][])[row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2)])
                {
                    movie.MergeFrom(part);
                    bytes += part.Length;
                }
            }
        }

        if (lacking.Count > 0)
        {
            foreach (var facts in await MovieFacts.ReadAsync(connection, [.. lacking], cancellationToken))
                movies[facts.Movie.Summary.Id].MergeFrom(facts.Movie);
        }

        return new([.. movies.Keys], ToLines(movies.Values));
    }

    private static string ToLines(IEnumerable<Movie> movies)
    {
        using var lines = new MemoryStream();
        using var json = new Utf8JsonWriter(lines, Compact);
        foreach (var movie in movies)
        {
            IndexDocument.Write(json, movie);
            json.Flush();
            json.Reset();
            lines.WriteByte((byte)'\n');
        }

        return Encoding.UTF8.GetString(lines.GetBuffer(), 0, (int)lines.Length);
    }
}
