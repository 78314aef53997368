using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace MovieAspire.Gateway.Http;

/// <summary>Protobuf says "unknown" by an empty text or an absent message; JSON says null.</summary>
internal static class Known
{
    internal static string? Text(string text) => text.Length > 0 ? text : null;

    internal static DateOnly? Date(string text) =>
        text.Length > 0 ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>UTC, so that JSON ends in Z.</summary>
    internal static DateTime? Time(Timestamp? time) => time?.ToDateTime();
}
