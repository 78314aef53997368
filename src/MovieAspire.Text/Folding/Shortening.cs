namespace MovieAspire.Text.Folding;

/// <summary>Cuts texts without leaving half of a character, which no UTF-8 can have.</summary>
public static class Shortening
{
    /// <summary>The text, or as much of its beginning as has at most so many UTF-16 units.</summary>
    public static string Shortened(this string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        return text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
    }
}
