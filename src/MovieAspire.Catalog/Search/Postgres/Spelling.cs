using MovieAspire.Text.Folding;
using MovieAspire.Text.Spelling;
using Npgsql;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>
/// What words may have been meant to be, among the words of titles, people and keywords: with one typo from three letters on
/// and with two from nine, where two neighbours that changed places are one typo.
/// </summary>
internal static class Spelling
{
    // Frequent words first: what many movies have is what most people mean. A short word is near to many.
    private const int MaxMeanings = 30;

    private const int MinLength = 2;
    private const int MaxLength = 40;

    // Without two of its letters a word of nine has seven.
    private const int MinLengthForTwo = 7;

    /// <returns>For each word that may be a typo what it may mean, the nearest first.</returns>
    public static async Task<Dictionary<string, string[]>> CorrectAsync(
        NpgsqlConnection connection, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var suspects = words.Distinct(StringComparer.Ordinal).Where(IsSuspect).ToList();
        if (suspects.Count == 0)
            return [];

        await using var batch = new NpgsqlBatch(connection);
        foreach (var word in suspects)
        {
            var typos = word.Length < MinLengthForTwo ? 1 : 2;
            batch.BatchCommands.Add(new("""
                SELECT word, titles + texts FROM catalog.search_vocabulary
                WHERE deletions && $1 AND length(word) BETWEEN $2 AND $3
                """)
            {
                Parameters =
                {
                    new NpgsqlParameter<int[]> { TypedValue = Deletions.OfTyped(word) },
                    new NpgsqlParameter<int> { TypedValue = word.Length - typos },
                    new NpgsqlParameter<int> { TypedValue = word.Length + typos },
                },
            });
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var corrections = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var word in suspects)
        {
            if (await ReadAsync(reader, word, cancellationToken) is { Length: > 0 } meanings)
                corrections[word] = meanings;
            await reader.NextResultAsync(cancellationToken);
        }

        return corrections;
    }

    private static async Task<string[]> ReadAsync(NpgsqlDataReader reader, string word, CancellationToken cancellationToken)
    {
        var found = new List<(string Word, int Typos, int Movies)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var meant = reader.GetString(0);
            var typos = Deletions.TyposBetween(word, meant);
            if (EditDistance.Between(meant, word, typos) is > 0 and var distance && distance <= typos)
                found.Add((meant, distance, reader.GetInt32(1)));
        }

        return [.. found.OrderBy(entry => entry.Typos).ThenByDescending(entry => entry.Movies)
            .ThenBy(entry => entry.Word, StringComparer.Ordinal).Take(MaxMeanings).Select(entry => entry.Word)];
    }

    /// <summary>Whether it can be a word with typos at all.</summary>
    public static bool IsSuspect(string word) =>
        word.Length is >= MinLength and <= MaxLength && word.All(char.IsLetter) && !Words.IsWithoutSpaces(word);
}
