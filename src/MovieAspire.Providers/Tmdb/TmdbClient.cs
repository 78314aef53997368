using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using MovieAspire.Providers.Calls;

namespace MovieAspire.Providers.Tmdb;

/// <summary>TMDB v3. Every method keeps to the shared rate, retries what can be retried, and throws
/// <see cref="ProviderException"/> for the rest; an observer, if given, hears of waits and bodies. Safe for many callers
/// at once.</summary>
public sealed class TmdbClient
{
    private const string DetailParts =
        "credits,keywords,videos,similar,release_dates,alternative_titles,external_ids";

    private readonly ProviderCalls _calls;
    private readonly ResponseCache _cache;
    private readonly TmdbOptions _options;

    internal TmdbClient(ProviderCalls calls, ResponseCache cache, TmdbOptions options) =>
        (_calls, _cache, _options) = (calls, cache, options);

    /// <summary>One page of a list, 1 to 500.</summary>
    public Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> GetListAsync(
        TmdbList list, int page, IProviderObserver? observer, CancellationToken cancellationToken)
    {
        var name = list switch
        {
            TmdbList.Popular => "popular",
            TmdbList.TopRated => "top_rated",
            TmdbList.Upcoming => "upcoming",
            _ => "now_playing",
        };
        return GetPageAsync($"movie/{name}", new() { ["page"] = Text(page) }, observer, cancellationToken);
    }

    /// <summary>One page of the movies that trend this week.</summary>
    public Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> GetTrendingWeekAsync(
        int page, IProviderObserver? observer, CancellationToken cancellationToken) =>
        GetPageAsync("trending/movie/week", new() { ["page"] = Text(page) }, observer, cancellationToken);

    /// <summary>One page of the movies that meet the conditions.</summary>
    public Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> DiscoverAsync(
        TmdbDiscoverQuery query, IProviderObserver? observer, CancellationToken cancellationToken) =>
        GetPageAsync(
            "discover/movie",
            new()
            {
                ["include_adult"] = query.IncludeAdult ? "true" : "false",
                ["include_video"] = "false",
                ["page"] = Text(query.Page),
                ["sort_by"] = query.SortBy,
                ["primary_release_date.gte"] = Day(query.ReleasedFrom),
                ["primary_release_date.lte"] = Day(query.ReleasedTo),
                ["vote_count.gte"] = Text(query.MinVotes),
                ["vote_average.gte"] = Text(query.MinVoteAverage),
                ["with_genres"] = query.Genres.Count > 0 ? string.Join(',', query.Genres) : null,
                ["with_original_language"] = query.OriginalLanguage,
            },
            observer,
            cancellationToken);

    /// <summary>One page of the movies with such a title. TMDB expects composed letters (NFC): the
    /// text is composed first, except in a process in invariant globalization mode, where .NET cannot.</summary>
    public Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> SearchAsync(
        TmdbSearchQuery query, IProviderObserver? observer, CancellationToken cancellationToken) =>
        GetPageAsync(
            "search/movie",
            new()
            {
                ["query"] = query.Query.Normalize(),
                ["year"] = Text(query.Year),
                ["primary_release_year"] = Text(query.PrimaryReleaseYear),
                ["page"] = Text(query.Page),
            },
            observer,
            cancellationToken);

    /// <summary>The first page of the series with such a title.</summary>
    public Task<ProviderResponse<TmdbPage<TmdbSeriesSummary>>> SearchSeriesAsync(
        string query, int? firstAirYear, IProviderObserver? observer, CancellationToken cancellationToken) =>
        _calls.GetAsync(
            "search/tv",
            QueryHelpers.AddQueryString("search/tv", new Dictionary<string, string?>
            {
                ["query"] = query.Normalize(), ["first_air_date_year"] = Text(firstAirYear),
            }),
            TmdbJson.Default.TmdbPageTmdbSeriesSummary, page => page.Page > 0, observer, cancellationToken);

    /// <summary>Everything about a movie in one request, from the cache when it was asked for lately.</summary>
    /// <param name="id">The movie.</param>
    /// <param name="observer">Hears of waits and bodies, if given.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="fetchedSince">When it is known to have changed: an older answer will not do.</param>
    public async Task<ProviderResponse<TmdbMovieDetails>> GetMovieDetailsAsync(
        int id, IProviderObserver? observer, CancellationToken cancellationToken, DateTimeOffset? fetchedSince = null)
    {
        var request = FormattableString.Invariant($"movie/{id}?append_to_response={DetailParts}");
        var key = FormattableString.Invariant($"tmdb:movie:{id}");
        if (await _cache.GetAsync(Provider.Tmdb, key, request, _options.CacheTtl, cancellationToken, fetchedSince) is { } cached)
            return new(_calls.Parse(cached, TmdbJson.Default.TmdbMovieDetails, IsSound), cached);

        var response = await _calls.GetAsync("movie/{id}", request, TmdbJson.Default.TmdbMovieDetails, IsSound, observer, cancellationToken);
        await _cache.SetAsync(key, response.Raw, _options.CacheTtl, cancellationToken);
        return response;

        bool IsSound(TmdbMovieDetails movie) => movie.Id == id && movie.Title.Length + movie.OriginalTitle.Length > 0;
    }

    /// <summary>One page of the ids that changed between two days, both included.</summary>
    /// <param name="from">First day (UTC); at most 14 days before <paramref name="to"/>.</param>
    /// <param name="to">Last day (UTC).</param>
    /// <param name="page">1-based; 100 ids a page.</param>
    /// <param name="observer">Hears of waits and bodies, if given.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ProviderResponse<TmdbPage<TmdbChange>>> GetChangesAsync(
        DateOnly from, DateOnly to, int page, IProviderObserver? observer, CancellationToken cancellationToken) =>
        _calls.GetAsync(
            "movie/changes",
            QueryHelpers.AddQueryString("movie/changes", new Dictionary<string, string?>
            {
                ["start_date"] = Day(from), ["end_date"] = Day(to), ["page"] = Text(page),
            }),
            TmdbJson.Default.TmdbPageTmdbChange,
            result => result.Page == page,
            observer,
            cancellationToken);

    /// <summary>All genres of movies.</summary>
    public async Task<ProviderResponse<IReadOnlyList<TmdbGenre>>> GetGenresAsync(
        IProviderObserver? observer, CancellationToken cancellationToken)
    {
        var response = await _calls.GetAsync(
            "genre/movie/list", "genre/movie/list", TmdbJson.Default.TmdbGenreList,
            list => list.Genres is { Count: > 0 }, observer, cancellationToken);
        return new(response.Value.Genres!, response.Raw);
    }

    /// <summary>Opens the export of all movie ids of a day, to be read as a stream. It is ready by 08:00 UTC, kept
    /// for three months, needs no key and does not count against the rate.</summary>
    /// <exception cref="ProviderException">NotFound when there is no export of that day.</exception>
    public Task<TmdbExport> OpenExportAsync(DateOnly date, CancellationToken cancellationToken) =>
        TmdbExport.OpenAsync(_calls, date, _options.AttemptTimeout, cancellationToken);

    // Null leaves a condition out.
    private Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> GetPageAsync(
        string route, Dictionary<string, string?> query, IProviderObserver? observer, CancellationToken cancellationToken) =>
        _calls.GetAsync(
            route, QueryHelpers.AddQueryString(route, query), TmdbJson.Default.TmdbPageTmdbMovieSummary,
            page => page.Page > 0, observer, cancellationToken);

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
}
