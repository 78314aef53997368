using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>A movie as one file tells it; null is what the file does not say. Names may lack ids.</summary>
internal sealed record MovieDraft
{
    public required int Id { get; init; }
    public string? ImdbId { get; set; }
    public string? Title { get; set; }
    public string? OriginalTitle { get; set; }
    public string? OriginalLanguage { get; set; }
    public string? Overview { get; set; }
    public string? Tagline { get; set; }
    public string? Status { get; set; }
    public DateOnly? ReleaseDate { get; set; }
    public int? Runtime { get; set; }
    public long? Budget { get; set; }
    public long? Revenue { get; set; }
    public double? Popularity { get; set; }
    public double? VoteAverage { get; set; }
    public int? VoteCount { get; set; }
    public bool Adult { get; set; }
    public bool Video { get; set; }
    public string? PosterPath { get; set; }
    public string? BackdropPath { get; set; }
    public string? Homepage { get; set; }
    public string? UsCertification { get; set; }
    public CollectionRef? Collection { get; set; }
    public IReadOnlyList<NameDraft>? Genres { get; set; }
    public IReadOnlyList<NameDraft>? Keywords { get; set; }
    public IReadOnlyList<NameDraft>? Companies { get; set; }
    public IReadOnlyList<string>? Countries { get; set; }
    public IReadOnlyList<string>? Languages { get; set; }
    public IReadOnlyList<CreditDraft>? Cast { get; set; }
    public IReadOnlyList<CreditDraft>? Crew { get; set; }
    public IReadOnlyList<Clip>? Videos { get; set; }
    public IReadOnlyList<AlternativeTitle>? AlternativeTitles { get; set; }
    public DateOnly? PremiereDate { get; set; }

    /// <summary>Takes from a poorer file what this one lacks.</summary>
    public void Fill(MovieDraft other)
    {
        ImdbId ??= other.ImdbId;
        Title ??= other.Title;
        OriginalTitle ??= other.OriginalTitle;
        OriginalLanguage ??= other.OriginalLanguage;
        Overview ??= other.Overview;
        Tagline ??= other.Tagline;
        Status ??= other.Status;
        ReleaseDate ??= other.ReleaseDate;
        Runtime ??= other.Runtime;
        Budget ??= other.Budget;
        Revenue ??= other.Revenue;
        Popularity ??= other.Popularity;
        VoteAverage ??= other.VoteAverage;
        VoteCount ??= other.VoteCount;
        PosterPath ??= other.PosterPath;
        BackdropPath ??= other.BackdropPath;
        Homepage ??= other.Homepage;
        UsCertification ??= other.UsCertification;
        Collection ??= other.Collection;
        Genres ??= other.Genres;
        Keywords ??= other.Keywords;
        Companies ??= other.Companies;
        Countries ??= other.Countries;
        Languages ??= other.Languages;
        Cast ??= other.Cast;
        Crew ??= other.Crew;
        Videos ??= other.Videos;
        AlternativeTitles ??= other.AlternativeTitles;
        PremiereDate ??= other.PremiereDate;
    }
}

internal sealed record NameDraft(int? Id, string Name);

/// <param name="Id">TMDB person id, where known.</param>
/// <param name="Name">Name.</param>
/// <param name="Role">Character of the cast, job of the crew.</param>
/// <param name="Department">Of the crew.</param>
/// <param name="Gender">0 when unknown.</param>
/// <param name="ProfilePath">Or null.</param>
internal sealed record CreditDraft(int? Id, string Name, string Role, string Department = "", int Gender = 0, string? ProfilePath = null);
