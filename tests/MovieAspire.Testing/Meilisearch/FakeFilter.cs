using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MovieAspire.Testing.Meilisearch;

/// <summary>
/// A filter expression in the part of Meilisearch's grammar that the product uses: comparisons, OR, and quoted values whose
/// escapes are decoded in two steps. Anything else is refused as the server does, so that no value can end its quotes.
/// </summary>
public sealed class FakeFilter
{
    private readonly List<(string Attribute, string Operator, string Value)> _anyOf = [];
    private readonly string _text;
    private int _place;

    private FakeFilter(string text) => _text = text;

    public IEnumerable<string> Attributes => _anyOf.Select(condition => condition.Attribute);

    /// <summary>Attribute, operator and value of each condition, one of which must hold.</summary>
    public IReadOnlyList<(string Attribute, string Operator, string Value)> Conditions => _anyOf;

    public static FakeFilter Parse(string text)
    {
        var filter = new FakeFilter(text);
        var isGrouped = filter.Take("(");
        do filter._anyOf.Add((filter.Word(), filter.Operator(), filter.Value()));
        while (filter.Take("OR "));
        if (isGrouped && !filter.Take(")"))
            throw Refuse();
        filter.Skip();
        return filter._place == text.Length ? filter : throw Refuse();
    }

    public bool Matches(JsonObject document) => _anyOf.Any(condition => Values(document[condition.Attribute]).Any(value =>
        condition.Operator == "="
            ? value.Equals(condition.Value, StringComparison.OrdinalIgnoreCase)
            : double.TryParse(value, CultureInfo.InvariantCulture, out var number)
              && double.Parse(condition.Value, CultureInfo.InvariantCulture) is var limit
              && (condition.Operator == ">=" ? number >= limit : number <= limit)));

    internal static IEnumerable<string> Values(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.SelectMany(Values),
        _ => [node.ToString()],
    };

    private static FakeRefusal Refuse() => new(400, "invalid_search_filter");

    private void Skip()
    {
        while (_place < _text.Length && char.IsWhiteSpace(_text[_place]))
            _place++;
    }

    private bool Take(string token)
    {
        Skip();
        if (!_text.AsSpan(_place).StartsWith(token, StringComparison.Ordinal))
            return false;
        _place += token.Length;
        return true;
    }

    private string Operator() => Take(">=") ? ">=" : Take("<=") ? "<=" : Take("=") ? "=" : throw Refuse();

    private string Word()
    {
        Skip();
        var start = _place;
        while (_place < _text.Length && (char.IsLetterOrDigit(_text[_place]) || _text[_place] is '_' or '-' or '.'))
            _place++;
        return _place > start ? _text[start.._place] : throw Refuse();
    }

    private string Value()
    {
        if (!Take("\""))
            return Word();

        // First the end is found, where a backslash takes the next character along; then quotes, then all else is decoded.
        var start = _place;
        for (; _place < _text.Length && _text[_place] != '"'; _place++)
        {
            if (_text[_place] == '\\')
                _place++;
        }

        if (_place >= _text.Length)
            throw Refuse();
        var raw = _text[start.._place++].Replace("\\\"", "\"", StringComparison.Ordinal);
        var value = new StringBuilder();
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && (++i == raw.Length || raw[i] != '\\'))
                throw Refuse();
            value.Append(raw[i]);
        }

        return value.ToString();
    }
}
