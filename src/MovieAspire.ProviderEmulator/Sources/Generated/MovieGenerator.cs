using MovieAspire.ProviderEmulator.Movies;
using static MovieAspire.ProviderEmulator.Sources.Generated.Vocabulary;

namespace MovieAspire.ProviderEmulator.Sources.Generated;

/// <summary>Computes a movie from a seed and an id. Popularity and votes are skewed like the real ones: few movies have
/// most of them; years lean to the present.</summary>
internal sealed class MovieGenerator(int seed, int count, DateOnly today)
{
    private const int FirstPerson = 3_000_001;
    private const int FirstKeyword = 400_001;
    private const int FirstCompany = 500_001;
    private const int FirstCollection = 2_000_001;

    /// <summary>Of these many movies in a row the first three are a collection.</summary>
    private const int CollectionStride = 60;

    private static readonly DateOnly Earliest = new(1900, 1, 1);

    private readonly int _people = Math.Clamp(count / 2, 200, 200_000);

    // What is drawn for a movie, each from a hash of its own.
    private enum Draw
    {
        Popularity, Votes, Average, Day, Genre, GenreCount, Money, Runtime, Language, ImdbId, Title, TitleWords, Country,
        CastSize, Keywords, Companies, Overview, Scores, Credits = 1_000,
    }

    public MovieFacts Facts(int id) => new(
        id, ReleaseDate(id)?.DayNumber ?? 0, (float)Popularity(id), (float)VoteAverage(id), VoteCount(id),
        GenreTable.Bits(Genres(id)), Revenue(id), MovieFacts.PackLanguage(Language(id)), Adult: false, Video: false);

    public Movie Movie(int id, string? imdbId)
    {
        var released = ReleaseDate(id);
        var language = Language(id);
        return new()
        {
            Id = id,
            ImdbId = imdbId,
            Title = Title(id),
            OriginalTitle = Title(id),
            OriginalLanguage = language,
            Overview = Overview(id),
            Tagline = Unit(id, Draw.Overview) < 0.5 ? $"Nothing {Pick(id, Draw.Title, Adjectives)} lasts." : "",
            ReleaseDate = released,
            PremiereDate = Unit(id, Draw.Day, 1) < 0.2 ? released?.AddDays(-Number(id, Draw.Day, 2, 10, 300)) : null,
            Runtime = Unit(id, Draw.Runtime, 1) < 0.05 ? null : Number(id, Draw.Runtime, 0, 70, 170),
            Budget = Revenue(id) > 0 ? Revenue(id) / Number(id, Draw.Money, 2, 1, 6) : 0,
            Revenue = Revenue(id),
            Popularity = Popularity(id),
            VoteAverage = VoteAverage(id),
            VoteCount = VoteCount(id),
            UsCertification = Pick(id, Draw.Scores, ["G", "PG", "PG-13", "R", "R", "PG-13", null]),
            Collection = Collection(id),
            Genres = Genres(id),
            Keywords = [.. Some(id, Draw.Keywords, 0, 8, Keywords.Count).Select(k => new Named(FirstKeyword + k, Keywords[k]))],
            Companies = [.. Some(id, Draw.Companies, 1, 3, 400).Select(k => new Company(FirstCompany + k, $"{Nouns[k % Nouns.Count]} Pictures {k}"))],
            Countries = [Pick(id, Draw.Country, Countries)],
            Languages = [language],
            Cast = [.. Enumerable.Range(0, CastSize(id)).Select(place => Role(id, place))],
            Crew = [.. Enumerable.Range(0, Jobs.Count).Select(place => Job(id, place))],
            Omdb = Omdb(id),
        };
    }

    public string Title(int id)
    {
        var adjective = Pick(id, Draw.Title, Adjectives);
        var noun = Pick(id, Draw.TitleWords, Nouns);
        var other = Nouns[Number(id, Draw.TitleWords, 1, 0, Nouns.Count)];
        return Number(id, Draw.Title, 1, 0, 6) switch
        {
            0 => $"The {adjective} {noun}",
            1 => $"{adjective} {noun}",
            2 => $"{noun} of the {other}",
            3 => $"The {noun} and the {other}",
            4 => $"{adjective} {noun} {Number(id, Draw.TitleWords, 2, 2, 9)}",
            _ => $"A {noun} in {Places[Number(id, Draw.TitleWords, 3, 0, Places.Count)]}",
        };
    }

    public bool HasImdbId(int id) => Unit(id, Draw.ImdbId) >= 0.03;

    public bool HasPerson(int personId) => personId >= FirstPerson && personId < FirstPerson + _people;

    public bool HasCredit(int id, int personId)
    {
        for (var place = CastSize(id) - 1; place >= -Jobs.Count; place--)
        {
            if (Person(id, place) == personId)
                return true;
        }

        return false;
    }

    public static IEnumerable<int> MoviesOfCollection(int collectionId) => collectionId >= FirstCollection
        ? Enumerable.Range((collectionId - FirstCollection) * CollectionStride + 1, 3)
        : [];

