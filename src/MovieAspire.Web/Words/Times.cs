using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace MovieAspire.Web.Words;

/// <summary>Times as people read them; all are UTC.</summary>
internal static class Times
{
    /// <summary>14 March 1972, or null for an empty text.</summary>
    internal static string? Day(string isoDate) =>
        DateOnly.TryParseExact(isoDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
            : null;

    /// <summary>1972, or null.</summary>
    internal static string? Year(string isoDate) => isoDate.Length >= 4 ? isoDate[..4] : null;

    /// <summary>14 Mar 1972, 10:05 UTC.</summary>
    internal static string Moment(Timestamp time) =>
        time.ToDateTime().ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>For the attribute datetime.</summary>
    internal static string Iso(Timestamp time) => time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>2 h 16 min.</summary>
    internal static string Runtime(int minutes) => minutes < 60 ? $"{minutes} min"
        : minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60} min";

    /// <summary>14 s, 3 min, 2 h 5 min, 4 days.</summary>
    internal static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, span.TotalSeconds):0.#} s"),
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min"),
        { TotalHours: < 48 } => Runtime((int)span.TotalMinutes),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0} days"),
    };

    /// <summary>3 min ago.</summary>
    internal static string Ago(Timestamp time, TimeProvider clock)
    {
        var span = clock.GetUtcNow() - time.ToDateTimeOffset();
        return span < TimeSpan.FromSeconds(5) ? "just now" : $"{Span(span)} ago";
    }

    /// <summary>in 3 min.</summary>
    internal static string Until(Timestamp time, TimeProvider clock)
    {
        var span = time.ToDateTimeOffset() - clock.GetUtcNow();
        return span < TimeSpan.FromSeconds(5) ? "now" : $"in {Span(span)}";
    }
}
