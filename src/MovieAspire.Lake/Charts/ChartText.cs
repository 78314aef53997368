using System.Globalization;

namespace MovieAspire.Lake.Charts;

/// <summary>Numbers in words.</summary>
internal static class ChartText
{
    /// <summary>Million USD as "$10k", "$5M", "$1.2B".</summary>
    public static string Money(double musd) => musd switch
    {
        0 => "$0",
        < 1 => string.Create(CultureInfo.InvariantCulture, $"${musd * 1000:0.#}k"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"${musd:0.#}M"),
        _ => string.Create(CultureInfo.InvariantCulture, $"${musd / 1000:0.##}B"),
    };
}
