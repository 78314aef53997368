using MovieAspire.Text.Search;
using Npgsql;

namespace MovieAspire.Data.Search;

/// <summary>Writes what Postgres searches: <c>catalog.search_documents</c> and the words in it.</summary>
public static class SearchDocumentTable
{
    // Between the values of one array; no title, name or word has it.
    private const char Separator = '\n';

    /// <summary>
    /// Writes the documents that differ from those there, and adds their new words to the vocabulary. To be called in the
    /// transaction that writes the movies, as its last step and once: writers that add the same word wait for each other, in
    /// the order of the words.
    /// </summary>
    /// <param name="connection">With the transaction, if there is one.</param>
    /// <param name="documents">At most one of a movie.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The movies whose documents were new or differed.</returns>
    public static async Task<IReadOnlyList<int>> WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<SearchDocument> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0)
            return [];

        await using var command = new NpgsqlCommand("""
            INSERT INTO catalog.search_documents AS s
                (movie_id, names, keys, people, titles, credits, texts, vote_count, vote_average, popularity, release_date, original_language)
            SELECT d.id, string_to_array(names, E'\n'), string_to_array(keys, E'\n'), string_to_array(people, E'\n'),
                   array_to_tsvector(string_to_array(titles, E'\n')), array_to_tsvector(string_to_array(credits, E'\n')),
                   array_to_tsvector(string_to_array(texts, E'\n')),
                   m.vote_count, m.vote_average, m.popularity, m.release_date, m.original_language
            FROM unnest($1, $2, $3, $4, $5, $6, $7) AS d (id, names, keys, people, titles, credits, texts)
            JOIN catalog.movies m ON m.id = d.id
            ORDER BY d.id
            ON CONFLICT (movie_id) DO UPDATE SET names = excluded.names, keys = excluded.keys, people = excluded.people,
                titles = excluded.titles, credits = excluded.credits, texts = excluded.texts,
                vote_count = excluded.vote_count, vote_average = excluded.vote_average, popularity = excluded.popularity,
                release_date = excluded.release_date, original_language = excluded.original_language
            WHERE (s.names, s.keys, s.people, s.titles, s.credits, s.texts,
                   s.vote_count, s.vote_average, s.popularity, s.release_date, s.original_language) IS DISTINCT FROM
                  (excluded.names, excluded.keys, excluded.people, excluded.titles, excluded.credits, excluded.texts,
                   excluded.vote_count, excluded.vote_average, excluded.popularity, excluded.release_date, excluded.original_language)
            RETURNING movie_id
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. documents.Select(document => document.MovieId)] });
        AddTexts(command, documents, document => document.Names);
        AddTexts(command, documents, document => document.Keys);
        AddTexts(command, documents, document => document.People);
        AddTexts(command, documents, document => document.Titles);
        AddTexts(command, documents, document => document.Credits);
        AddTexts(command, documents, document => document.Texts);
        var written = new List<int>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                written.Add(reader.GetInt32(0));
        }

        await SearchVocabulary.AddAsync(
            connection, documents.SelectMany(document => document.Vocabulary), cancellationToken);
        return written;
    }

    /// <summary>Takes movies out of search, because they were removed.</summary>
    public static async Task DeleteAsync(NpgsqlConnection connection, int[] movieIds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM catalog.search_documents WHERE movie_id = ANY ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = movieIds });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddTexts(
        NpgsqlCommand command, IReadOnlyList<SearchDocument> documents, Func<SearchDocument, IEnumerable<string>> values) =>
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. documents.Select(document => string.Join(Separator, values(document).Select(Storable)))],
        });

    // Postgres has no NUL in texts, and a title may have been written over two lines.
    private static string Storable(string text) =>
        text.AsSpan().ContainsAny(Separator, '\0') ? text.Replace(Separator, ' ').Replace("\0", "", StringComparison.Ordinal) : text;
}
