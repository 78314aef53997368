using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Tmdb;

internal static class ChangeEndpoints
{
    private const int PageSize = 100;
    private const int MostDays = 14;

    public static void MapChanges(this IEndpointRouteBuilder tmdb) => tmdb.MapGet("/movie/changes", Changes);

    /// <summary>The past 24 hours by default; start and end days are both included.</summary>
    private static IResult Changes(HttpRequest request, ChangeLog changes, EmulatorClock clock)
    {
        if (!TryDay(request, "start_date", out var start) || !TryDay(request, "end_date", out var end))
            return TmdbErrors.InvalidParameters;
        if (TmdbEndpoints.Page(request) is not { } page)
            return TmdbErrors.InvalidPage;

        var to = end?.AddDays(1) ?? clock.Now.AddSeconds(1);
        var from = start ?? to.AddDays(-1);
        if (from > to || (to - from).TotalDays > MostDays + 1)
            return TmdbErrors.InvalidDateRange;

        var ids = changes.Between(from, to);
        var body = new PageBody<ChangeBody>(
            page,
            [.. ids.Skip((page - 1) * PageSize).Take(PageSize).Select(id => new ChangeBody(id, Adult: false, Softcore: false))],
            Math.Max(1, (ids.Count + PageSize - 1) / PageSize),
            ids.Count);
        return TmdbEndpoints.Json(body, TmdbJson.Default.PageBodyChangeBody);
    }

    private static bool TryDay(HttpRequest request, string name, out DateTimeOffset? day)
    {
        day = null;
        var text = request.Query[name].ToString();
        if (text.Length == 0)
            return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date))
            return false;
        day = new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero);
        return true;
    }
}
