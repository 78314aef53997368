using System.Globalization;

namespace MovieAspire.Web.Words;

/// <summary>Numbers as people read them.</summary>
internal static class Amounts
{
    /// <summary>26,300.</summary>
    internal static string Exact(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>26 k, 1.2 million.</summary>
    internal static string Short(long number) => number switch
    {
        < 10_000 => Exact(number),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1_000} k"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.#} million"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{number / 1e9:0.##} billion"),
    };

    /// <summary>US dollars.</summary>
    internal static string Money(long dollars) => $"${Short(dollars)}";

    /// <summary>8.2.</summary>
    internal static string Rating(double rating) => rating.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>98 %; never 0 or 100 that is not.</summary>
    internal static string Share(long part, long whole)
    {
        if (whole == 0)
            return "0 %";
        var share = 100.0 * part / whole;
        return part == whole || share is >= 1 and <= 99 || part == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{share:0} %")
            : share > 99 ? "over 99 %" : "under 1 %";
    }

    /// <summary>1 film, 2 films.</summary>
    internal static string Of(long number, string one, string many) => $"{Exact(number)} {(number == 1 ? one : many)}";
}
