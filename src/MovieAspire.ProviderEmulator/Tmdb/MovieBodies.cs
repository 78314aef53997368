using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Tmdb;

/// <summary>Writes movies as TMDB does. Only what TMDB always has is made up: credit ids, cast ids, the country
/// of a release.</summary>
internal sealed class MovieBodies(MovieCatalog catalog, SimilarMovies similar)
{
    public static MovieBody Details(Movie movie) => new(
        movie.Adult, movie.BackdropPath, Collection(movie.Collection), movie.Budget, Names(movie.Genres), movie.Homepage,
        movie.Id, movie.ImdbId, movie.Countries, movie.OriginalLanguage, movie.OriginalTitle, movie.Overview,
        movie.Popularity, movie.PosterPath,
        [.. movie.Companies.Select(company => new CompanyBody(company.Id, company.LogoPath, company.Name, company.OriginCountry))],
        [.. movie.Countries.Select(code => new CountryBody(code, CodeNames.Country(code)))],
        TmdbText.Date(movie.ReleaseDate), movie.Revenue, movie.Runtime ?? 0, Softcore: false,
        [.. movie.Languages.Select(code => new LanguageBody(CodeNames.Language(code), code, CodeNames.NativeLanguage(code)))],
        movie.Status, movie.Tagline, movie.Title, movie.Video, movie.VoteAverage, movie.VoteCount);

    /// <summary>Null for a part that TMDB does not know.</summary>
    /// <param name="movie">The movie.</param>
    /// <param name="part">As in append_to_response.</param>
    /// <param name="page">Of similar and recommendations.</param>
    /// <param name="id">The movie's id where the part stands alone.</param>
    public object? Part(Movie movie, string part, int page, int? id) => part switch
    {
        "credits" => Credits(movie, id),
        "keywords" => new KeywordsBody(Names(movie.Keywords)) { Id = id },
        "videos" => new VideosBody([.. movie.Videos.Select(clip => Video(movie, clip))]) { Id = id },
        "similar" => Page(similar.Of(movie), page, mediaType: null),
        "recommendations" => Page(similar.Of(movie), page, "movie"),
        "release_dates" => new ReleaseDatesBody(Releases(movie)) { Id = id },
        "alternative_titles" => new AlternativeTitlesBody(
            [.. movie.AlternativeTitles.Select(title => new TitleBody(title.Country, title.Title, ""))])
        { Id = id },
        "translations" => new TranslationsBody([Translation(movie)]) { Id = id },
        "external_ids" => new ExternalIdsBody(movie.ImdbId, null, null, null, null) { Id = id },
        "images" => new ImagesBody(Image(movie.BackdropPath, 1920, 1080), [], Image(movie.PosterPath, 2000, 3000)) { Id = id },
        "watch/providers" => new WatchProvidersBody(new Dictionary<string, string>()) { Id = id },
        _ => null,
    };

    public PageBody<SummaryBody> Page(IReadOnlyList<int> ids, int page, string? mediaType, int? knownTotal = null)
    {
        var total = knownTotal ?? ids.Count;
        var results = catalog.Find(ids.Skip((page - 1) * 20).Take(20)).Select(movie => SummaryBody.Of(movie, mediaType));
        return new(page, [.. results], (total + 19) / 20, total);
    }

    public static string CastCreditId(Movie movie, int order) => TmdbText.ObjectId($"{movie.Id}/cast/{order}");

    public static string CrewCreditId(Movie movie, Job job) => TmdbText.ObjectId($"{movie.Id}/crew/{job.PersonId}/{job.Title}");

    public static CollectionBody? Collection(CollectionRef? collection) => collection is null
        ? null
        : new(collection.Id, collection.Name, collection.PosterPath, collection.BackdropPath);

    private CreditsBody Credits(Movie movie, int? id) => new(
        [
            .. movie.Cast.Select((role, order) => new CastBody(
                Adult: false, role.Gender, role.PersonId, catalog.Source.DepartmentOf(role.PersonId), role.Name, role.Name, 0,
                role.ProfilePath, order + 1, role.Character, CastCreditId(movie, order), order)),
        ],
        [
            .. movie.Crew.Select(job => new CrewBody(
                Adult: false, job.Gender, job.PersonId, catalog.Source.DepartmentOf(job.PersonId), job.Name, job.Name, 0,
                job.ProfilePath, CrewCreditId(movie, job), job.Department, job.Title)),
        ])
    {
        Id = id,
    };

    private static NamedBody[] Names(IEnumerable<Named> items) => [.. items.Select(item => new NamedBody(item.Id, item.Name))];

    private static VideoBody Video(Movie movie, Clip clip) => new(
        "en", "US", clip.Name ?? $"{movie.Title} ({clip.Type})", clip.Key, clip.Site, 1080, clip.Type, clip.Official,
        TmdbText.Timestamp(movie.ReleaseDate ?? new DateOnly(2010, 1, 1)), TmdbText.ObjectId(clip.Key));

    private static List<CountryReleasesBody> Releases(Movie movie)
    {
        var countries = new List<CountryReleasesBody>();
        if (movie.PremiereDate is { } premiere)
            countries.Add(new(Home(movie), [Release(premiere, type: 1, "")]));
        if (movie.ReleaseDate is { } release)
            countries.Add(new("US", [Release(release, type: 3, movie.UsCertification ?? "")]));
        return [.. countries.GroupBy(entry => entry.Country).Select(
            group => new CountryReleasesBody(group.Key, [.. group.SelectMany(entry => entry.ReleaseDates)]))];
    }

    private static ReleaseBody Release(DateOnly date, int type, string certification) =>
        new(certification, [], "", "", TmdbText.Timestamp(date), type);

    private static string Home(Movie movie) => movie.Countries.Count > 0 ? movie.Countries[0] : "US";

    private static TranslationBody Translation(Movie movie) => new(
        "US", "en", "English", "English", new(movie.Homepage, movie.Overview, movie.Runtime ?? 0, movie.Tagline, movie.Title));

    private static ImageBody[] Image(string? path, int width, int height) => path is null
        ? []
        : [new(Math.Round((double)width / height, 3), height, null, null, path, 0, 0, width)];
}
