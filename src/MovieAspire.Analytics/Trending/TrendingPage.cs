using System.Globalization;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Analytics.Trending;

/// <summary>A checked <see cref="GetTrendingRequest"/>; the day is null for the newest one.</summary>
internal sealed record TrendingPage(DateOnly? Day, int Limit, int Offset)
{
    public string CacheKey => string.Create(
        CultureInfo.InvariantCulture, $"trending:{(Day is null ? "newest" : Day.Value.ToString("O"))}:{Limit}:{Offset}");

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static TrendingPage Parse(GetTrendingRequest request)
    {
        var check = new RequestCheck();
        var (limit, offset) = (check.Limit(request.Limit), check.Offset(request.Offset));
        var day = check.Date("date", request.Date);
        check.ThrowIfAnyFailed();
        return new TrendingPage(day, limit, offset);
    }
}
