using System.Globalization;

namespace MovieAspire.Providers.Http;

internal static class QueryString
{
    /// <summary>"?name=value&amp;..." of the values that are not null; "" of none.</summary>
    public static string Of(params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var pairs = new List<string>();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                pairs.Add($"{name}={Uri.EscapeDataString(Text(value))}");
        }

        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
