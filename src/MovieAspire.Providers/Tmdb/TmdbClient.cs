using MovieAspire.Providers.Caching;
using MovieAspire.Providers.Http;

namespace MovieAspire.Providers.Tmdb;

/// <summary>TMDB v3. Every method keeps to the shared rate, retries what can be retried, and throws
/// <see cref="ProviderException"/> for the rest. Safe for many callers at once.</summary>
public sealed class TmdbClient
{
    private const string DetailParts =
        "credits,keywords,videos,similar,release_dates,alternative_titles,external_ids";

    private readonly ProviderCalls calls;
    private readonly ResponseCache cache;
    private readonly TimeSpan cacheTtl;

    internal TmdbClient(ProviderCalls calls, ResponseCache cache, TimeSpan cacheTtl) =>
        (this.calls, this.cache, this.cacheTtl) = (calls, cache, cacheTtl);

    /// <summary>One page of a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="page">1 to 500.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> GetListAsync(
        TmdbList list, int page, CancellationToken cancellationToken)
    {
        var name = list switch
        {
            TmdbList.Popular => "popular",
            TmdbList.TopRated => "top_rated",
            TmdbList.Upcoming => "upcoming",
            _ => "now_playing",
        };
        return GetPageAsync($"movie/{name}", QueryString.Of(("page", page)), cancellationToken);
    }

    /// <summary>One page of the movies that trend this week.</summary>
    public Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> GetTrendingWeekAsync(
        int page, CancellationToken cancellationToken) =>
        GetPageAsync("trending/movie/week", QueryString.Of(("page", page)), cancellationToken);

    /// <summary>One page of the movies that meet the conditions.</summary>
    public Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> DiscoverAsync(
        TmdbDiscoverQuery query, CancellationToken cancellationToken) =>
        GetPageAsync(
            "discover/movie",
            QueryString.Of(
                ("include_adult", query.IncludeAdult),
                ("include_video", false),
                ("page", query.Page),
                ("sort_by", query.SortBy),
                ("primary_release_date.gte", query.ReleasedFrom),
                ("primary_release_date.lte", query.ReleasedTo),
                ("vote_count.gte", query.MinVotes),
                ("vote_average.gte", query.MinVoteAverage),
                ("with_genres", query.Genres.Count > 0 ? string.Join(',', query.Genres) : null),
                ("with_original_language", query.OriginalLanguage)),
            cancellationToken);

    /// <summary>One page of the movies with such a title. TMDB expects composed letters (NFC): the
    /// text is composed first, except in a process in invariant globalization mode, where .NET cannot.</summary>
    public Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> SearchAsync(
        TmdbSearchQuery query, CancellationToken cancellationToken) =>
        GetPageAsync(
            "search/movie",
            QueryString.Of(
                ("query", query.Query.Normalize()),
                ("year", query.Year),
                ("primary_release_year", query.PrimaryReleaseYear),
                ("page", query.Page)),
            cancellationToken);

    /// <summary>Everything about a movie in one request, from the cache when it was asked for lately.</summary>
    /// <param name="id">The movie.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="fetchedSince">When it is known to have changed: an older answer will not do.</param>
    public async Task<ProviderResponse<TmdbMovie>> GetMovieDetailsAsync(
        int id, CancellationToken cancellationToken, DateTimeOffset? fetchedSince = null)
    {
        var request = FormattableString.Invariant($"movie/{id}?append_to_response={DetailParts}");
        var key = FormattableString.Invariant($"tmdb:movie:{id}");
        if (await cache.GetAsync(Provider.Tmdb, key, request, cacheTtl, cancellationToken, fetchedSince) is { } cached)
            return new(calls.Parse(cached, TmdbJson.Default.TmdbMovie, IsSound), cached);

        var response = await calls.GetAsync("movie/{id}", request, TmdbJson.Default.TmdbMovie, IsSound, cancellationToken);
        await cache.SetAsync(key, response.Raw, cacheTtl, cancellationToken);
        return response;

        bool IsSound(TmdbMovie movie) => movie.Id == id && movie.Title.Length + movie.OriginalTitle.Length > 0;
    }

    /// <summary>One page of the ids that changed between two days, both included.</summary>
    /// <param name="from">First day (UTC); at most 14 days before <paramref name="to"/>.</param>
    /// <param name="to">Last day (UTC).</param>
    /// <param name="page">1-based; 100 ids a page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ProviderResponse<TmdbPage<TmdbChange>>> GetChangesAsync(
        DateOnly from, DateOnly to, int page, CancellationToken cancellationToken) =>
        calls.GetAsync(
            "movie/changes",
            "movie/changes" + QueryString.Of(("start_date", from), ("end_date", to), ("page", page)),
            TmdbJson.Default.TmdbPageTmdbChange,
            result => result.Page == page,
            cancellationToken);

    /// <summary>All genres of movies.</summary>
    public async Task<ProviderResponse<IReadOnlyList<TmdbGenre>>> GetGenresAsync(CancellationToken cancellationToken)
    {
        var response = await calls.GetAsync(
            "genre/movie/list", "genre/movie/list", TmdbJson.Default.TmdbGenreList,
            list => list.Genres is { Count: > 0 }, cancellationToken);
        return new(response.Value.Genres!, response.Raw);
    }

    /// <summary>A collection with its movies.</summary>
    public Task<ProviderResponse<TmdbCollection>> GetCollectionAsync(int id, CancellationToken cancellationToken) =>
        calls.GetAsync(
            "collection/{id}", FormattableString.Invariant($"collection/{id}"), TmdbJson.Default.TmdbCollection,
            collection => collection.Id == id, cancellationToken);

    /// <summary>A person.</summary>
    public Task<ProviderResponse<TmdbPerson>> GetPersonAsync(int id, CancellationToken cancellationToken) =>
        calls.GetAsync(
            "person/{id}", FormattableString.Invariant($"person/{id}"), TmdbJson.Default.TmdbPerson,
            person => person.Id == id, cancellationToken);

    /// <summary>Opens the export of all movie ids of a day, to be read as a stream. It is ready by 08:00 UTC, kept
    /// for three months, needs no key and does not count against the rate.</summary>
    /// <exception cref="ProviderException">NotFound when there is no export of that day.</exception>
    public Task<TmdbExport> OpenExportAsync(DateOnly date, CancellationToken cancellationToken) =>
        TmdbExport.OpenAsync(calls, date, cancellationToken);

    private Task<ProviderResponse<TmdbPage<TmdbMovieSummary>>> GetPageAsync(
        string route, string query, CancellationToken cancellationToken) =>
        calls.GetAsync(
            route, route + query, TmdbJson.Default.TmdbPageTmdbMovieSummary, page => page.Page > 0, cancellationToken);
}
