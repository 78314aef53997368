using MovieAspire.Data.Catalog;
using MovieAspire.Providers.Tmdb;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>TMDB's records as rows of the catalog. Pure; duplicates within a movie are dropped here.</summary>
internal static class MovieMapping
{
    private const int TopCast = 10;

    /// <summary>A movie as a list shows it; of its genres it gives the ids.</summary>
    public static MovieRow FromSummary(TmdbMovieSummary summary)
    {
        var movie = Numbers(summary);
        movie.Genres.AddRange(summary.GenreIds.Distinct().Select(id => new GenreRow { Id = id, Name = "" }));
        return movie;
    }

    private static MovieRow Numbers(TmdbMovieSummary summary) => new()
    {
        Id = summary.Id,
        Title = Title(summary.Title, summary.OriginalTitle),
        OriginalTitle = Title(summary.OriginalTitle, summary.Title),
        OriginalLanguage = Text(summary.OriginalLanguage),
        Overview = Text(summary.Overview),
        ReleaseDate = summary.ReleaseDate,
        Popularity = summary.Popularity,
        VoteAverage = summary.VoteAverage,
        VoteCount = summary.VoteCount,
        Adult = summary.Adult,
        Video = summary.Video,
        PosterPath = summary.PosterPath,
        BackdropPath = summary.BackdropPath,
    };

    /// <summary>A movie with everything around it, its content hash included.</summary>
    /// <param name="details">The answer to the details call.</param>
    /// <param name="maxCast">Cast members to keep, in billing order.</param>
    /// <param name="fetchedAt">When TMDB answered.</param>
    public static MovieRow FromDetails(TmdbMovieDetails details, int maxCast, DateTimeOffset fetchedAt)
    {
        var movie = new MovieRow
        {
            Id = details.Id,
            ImdbId = ImdbId(details.ImdbId) ?? ImdbId(details.ExternalIds.ImdbId),
            Title = Title(details.Title, details.OriginalTitle),
            OriginalTitle = Title(details.OriginalTitle, details.Title),
            OriginalLanguage = Text(details.OriginalLanguage),
            Overview = Text(details.Overview),
            Tagline = OptionalText(details.Tagline),
            Status = Text(details.Status),
            ReleaseDate = details.ReleaseDate,
            PremiereYear = details.PremiereYear,
            Runtime = details.Runtime is > 0 ? details.Runtime : null,
            Budget = details.Budget is > 0 ? details.Budget : null,
            Revenue = details.Revenue is > 0 ? details.Revenue : null,
            Popularity = details.Popularity,
            VoteAverage = details.VoteAverage,
            VoteCount = details.VoteCount,
            Adult = details.Adult,
            Video = details.Video,
            PosterPath = details.PosterPath,
            BackdropPath = details.BackdropPath,
            Homepage = OptionalText(details.Homepage),
            TrailerKey = OptionalText(details.TrailerKey),
            LastTmdbUpdate = fetchedAt,
            CollectionId = details.BelongsToCollection?.Id,
            Collection = details.BelongsToCollection is { } collection
                ? new()
                {
                    Id = collection.Id, Name = Text(collection.Name), PosterPath = collection.PosterPath,
                    BackdropPath = collection.BackdropPath,
                }
                : null,
        };
        movie.Genres.AddRange(details.Genres.DistinctBy(genre => genre.Id)
            .Select(genre => new GenreRow { Id = genre.Id, Name = Text(genre.Name) }));
        movie.Keywords.AddRange(details.Keywords.Keywords.DistinctBy(keyword => keyword.Id)
            .Select(keyword => new KeywordRow { Id = keyword.Id, Name = Text(keyword.Name) }));
        movie.Companies.AddRange(details.ProductionCompanies.DistinctBy(company => company.Id)
            .Select(company => new CompanyRow
            {
                Id = company.Id, Name = Text(company.Name), LogoPath = company.LogoPath,
                OriginCountry = Text(company.OriginCountry),
            }));
        movie.Cast.AddRange(CreditMapping.Cast(details, maxCast, TopCast));
        movie.Crew.AddRange(CreditMapping.Crew(details));
        movie.Similar.AddRange(details.Similar.Results.Select(similar => similar.Id)
            .Where(id => id != details.Id).Distinct()
            .Select((id, index) => new SimilarMovieRow { MovieId = details.Id, Rank = (short)(index + 1), SimilarMovieId = id }));
        movie.AlternativeTitles.AddRange(details.AlternativeTitles.Titles
            .Where(title => !string.IsNullOrWhiteSpace(title.Title))
            .Select(title => new AlternativeTitleRow
            {
                MovieId = details.Id, Country = Text(title.Country), Title = Text(title.Title), Type = Text(title.Type),
            })
            .DistinctBy(title => (title.Country, title.Title)));
        movie.Tmdb = new()
        {
            MovieId = details.Id,
            ProductionCountries = Codes(details.ProductionCountries.Select(country => country.Code)),
            SpokenLanguages = Codes(details.SpokenLanguages.Select(language => language.Code)),
            Certification = OptionalText(details.UsCertification),
        };
        movie.Tmdb.ContentHash = ContentHash.Of(movie);
        return movie;
    }

    /// <summary>Postgres has no character 0 in text; providers have sent it.</summary>
    internal static string Text(string? text) => text?.Replace("\0", "", StringComparison.Ordinal) ?? "";

    private static string? OptionalText(string? text) => Text(text) is { Length: > 0 } some ? some : null;

    private static string Title(string title, string otherwise) => Text(title.Length > 0 ? title : otherwise);

    /// <summary>"tt" and digits, or null: anything else cannot be asked at OMDb.</summary>
    private static string? ImdbId(string? id) =>
        id is ['t', 't', _, ..] && id.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0 ? id : null;

    private static string[] Codes(IEnumerable<string?> codes) =>
        [.. codes.Select(Text).Where(code => code.Length > 0).Distinct(StringComparer.Ordinal)];
}
