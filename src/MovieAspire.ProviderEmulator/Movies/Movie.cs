namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>What is known of a movie, whatever it was read from. Empty lists and nulls are unknown.</summary>
internal sealed record Movie
{
    public required int Id { get; init; }
    public string? ImdbId { get; init; }
    public required string Title { get; init; }
    public string OriginalTitle { get; init; } = "";
    public string OriginalLanguage { get; init; } = "en";
    public string Overview { get; init; } = "";
    public string Tagline { get; init; } = "";
    public string Status { get; init; } = "Released";
    public DateOnly? ReleaseDate { get; init; }
    public DateOnly? PremiereDate { get; init; }
    public int? Runtime { get; init; }
    public long Budget { get; init; }
    public long Revenue { get; init; }
    public double Popularity { get; init; }
    public double VoteAverage { get; init; }
    public int VoteCount { get; init; }
    public bool Adult { get; init; }
    public bool Video { get; init; }
    public string? PosterPath { get; init; }
    public string? BackdropPath { get; init; }
    public string Homepage { get; init; } = "";
    public string? UsCertification { get; init; }
    public CollectionRef? Collection { get; init; }
    public IReadOnlyList<Named> Genres { get; init; } = [];
    public IReadOnlyList<Named> Keywords { get; init; } = [];
    public IReadOnlyList<Company> Companies { get; init; } = [];
    public IReadOnlyList<string> Countries { get; init; } = [];
    public IReadOnlyList<string> Languages { get; init; } = [];
    public IReadOnlyList<Role> Cast { get; init; } = [];
    public IReadOnlyList<Job> Crew { get; init; } = [];
    public IReadOnlyList<Clip> Videos { get; init; } = [];
    public IReadOnlyList<AlternativeTitle> AlternativeTitles { get; init; } = [];

    /// <summary>What the sample knows of OMDb's side.</summary>
    public OmdbFacts? Omdb { get; init; }
}

internal sealed record Named(int Id, string Name);

internal sealed record Company(int Id, string Name, string? LogoPath = null, string OriginCountry = "");

internal sealed record CollectionRef(int Id, string Name, string? PosterPath = null, string? BackdropPath = null);

internal sealed record Role(int PersonId, string Name, string Character, int Gender = 0, string? ProfilePath = null);

internal sealed record Job(
    int PersonId, string Name, string Title, string Department, int Gender = 0, string? ProfilePath = null);

internal sealed record Clip(string Key, string Site, string Type, string? Name = null, bool Official = true);

/// <param name="Country">ISO 3166-1, or "".</param>
/// <param name="Title">The title.</param>
internal sealed record AlternativeTitle(string Country, string Title);

internal sealed record OmdbFacts(
    string? Rated, double? ImdbRating, int? ImdbVotes, int? RottenTomatoes, int? Metacritic, string? Awards, long? BoxOffice);