    /// <summary>Pareto with the exponent 1.2, as the real one roughly is: half the movies are near 0.6.</summary>
    private double Popularity(int id) =>
        Math.Round(Math.Min(0.6 * Math.Pow(1 - Unit(id, Draw.Popularity), -1 / 1.2), 5_000), 3);

    private int VoteCount(int id) =>
        (int)Math.Min((Popularity(id) - 0.6) * 40 * Math.Pow(Unit(id, Draw.Votes) * 2, 2), 40_000);

    private double VoteAverage(int id) => VoteCount(id) == 0
        ? 0
        : Math.Round(Math.Clamp(3 + 6 * (Unit(id, Draw.Average) + Unit(id, Draw.Average, 1) + Unit(id, Draw.Average, 2)) / 3, 1, 10), 3);

    private DateOnly? ReleaseDate(int id) => Unit(id, Draw.Day, 3) < 0.02
        ? null
        : today.AddDays(-(int)((today.DayNumber - Earliest.DayNumber) * Math.Pow(Unit(id, Draw.Day), 2.5)));

    private long Revenue(int id) => VoteCount(id) > 50 && Unit(id, Draw.Money) < 0.6
        ? (long)(VoteCount(id) * 20_000.0 * (0.3 + Unit(id, Draw.Money, 1)))
        : 0;

    private string Language(int id) => Pick(id, Draw.Language, Languages);

    private Named[] Genres(int id) =>
        [.. Some(id, Draw.Genre, 1, 3, GenreTable.All.Count).Select(place => GenreTable.All[place])];

    private string Overview(int id) =>
        $"{Pick(id, Draw.Overview, Openings)} {PersonName(Person(id, 0))} comes to "
        + $"{Places[Number(id, Draw.Overview, 1, 0, Places.Count)]} for the {Nouns[Number(id, Draw.Overview, 2, 0, Nouns.Count)]}, "
        + $"{Pick(id, Draw.Scores, Turns)} and finds that a {Adjectives[Number(id, Draw.Overview, 3, 0, Adjectives.Count)]} "
        + $"{Nouns[Number(id, Draw.Overview, 4, 0, Nouns.Count)]} can change everything.";

    private static CollectionRef? Collection(int id) => (id - 1) % CollectionStride < 3
        ? new(FirstCollection + (id - 1) / CollectionStride, $"Series {(id - 1) / CollectionStride} Collection")
        : null;

    private int CastSize(int id) => Number(id, Draw.CastSize, 0, 4, 25);

    /// <summary>Cast from place 0 upwards, crew at -1 and below; some people are in far more movies than others.</summary>
    private int Person(int id, int place) =>
        FirstPerson + (int)(_people * Math.Pow(Unit(id, Draw.Credits, place), 2));

    private Role Role(int id, int place)
    {
        var person = Person(id, place);
        return new(person, PersonName(person), FirstNames[Number(id, Draw.CastSize, place + 1, 0, FirstNames.Count)], 1 + person % 2);
    }

    private Job Job(int id, int place)
    {
        var person = Person(id, -1 - place);
        return new(person, PersonName(person), Jobs[place].Job, Jobs[place].Department, 1 + person % 2);
    }

    /// <summary>Three of four are known for acting.</summary>
    public static string Department(int person) => person % 4 < 3 ? "Acting" : Jobs[person / 4 % Jobs.Count].Department;

    private static string PersonName(int person) =>
        $"{FirstNames[person % FirstNames.Count]} {LastNames[person / FirstNames.Count % LastNames.Count]}";

    private OmdbFacts Omdb(int id) => new(
        null,
        VoteCount(id) == 0 ? null : Math.Round(Math.Clamp(VoteAverage(id) + Unit(id, Draw.Scores, 1) - 0.5, 1, 10), 1),
        VoteCount(id) == 0 ? null : VoteCount(id) * Number(id, Draw.Scores, 2, 5, 60),
        VoteCount(id) < 20 ? null : Number(id, Draw.Scores, 3, 5, 101),
        VoteCount(id) < 50 ? null : Number(id, Draw.Scores, 4, 10, 100),
        VoteCount(id) < 100 ? null : $"{Number(id, Draw.Scores, 5, 1, 30)} wins & {Number(id, Draw.Scores, 6, 1, 60)} nominations total",
        Revenue(id) > 0 ? Revenue(id) / 2 : null);

    private double Unit(int id, Draw draw, int part = 0) => StableHash.Unit(StableHash.Of(seed, id, ((int)draw << 8) + part));

    private int Number(int id, Draw draw, int part, int from, int to) => from + (int)(Unit(id, draw, part) * (to - from));

    private T Pick<T>(int id, Draw draw, IReadOnlyList<T> from) => from[(int)(Unit(id, draw) * from.Count)];

    /// <summary>From least to most different numbers below a limit.</summary>
    private IEnumerable<int> Some(int id, Draw draw, int least, int most, int limit) =>
        Enumerable.Range(1, Number(id, draw, 0, least, most + 1)).Select(part => Number(id, draw, part, 0, limit)).Distinct();
}
