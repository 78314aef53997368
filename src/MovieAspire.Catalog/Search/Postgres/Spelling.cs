using Npgsql;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>
/// What words may have been meant to be, among the words of titles, people and keywords: with one typo from five letters
/// on and with two from nine, as Meilisearch has it, where two neighbours that changed places are one typo.
/// </summary>
internal static class Spelling
{
    private const int MinLength = 5;
    private const int MinLengthForTwo = 9;

    // The trigrams of an index would find too little in common in a longer "word".
    private const int MaxLength = 40;

    public static async Task<IReadOnlyDictionary<string, string[]>> CorrectAsync(
        NpgsqlConnection connection, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var suspects = words.Where(IsSuspect).ToArray();
        if (suspects.Length == 0)
            return new Dictionary<string, string[]>();

        // Trigrams bring candidates out of the index; the distance decides.
        await using var command = new NpgsqlCommand("""
            SELECT asked.word, known.word
            FROM unnest($1, $2) AS asked (word, typos)
            CROSS JOIN LATERAL (
                SELECT w.word FROM catalog.search_words w
                WHERE w.word % asked.word AND w.word <> asked.word
                  AND levenshtein_less_equal(w.word, asked.word, asked.typos) <= asked.typos
                ORDER BY similarity(w.word, asked.word) DESC, w.word
                LIMIT 8
            ) known
            UNION
            SELECT swapped.asked, w.word
            FROM unnest($3, $4) AS swapped (asked, word) JOIN catalog.search_words w ON w.word = swapped.word
            """, connection);
        var swaps = suspects.SelectMany(word => Swaps(word).Select(swap => (Asked: word, Word: swap))).ToArray();
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = suspects });
        command.Parameters.Add(new NpgsqlParameter<int[]>
        {
            TypedValue = [.. suspects.Select(word => word.Length >= MinLengthForTwo ? 2 : 1)],
        });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. swaps.Select(swap => swap.Asked)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. swaps.Select(swap => swap.Word)] });

        var found = new List<(string Asked, string Meant)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            found.Add((reader.GetString(0), reader.GetString(1)));
        return found.GroupBy(pair => pair.Asked, pair => pair.Meant).ToDictionary(group => group.Key, group => group.ToArray());
    }

    private static bool IsSuspect(string word) =>
        word.Length is >= MinLength and <= MaxLength && word.All(char.IsLetter) && !Ideographs.Has(word);

    private static IEnumerable<string> Swaps(string word) =>
        from i in Enumerable.Range(0, word.Length - 1)
        where word[i] != word[i + 1]
        select $"{word[..i]}{word[i + 1]}{word[i]}{word[(i + 2)..]}";
}
