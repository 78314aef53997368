using System.Globalization;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Analytics.Days;

/// <summary>A page of an artifact that has days; the day is null for the newest one.</summary>
internal sealed record DayPage(DateOnly? Day, int Limit, int Offset)
{
    /// <param name="field">The name of the date in the request.</param>
    /// <param name="date">ISO 8601, or empty for the newest day.</param>
    /// <param name="limit">1 to 100; 0 means 20.</param>
    /// <param name="offset">0 to 10,000.</param>
    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static DayPage Parse(string field, string date, int limit, int offset)
    {
        var check = new RequestCheck();
        var page = new DayPage(check.Date(field, date), check.Limit(limit), check.Offset(offset));
        check.ThrowIfAnyFailed();
        return page;
    }

    public string CacheKey(string prefix) => string.Create(
        CultureInfo.InvariantCulture, $"{prefix}:{(Day is null ? "newest" : Day.Value.ToString("O", CultureInfo.InvariantCulture))}:{Limit}:{Offset}");
}
