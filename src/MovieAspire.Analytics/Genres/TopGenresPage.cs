using System.Globalization;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Analytics.Genres;

/// <summary>A checked <see cref="GetTopGenresRequest"/>; the day is null for the newest one.</summary>
internal sealed record TopGenresPage(DateOnly? Day, int Limit, int Offset)
{
    public string CacheKey => string.Create(
        CultureInfo.InvariantCulture, $"top_genres:{(Day is null ? "newest" : Day.Value.ToString("O"))}:{Limit}:{Offset}");

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static TopGenresPage Parse(GetTopGenresRequest request)
    {
        var check = new RequestCheck();
        var limit = check.Limit(request.Limit);
        var offset = check.Offset(request.Offset);
        var day = check.Date("target_date", request.TargetDate);
        check.ThrowIfAnyFailed();
        return new TopGenresPage(day, limit, offset);
    }
}
