namespace MovieAspire.ProviderEmulator.Sources.Sample;

/// <summary>A line of Sample/*.jsonl.</summary>
internal sealed record SampleFilm(
    int Id, string? ImdbId, string Title, string OriginalTitle, string OriginalLanguage, DateOnly? ReleaseDate,
    DateOnly? PremiereDate, int? Runtime, long? Budget, long? Revenue, string Status, string? Tagline, string Overview,
    IReadOnlyList<string> Genres, double VoteAverage, int VoteCount, double Popularity, SampleCollection? Collection,
    IReadOnlyList<string> Keywords, IReadOnlyList<string> Countries, IReadOnlyList<string> Companies,
    IReadOnlyList<string> Directors, IReadOnlyList<string> Writers, IReadOnlyList<SampleRole> Cast,
    IReadOnlyList<string> AlternativeTitles, SampleOmdb? Omdb);

internal sealed record SampleCollection(int Id, string Name);

internal sealed record SampleRole(string Name, string? Character);

internal sealed record SampleOmdb(
    string? Rated, double? ImdbRating, int? ImdbVotes, int? RottenTomatoes, int? Metacritic, string? Awards, long? BoxOffice);
