using System.Text;

namespace MovieAspire.Text.Folding;

/// <summary>Reads the words of a text one after the other, folded, without an allocation for each.</summary>
internal ref struct WordReader(ReadOnlySpan<char> text)
{
    // Articles and prepositions that an apostrophe parts from the next word, in French and Italian, and O' of Irish names.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Elisions =
        new HashSet<string>(
            ["l", "d", "qu", "c", "j", "n", "s", "m", "t", "o", "un", "all", "dall", "dell", "nell", "sull", "jusqu", "lorsqu"],
            StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly ReadOnlySpan<char> _text = text;
    private char[] _word = new char[48];
    private int _length;

    // The character at hand, of which a part may be left for the next word.
    private string _form = "";
    private int _formPlace;
    private int _formStart;
    private int _next;

    private bool _spaceSeen = true;

    /// <summary>The word, folded.</summary>
    public readonly ReadOnlySpan<char> Current => _word.AsSpan(0, _length);

    /// <summary>Where it starts in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends in the text, exclusive.</summary>
    public int End { get; private set; }

    /// <summary>Whether there is no space between it and the word before.</summary>
    public bool IsJoined { get; private set; }

    public bool MoveNext()
    {
        _length = 0;
        while (true)
        {
            for (; _formPlace < _form.Length; _formPlace++)
            {
                var letter = _form[_formPlace];
                if (letter is Letters.Apostrophe && !IsElision())
                    continue;
                if (letter is Letters.Space or Letters.Joint or Letters.Apostrophe)
                {
                    if (_length > 0)
                        return true;
                    _spaceSeen |= letter is Letters.Space;
                    continue;
                }

                Append(letter);
            }

            if (_next >= _text.Length)
                return _length > 0;
            ReadForm();
        }
    }

    private void ReadForm()
    {
        (_formStart, _formPlace) = (_next, 0);
        if (_text[_next] is '+' && IsSpaceAt(_next - 1) && IsSpaceAt(_next + 1))
        {
            (_form, _next) = ("-and-", _next + 1);
            return;
        }

        // A half of a surrogate pair alone is an unknown sign.
        Rune.DecodeFromUtf16(_text[_next..], out var rune, out var length);
        _form = Letters.Fold(rune);
        _next += length;
    }

    private void Append(char letter)
    {
        if (_length == _word.Length)
            Array.Resize(ref _word, 2 * _length);
        if (_length == 0)
        {
            Start = _formStart;
            IsJoined = !_spaceSeen;
            _spaceSeen = false;
        }

        _word[_length++] = letter;
        End = _next;
    }

    private readonly bool IsElision() => _length > 0 && IsLetterAt(_next) && Elisions.Contains(Current);

    private readonly bool IsLetterAt(int place) =>
        place < _text.Length && Rune.DecodeFromUtf16(_text[place..], out var rune, out _) is System.Buffers.OperationStatus.Done
        && Letters.Fold(rune) is { Length: > 0 } form && form[0] is not (Letters.Space or Letters.Joint or Letters.Apostrophe);

    private readonly bool IsSpaceAt(int place) => place >= 0 && place < _text.Length && char.IsWhiteSpace(_text[place]);
}
