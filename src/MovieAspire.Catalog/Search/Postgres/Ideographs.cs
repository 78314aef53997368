namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>Japanese and Chinese characters, as <c>catalog.words</c> tells them: their words have no spaces between them.</summary>
internal static class Ideographs
{
    public static bool Has(string word) => word.Any(Is);

    public static bool Is(char letter) =>
        letter is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u4dbf') or (>= '\u4e00' and <= '\u9fff');
}
