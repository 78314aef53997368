using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>Turns drafts into movies: names get their ids, and what TMDB always has gets a value.</summary>
internal sealed class DraftResolver
{
    private readonly IReadOnlyCollection<MovieDraft> _drafts;
    private readonly SyntheticIds _people = new();
    private readonly SyntheticIds _keywords = new();
    private readonly SyntheticIds _companies = new();
    private readonly SortedDictionary<string, int> _droppedGenres = new(StringComparer.Ordinal);

    public DraftResolver(IReadOnlyCollection<MovieDraft> drafts)
    {
        _drafts = drafts;
        foreach (var draft in drafts.OrderBy(draft => draft.Id))
        {
            Learn(_people, (draft.Cast ?? []).Concat(draft.Crew ?? []).Select(credit => new NameDraft(credit.Id, credit.Name)));
            Learn(_keywords, draft.Keywords);
            Learn(_companies, draft.Companies);
        }
    }

    /// <summary>Genres that TMDB does not have, and of how many movies they were left out so far.</summary>
    public IReadOnlyDictionary<string, int> DroppedGenres => _droppedGenres;

    public IEnumerable<Movie> Movies() => _drafts.OrderBy(draft => draft.Id).Select(Movie);

    private static void Learn(SyntheticIds ids, IEnumerable<NameDraft>? names)
    {
        foreach (var name in names ?? [])
        {
            if (name.Id is { } id)
                ids.Learn(name.Name, id);
        }
    }

    private Movie Movie(MovieDraft draft) => new()
    {
        Id = draft.Id,
        ImdbId = draft.ImdbId,
        Title = draft.Title ?? draft.OriginalTitle!,
        OriginalTitle = draft.OriginalTitle ?? draft.Title!,
        OriginalLanguage = draft.OriginalLanguage ?? "en",
        Overview = draft.Overview ?? "",
        Tagline = draft.Tagline ?? "",
        Status = draft.Status ?? "Released",
        ReleaseDate = draft.ReleaseDate,
        Runtime = draft.Runtime,
        Budget = draft.Budget ?? 0,
        Revenue = draft.Revenue ?? 0,
        Popularity = draft.Popularity ?? PopularityOf(draft.VoteCount ?? 0),
        VoteAverage = draft.VoteAverage ?? 0,
        VoteCount = draft.VoteCount ?? 0,
        Adult = draft.Adult,
        Video = draft.Video,
        PosterPath = draft.PosterPath,
        BackdropPath = draft.BackdropPath,
        Homepage = draft.Homepage ?? "",
        UsCertification = draft.UsCertification,
        Collection = draft.Collection,
        Genres = [.. (draft.Genres ?? []).Select(genre => Genre(genre.Name)).OfType<Named>()],
        Keywords = [.. (draft.Keywords ?? []).Select(name => new Named(name.Id ?? _keywords.Of(name.Name), name.Name))],
        Companies = [.. (draft.Companies ?? []).Select(name => new Company(name.Id ?? _companies.Of(name.Name), name.Name))],
        Countries = draft.Countries ?? [],
        Languages = draft.Languages ?? [],
        Cast = [.. (draft.Cast ?? []).Select(Role)],
        Crew = [.. (draft.Crew ?? []).Select(Job)],
        Videos = draft.Videos ?? [],
        AlternativeTitles = draft.AlternativeTitles ?? [],
        PremiereDate = draft.PremiereDate,
    };

    private Named? Genre(string name)
    {
        var genre = GenreTable.Find(name);
        if (genre is null)
            _droppedGenres[name] = _droppedGenres.GetValueOrDefault(name) + 1;
        return genre;
    }

    private Role Role(CreditDraft credit) =>
        new(credit.Id ?? _people.Of(credit.Name), credit.Name, credit.Role, credit.Gender, credit.ProfilePath);

    private Job Job(CreditDraft credit) => new(
        credit.Id ?? _people.Of(credit.Name), credit.Name, credit.Role, credit.Department, credit.Gender, credit.ProfilePath);

    /// <summary>TMDB gives every movie a popularity; where the file does not say it, it follows the votes.</summary>
    private static double PopularityOf(int votes) => Math.Round(0.6 + Math.Sqrt(votes) / 4, 3);
}
