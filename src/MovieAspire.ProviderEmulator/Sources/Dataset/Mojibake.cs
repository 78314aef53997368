using System.Text;
using System.Text.RegularExpressions;

namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>
/// Mends texts whose UTF-8 was once read as Windows-1252: "IÃ±Ã¡rritu" is Iñárritu. What was lost on the way, and stands as U+FFFD,
/// cannot be mended.
/// </summary>
internal static partial class Mojibake
{
    private const char Lost = '�';

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(
        1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text as it was meant. A right one is returned as it is: hardly any is also UTF-8 read as something else.</summary>
    public static string Mend(string text) => Run().Replace(text, run =>
    {
        try
        {
            return Strict.GetString(Windows.GetBytes(run.Value));
        }
        catch (ArgumentException)
        {
            // A character that Windows-1252 lacks, or bytes that are no UTF-8.
            return run.Value;
        }
    });

    /// <summary>Whether a part of it is lost.</summary>
    public static bool IsBroken(string text) => text.Contains(Lost, StringComparison.Ordinal);

    // A letter that the first byte of UTF-8 turns into, and what follows it.
    [GeneratedRegex(@"[\u00C2-\u00F4][\u0080-\u00FF\u0152-\u2122]+")]
    private static partial Regex Run();
}
