namespace MovieAspire.Text.Folding;

/// <summary>
/// The words of a text, folded one behind the other into room that the next text uses again: for whoever looks at many words and
/// keeps none. Not for many threads.
/// </summary>
public sealed class FoldedWords
{
    private readonly List<(int At, int Start, int End, bool IsJoined)> _words = [];
    private char[] _letters = new char[256];
    private int _length;

    /// <summary>How many words the text has.</summary>
    public int Count => _words.Count;

    /// <summary>Reads a text instead of the one before.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        _words.Clear();
        _length = 0;
        for (var reader = new WordReader(text); reader.MoveNext();)
        {
            var word = reader.Current;
            if (_length + word.Length > _letters.Length)
                Array.Resize(ref _letters, Math.Max(2 * _letters.Length, _length + word.Length));
            word.CopyTo(_letters.AsSpan(_length));
            _words.Add((_length, reader.Start, reader.End, reader.IsJoined));
            _length += word.Length;
        }
    }

    /// <summary>Some words as one; good until the next text is read.</summary>
    public ReadOnlySpan<char> Together(int first, int count) =>
        _letters.AsSpan(_words[first].At..(first + count < Count ? _words[first + count].At : _length));

    /// <summary>Whether there is no space between a word and the one before.</summary>
    public bool IsJoined(int place) => _words[place].IsJoined;

    /// <summary>Where some words start in the text, and where they end, exclusive.</summary>
    public (int Start, int End) PlaceOf(int first, int count) => (_words[first].Start, _words[first + count - 1].End);
}
