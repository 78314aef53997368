using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace MovieAspire.Gateway.Http;

/// <summary>Protobuf says "unknown" by an empty text or an absent message; JSON says null.</summary>
internal static class ProtoValues
{
    internal static string? OrNull(this string text) => text.Length > 0 ? text : null;

    internal static DateOnly? ToDate(this string text) =>
        text.Length > 0 ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>The day as requests have it; empty for null, which leaves the choice to the service.</summary>
    internal static string ToProto(this DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    /// <summary>UTC, so that JSON ends in Z.</summary>
    internal static DateTime? ToUtc(this Timestamp? time) => time?.ToDateTime();
}
