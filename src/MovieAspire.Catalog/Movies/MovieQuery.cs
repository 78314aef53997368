using System.Data;
using Google.Protobuf;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Data.Documents;
using Npgsql;

namespace MovieAspire.Catalog.Movies;

/// <summary>Movies that were found, each as the bytes of its message, and ids that were found to be removed by TMDB.</summary>
internal sealed record MovieLookup(Dictionary<int, byte[]> Movies, HashSet<int> Removed);

/// <summary>
/// Whole movies by key: the documents that the worker has put together, and the numbers that change all the time appended
/// to them, because protobuf messages concatenate. One statement, however many movies are asked for.
/// </summary>
internal sealed class MovieQuery(NpgsqlDataSource database)
{
    // What the worker computes comes by subqueries, so that no plan depends on it.
    private const string Sql = $"""
        SELECT m.id, m.removed_at IS NOT NULL, d.document, CASE WHEN $2 THEN d.further_cast END,
               m.popularity, m.vote_average, m.vote_count, m.data_frozen, m.last_tmdb_update, m.last_omdb_update, m.updated_at,
               {MovieSummaryRow.IsTrending}, r.is_underrated, r.weighted_rating
        FROM catalog.movies m
        LEFT JOIN catalog.movie_documents d ON d.movie_id = m.id
        LEFT JOIN analytics.movie_ratings r ON r.movie_id = m.id
        WHERE m.id = ANY($1)
        """;

    /// <summary>The movies among <paramref name="ids"/>, with the first ten of the cast or all of it.</summary>
    public async Task<MovieLookup> FindAsync(IReadOnlyList<int> ids, bool fullCast, CancellationToken cancellationToken)
    {
        var (found, lacking) = (new MovieLookup([], []), new List<int>());
        await using (var command = database.CreateCommand(Sql))
        {
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. ids] });
            command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = fullCast });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                var id = row.GetInt32(0);
                if (row.GetBoolean(1))
                {
                    found.Removed.Add(id);
                    continue;
                }

                if (row.IsDBNull(2))
                    lacking.Add(id);
                found.Movies[id] = Join(row, ReadNumbers(row));
            }
        }

        if (lacking.Count > 0)
            await AddFactsAsync(found, lacking, fullCast, cancellationToken);
        return found;
    }

    // While a system that is being upgraded has no documents of its movies yet.
    private async Task AddFactsAsync(MovieLookup found, List<int> ids, bool fullCast, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // One snapshot: a run that rewrites a movie meanwhile is seen in all of its parts or in none.
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        foreach (var facts in await MovieFacts.ReadAsync(connection, [.. ids], cancellationToken))
        {
            var document = MovieDocument.From(facts.Movie);
            found.Movies[document.MovieId] =
                [.. document.Document, .. fullCast ? document.FurtherCast : [], .. found.Movies[document.MovieId]];
        }
    }

    private static byte[] Join(NpgsqlDataReader row, Movie numbers)
    {
        var (document, further) = (Length(2), Length(3));
        var bytes = new byte[document + further + numbers.CalculateSize()];
        if (document > 0)
            row.GetBytes(2, 0, bytes, 0, document);
        if (further > 0)
            row.GetBytes(3, 0, bytes, document, further);
        numbers.WriteTo(bytes.AsSpan(document + further));
        return bytes;

        int Length(int column) => row.IsDBNull(column) ? 0 : (int)row.GetBytes(column, 0, null, 0, 0);
    }

    private static Movie ReadNumbers(NpgsqlDataReader row)
    {
        var movie = new Movie
        {
            Summary = new()
            {
                Popularity = row.GetDouble(4), VoteAverage = row.GetDouble(5), VoteCount = row.GetInt32(6),
                IsTrending = row.GetBoolean(11), IsUnderrated = !row.IsDBNull(12) && row.GetBoolean(12),
            },
            DataFrozen = row.GetBoolean(7), LastTmdbUpdate = row.Time(8), LastOmdbUpdate = row.Time(9), UpdatedAt = row.Time(10),
        };
        if (row.Double(13) is { } weightedRating)
            movie.WeightedRating = movie.Summary.WeightedRating = weightedRating;
        return movie;
    }
}
