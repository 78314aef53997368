using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace MovieAspire.Worker.Pipeline;

/// <summary>The last run of a page; the next page begins after it.</summary>
internal sealed record RunCursor(DateTimeOffset CreatedAt, Guid Id)
{
    public override string ToString() => Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.UtcTicks}|{Id:N}")));

    /// <returns>Null for a text that is no cursor.</returns>
    public static RunCursor? Parse(string text)
    {
        if (!Base64Url.IsValid(text)) return null;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var utcTicks)
            && utcTicks <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(id, "N", out var guid)
                ? new(new DateTimeOffset(utcTicks, TimeSpan.Zero), guid)
                : null;
    }
}
