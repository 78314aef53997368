using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>Reads what Python's repr() wrote: lists and dicts of texts, numbers, True, False and None.</summary>
internal sealed class PythonLiteral
{
    private readonly string text;
    private int place;

    private PythonLiteral(string text) => this.text = text;

    /// <summary>Null for what is no list or dict of Python's.</summary>
    public static JsonNode? Parse(string text)
    {
        try
        {
            var parser = new PythonLiteral(text);
            var value = parser.Value();
            parser.SkipSpace();
            return parser.place == text.Length && value is JsonArray or JsonObject ? value : null;
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
        place++;
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
        place++;
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
        place++;
        var value = new StringBuilder();
        while (Peek() != quote)
            value.Append(text[place++] == '\\' ? Escaped() : text[place - 1]);
        place++;
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
        place++;
        return value;
    }

    private char Code(int digits)
    {
        var code = place + digits < text.Length ? text.AsSpan(place + 1, digits) : throw new FormatException("cut off");
        place += digits + 1;
        return (char)ushort.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private JsonValue? Word()
    {
        var start = place;
        while (place < text.Length && text[place] is not (',' or ']' or '}' or ':' or ' '))
            place++;
        return text[start..place] switch
        {
            "None" => null,
            "True" => JsonValue.Create(true),
            "False" => JsonValue.Create(false),
            var number when double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _) =>
                JsonValue.Create(number),
            var other => throw new FormatException($"'{other}' is no value"),
        };
    }

    private char Peek() => place < text.Length ? text[place] : throw new FormatException("cut off");

    private bool TryTake(char expected)
    {
        SkipSpace();
        if (Peek() != expected)
            return false;
        place++;
        return true;
    }

    private void SkipSpace()
    {
        while (place < text.Length && char.IsWhiteSpace(text[place]))
            place++;
    }
}
