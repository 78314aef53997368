using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>Reads what Python's repr() wrote: lists and dicts of texts, numbers, True, False and None.</summary>
internal sealed class PythonLiteral
{
    private readonly string _text;
    private int _place;

    private PythonLiteral(string text) => _text = text;

    /// <summary>Null for what is no list or dict of Python's.</summary>
    public static JsonNode? Parse(string text)
    {
        try
        {
            var parser = new PythonLiteral(text);
            var value = parser.Value();
            parser.SkipSpace();
            return parser._place == text.Length && value is JsonArray or JsonObject ? value : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private JsonNode? Value()
    {
        SkipSpace();
        return Peek() switch
        {
            '[' => List(),
            '{' => Dict(),
            '\'' or '"' => JsonValue.Create(String()),
            _ => Word(),
        };
    }

    private JsonArray List()
    {
        var list = new JsonArray();
        _place++;
        while (!TryTake(']'))
        {
            list.Add(Value());
            Separator(']');
        }

        return list;
    }

    private JsonObject Dict()
    {
        var dict = new JsonObject();
        _place++;
        while (!TryTake('}'))
        {
            SkipSpace();
            var key = String();
            if (!TryTake(':'))
                throw new FormatException("':' expected");
            dict[key] = Value();
            Separator('}');
        }

        return dict;
    }

    private void Separator(char end)
    {
        if (TryTake(','))
            return;
        SkipSpace();
        if (Peek() != end)
            throw new FormatException($"',' or '{end}' expected");
    }

    private string String()
    {
        var quote = Peek();
        if (quote is not '\'' and not '"')
            throw new FormatException("a text expected");
        _place++;
        var value = new StringBuilder();
        while (Peek() != quote)
            value.Append(_text[_place++] == '\\' ? Escaped() : _text[_place - 1]);
        _place++;
        return value.ToString();
    }

    private char Escaped() => Peek() switch
    {
        'n' => Take('\n'),
        't' => Take('\t'),
        'r' => Take('\r'),
        'x' => Code(2),
        'u' => Code(4),
        var other => Take(other),
    };

    private char Take(char value)
    {
        _place++;
        return value;
    }

    private char Code(int digits)
    {
        var code = _place + digits < _text.Length ? _text.AsSpan(_place + 1, digits) : throw new FormatException("cut off");
        _place += digits + 1;
        return (char)ushort.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private JsonValue? Word()
    {
        var start = _place;
        while (_place < _text.Length && _text[_place] is not (',' or ']' or '}' or ':' or ' '))
            _place++;
        return _text[start.._place] switch
        {
            "None" => null,
            "True" => JsonValue.Create(true),
            "False" => JsonValue.Create(false),
            var number when double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _) =>
                JsonValue.Create(number),
            var other => throw new FormatException($"'{other}' is no value"),
        };
    }

    private char Peek() => _place < _text.Length ? _text[_place] : throw new FormatException("cut off");

    private bool TryTake(char expected)
    {
        SkipSpace();
        if (Peek() != expected)
            return false;
        _place++;
        return true;
    }

    private void SkipSpace()
    {
        while (_place < _text.Length && char.IsWhiteSpace(_text[_place]))
            _place++;
    }
}
