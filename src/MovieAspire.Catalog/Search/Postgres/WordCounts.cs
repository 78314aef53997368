using System.Collections.Concurrent;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>In how many movies a word is.</summary>
/// <param name="Titles">In titles.</param>
/// <param name="Texts">At most in so many, in any text.</param>
/// <param name="Documents">Movies that can be found at all.</param>
internal readonly record struct WordCount(int Titles, int Texts, int Documents);

/// <summary>
/// What this process knows of words that were searched for before, as most are. A count chooses the way of reading, for which one
/// of some minutes ago is as good; a word that no movie had is not remembered.
/// </summary>
internal sealed class WordCounts(TimeProvider time)
{
    // About 2 MB.
    private const int MaxWords = 20_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, WordCount> _counts = new(StringComparer.Ordinal);
    private long _since = time.GetTimestamp();

    public bool TryGet(string word, out WordCount count)
    {
        if (time.GetElapsedTime(Volatile.Read(ref _since)) >= MaxAge)
            Forget();
        return _counts.TryGetValue(word, out count);
    }

    public void Add(string word, WordCount count)
    {
        if (_counts.Count >= MaxWords)
            Forget();
        _counts[word] = count;
    }

    private void Forget()
    {
        Volatile.Write(ref _since, time.GetTimestamp());
        _counts.Clear();
    }
}
