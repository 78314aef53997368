using System.Text;
using Npgsql;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>
/// Letters as <c>catalog.fold</c> folds them, asked of it once: matches are marked in the text as it was written, so
/// each letter must be told from its folded form here as well.
/// </summary>
internal sealed class LetterFolding(IReadOnlyDictionary<char, string> folded)
{
    /// <summary>Latin with accents, Greek and Cyrillic.</summary>
    public static async Task<LetterFolding> LoadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT letter, catalog.fold(chr(letter))
            FROM (SELECT generate_series(192, 591) UNION SELECT generate_series(880, 1327) UNION SELECT generate_series(7680, 8191))
                 AS letters (letter)
            """, connection);
        var letters = new Dictionary<char, string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            letters[(char)reader.GetInt32(0)] = reader.GetString(1);
        return new(letters);
    }

    public string Fold(ReadOnlySpan<char> word)
    {
        var result = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            if (folded.TryGetValue(letter, out var plain)) result.Append(plain);
            else if (letter is not ('\'' or '’' or '‘')) result.Append(char.ToLowerInvariant(letter));
        }

        return result.ToString();
    }
}
