using System.Globalization;

namespace MovieAspire.Web.Words;

/// <summary>Languages in English.</summary>
internal static class Languages
{
    private static readonly Dictionary<string, string> Names = CultureInfo.GetCultures(CultureTypes.NeutralCultures)
        .Where(culture => culture.TwoLetterISOLanguageName.Length == 2 && culture.Name == culture.TwoLetterISOLanguageName)
        .GroupBy(culture => culture.Name)
        .ToDictionary(group => group.Key, group => group.First().EnglishName);

    /// <summary>The name of an ISO 639-1 code; the code itself when it is unknown. TMDB has two codes of its own.</summary>
    internal static string Name(string code) => code switch
    {
        "xx" => "No language",
        "cn" => "Cantonese",
        _ => Names.GetValueOrDefault(code, code),
    };
}
