using System.Text.Json.Serialization;
using System.Text.Json;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Sources.Sample;

/// <summary>The sample catalog of the repository: JSON Lines, one film each, embedded into the assembly.</summary>
internal static class SampleSource
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static MemorySource Load()
    {
        var people = new SyntheticIds();
        var keywords = new SyntheticIds();
        var companies = new SyntheticIds();
        var movies = ReadFilms().Select(film => ToMovie(film, people, keywords, companies)).ToList();
        return new(movies, $"sample catalog: {movies.Count} movies");
    }

    private static IEnumerable<SampleFilm> ReadFilms()
    {
        var assembly = typeof(SampleSource).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".jsonl", StringComparison.Ordinal)).Order())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0)
                    yield return JsonSerializer.Deserialize<SampleFilm>(line, Json)!;
            }
        }
    }

    private static Movie ToMovie(SampleFilm film, SyntheticIds people, SyntheticIds keywords, SyntheticIds companies) => new()
    {
        Id = film.Id,
        ImdbId = film.ImdbId,
        Title = film.Title,
        OriginalTitle = film.OriginalTitle,
        OriginalLanguage = film.OriginalLanguage,
        ReleaseDate = film.ReleaseDate,
        PremiereDate = film.PremiereDate,
        Runtime = film.Runtime,
        Budget = film.Budget ?? 0,
        Revenue = film.Revenue ?? 0,
        Status = film.Status,
        Tagline = film.Tagline ?? "",
        Overview = film.Overview,
        Genres = [.. film.Genres.Select(GenreTable.Find).OfType<Named>()],
        VoteAverage = film.VoteAverage,
        VoteCount = film.VoteCount,
        Popularity = film.Popularity,
        PosterPath = $"/poster-{film.Id}.svg",
        BackdropPath = $"/backdrop-{film.Id}.svg",
        Collection = film.Collection is { } collection ? new(collection.Id, collection.Name) : null,
        Keywords = [.. film.Keywords.Select(name => new Named(keywords.Of(name), name))],
        Countries = film.Countries,
        Languages = [film.OriginalLanguage],
        Companies = [.. film.Companies.Select(name => new Company(companies.Of(name), name))],
        Crew =
        [
            .. film.Directors.Select(name => new Job(people.Of(name), name, "Director", "Directing")),
            .. film.Writers.Select(name => new Job(people.Of(name), name, "Writer", "Writing")),
        ],
        Cast = [.. film.Cast.Select(role => new Role(people.Of(role.Name), role.Name, role.Character ?? "", ProfilePath: $"/profile-{people.Of(role.Name)}.svg"))],
        AlternativeTitles = [.. film.AlternativeTitles.Select(title => new AlternativeTitle("", title))],
        UsCertification = film.Omdb?.Rated,
        Omdb = film.Omdb is { } omdb
            ? new(omdb.Rated, omdb.ImdbRating, omdb.ImdbVotes, omdb.RottenTomatoes, omdb.Metacritic, omdb.Awards, omdb.BoxOffice)
            : null,
    };
}

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
