using System.Collections.Concurrent;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>In how many movies a word is.</summary>
/// <param name="Titles">In titles.</param>
/// <param name="Texts">At most in so many, in any text.</param>
/// <param name="Documents">Movies that can be found at all.</param>
internal readonly record struct WordCount(int Titles, int Texts, int Documents);

/// <summary>What begins like a word that may go on.</summary>
/// <param name="Count">Of all that begins so.</param>
/// <param name="Words">The most frequent words that do.</param>
internal sealed record WordBeginning(WordCount Count, IReadOnlyList<string> Words);

/// <summary>
/// What this process knows of words that were searched for before, as most are. A count chooses the way of reading, for which one
/// of some minutes ago is as good. A word that no movie had is not remembered, nor anything of a catalog that has just come, of which
/// nobody has counted how large it is.
/// </summary>
internal sealed class WordCounts(TimeProvider time)
{
    // About 2 MB each.
    private const int MaxWords = 20_000;
    private const int MaxBeginnings = 5_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, WordCount> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WordBeginning> _beginnings = new(StringComparer.Ordinal);
    private long _since = time.GetTimestamp();

    public bool TryGet(string word, out WordCount count)
    {
        ForgetOld();
        return _counts.TryGetValue(word, out count);
    }

    public WordBeginning? Beginning(string word)
    {
        ForgetOld();
        return _beginnings.GetValueOrDefault(word);
    }

    public void Add(string word, WordCount count)
    {
        if (count.Documents == 0)
            return;
        if (_counts.Count >= MaxWords)
            _counts.Clear();
        _counts[word] = count;
    }

    public void Add(string word, WordBeginning beginning)
    {
        if (beginning.Count is { Documents: 0 } or { Texts: 0 })
            return;
        if (_beginnings.Count >= MaxBeginnings)
            _beginnings.Clear();
        _beginnings[word] = beginning;
    }

    private void ForgetOld()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _since)) < MaxAge)
            return;
        Volatile.Write(ref _since, time.GetTimestamp());
        _counts.Clear();
        _beginnings.Clear();
    }
}
