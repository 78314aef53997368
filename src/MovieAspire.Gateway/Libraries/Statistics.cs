using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Gateway.Libraries;

/// <summary>What a library says; films that were seen and matched, unless said otherwise.</summary>
public sealed record LibraryStatistics
{
    /// <summary>UTC.</summary>
    public required DateTime? ComputedAt { get; init; }
    /// <summary>In numbers.</summary>
    public required LibraryTotals Totals { get; init; }
    /// <summary>By the year of the viewing: 2024.</summary>
    public required IReadOnlyList<KeyCount> ViewingsByYear { get; init; }
    /// <summary>2024-03.</summary>
    public required IReadOnlyList<KeyCount> ViewingsByMonth { get; init; }
    /// <summary>2024-03-05; days without one are left out.</summary>
    public required IReadOnlyList<KeyCount> ViewingsByDay { get; init; }
    /// <summary>monday to sunday.</summary>
    public required IReadOnlyList<KeyCount> ViewingsByWeekday { get; init; }
    /// <summary>1999.</summary>
    public required IReadOnlyList<RatedKeyCount> FilmsByReleaseYear { get; init; }
    /// <summary>1990.</summary>
    public required IReadOnlyList<RatedKeyCount> FilmsByDecade { get; init; }
    /// <summary>By genre.</summary>
    public required IReadOnlyList<RatedKeyCount> Genres { get; init; }
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required IReadOnlyList<RatedKeyCount> Countries { get; init; }
    /// <summary>ISO 639-1.</summary>
    public required IReadOnlyList<RatedKeyCount> Languages { get; init; }
    /// <summary>By count and by weighted rating.</summary>
    public required IReadOnlyList<RankedPerson> Directors { get; init; }
    /// <summary>Likewise.</summary>
    public required IReadOnlyList<RankedPerson> Actors { get; init; }
    /// <summary>Likewise.</summary>
    public required IReadOnlyList<RankedPerson> Writers { get; init; }
    /// <summary>Likewise.</summary>
    public required IReadOnlyList<RankedPerson> Composers { get; init; }
    /// <summary>How long the films are.</summary>
    public required RuntimeStatistics Runtime { get; init; }
    /// <summary>What was seen again.</summary>
    public required RewatchStatistics Rewatches { get; init; }
    /// <summary>When films are seen.</summary>
    public required HabitStatistics Habits { get; init; }
    /// <summary>How they are rated.</summary>
    public required RatingStatistics Ratings { get; init; }
    /// <summary>How little known they are.</summary>
    public required ObscurityStatistics Obscurity { get; init; }
    /// <summary>Those that little is missing of first.</summary>
    public required IReadOnlyList<CollectionProgress> Collections { get; init; }
    /// <summary>How much of each person's work was seen.</summary>
    public required IReadOnlyList<PersonProgress> Progress { get; init; }

    internal static LibraryStatistics Example { get; } = From(new Proto.LibraryStats
    {
        Totals = new() { Films = 408, Viewings = 431, Rated = 233, Hours = 812.4, Directors = 260, Countries = 24, Languages = 17 },
        Genres = { new Proto.RatedCount { Key = "Drama", Count = 180, AverageRating = 3.72, Hours = 361.5 } }, Runtime = new(), Rewatches = new(),
        Directors = { new Proto.PersonStat { Id = 1032, Name = "Martin Scorsese", Count = 7, AverageRating = 4.1, WeightedRating = 3.95, CountRank = 1, RatingRank = 2, Titles = { "Goodfellas" } } },
        Habits = new(), Ratings = new() { Average = 3.41 }, Obscurity = new() { Score = 12.3 },
    });

    internal static LibraryStatistics From(Proto.LibraryStats stats) => new()
    {
        ComputedAt = stats.ComputedAt.ToUtc(), Totals = LibraryTotals.From(stats.Totals), ViewingsByYear = KeyCount.From(stats.ViewingsByYear),
        ViewingsByMonth = KeyCount.From(stats.ViewingsByMonth), ViewingsByDay = KeyCount.From(stats.ViewingsByDay), ViewingsByWeekday = KeyCount.From(stats.ViewingsByWeekday),
        FilmsByReleaseYear = RatedKeyCount.From(stats.FilmsByReleaseYear), FilmsByDecade = RatedKeyCount.From(stats.FilmsByDecade),
        Genres = RatedKeyCount.From(stats.Genres), Countries = RatedKeyCount.From(stats.Countries), Languages = RatedKeyCount.From(stats.Languages),
        Directors = RankedPerson.From(stats.Directors), Actors = RankedPerson.From(stats.Actors), Writers = RankedPerson.From(stats.Writers),
        Composers = RankedPerson.From(stats.Composers),
        Runtime = new(stats.Runtime.Average, stats.Runtime.Median, LibraryFact.Of(stats.Runtime.Shortest), LibraryFact.Of(stats.Runtime.Longest), KeyCount.From(stats.Runtime.Distribution)),
        Rewatches = new(stats.Rewatches.Rewatches, stats.Rewatches.Share, LibraryFact.From(stats.Rewatches.MostSeen)),
        Habits = new(
            stats.Habits.LongestStreakDays, stats.Habits.LongestStreakFrom.ToDate(), stats.Habits.LongestStreakTo.ToDate(), stats.Habits.LongestStreakWeeks,
            KeyCount.From(stats.Habits.BusiestDays), LibraryFact.Of(stats.Habits.First), LibraryFact.Of(stats.Habits.Last), stats.Habits.PerWeek),
        Ratings = RatingStatistics.From(stats.Ratings),
        Obscurity = new(stats.Obscurity.Score, LibraryFact.From(stats.Obscurity.MostObscure), LibraryFact.From(stats.Obscurity.BestKnown)),
        Collections = [.. stats.Collections.Select(collection => new CollectionProgress(
            collection.Id, collection.Name, collection.Seen, collection.Total, LibraryFact.From(collection.Missing)))],
        Progress = [.. stats.Progress.Select(person => new PersonProgress(
            person.Id, person.Name, person.Role, person.Seen, person.Total, person.ProfilePath.OrNull()))],
    };
}

/// <summary>A library in numbers.</summary>
/// <param name="Films">Seen.</param>
/// <param name="Viewings">All; a film without a diary entry counts once.</param>
/// <param name="Rated">With a rating.</param>
/// <param name="Liked">Liked.</param>
/// <param name="Watchlist">On the watchlist and not seen.</param>
/// <param name="Reviews">Reviews.</param>
/// <param name="Hours">Of all viewings.</param>
/// <param name="Unmatched">Films without a movie, which nothing else counts.</param>
/// <param name="Directors">Directors.</param>
/// <param name="Countries">Countries of production.</param>
/// <param name="Languages">Original languages.</param>
public sealed record LibraryTotals(
    long Films, long Viewings, long Rated, long Liked, long Watchlist, long Reviews, double Hours, long Unmatched, long Directors, long Countries,
    long Languages)
{
    internal static LibraryTotals From(Proto.StatsTotals totals) => new(
        totals.Films, totals.Viewings, totals.Rated, totals.Liked, totals.Watchlist, totals.Reviews, totals.Hours, totals.Unmatched, totals.Directors,
        totals.Countries, totals.Languages);
}

/// <summary>How many there are of something.</summary>
/// <param name="Key">What is counted.</param>
/// <param name="Count">How many.</param>
public sealed record KeyCount(string Key, long Count)
{
    internal static IReadOnlyList<KeyCount> From(IEnumerable<Proto.Count> counts) => [.. counts.Select(count => new KeyCount(count.Key, count.Count_))];
}

/// <summary>How many films there are of something, and how they are rated.</summary>
/// <param name="Key">What is counted.</param>
/// <param name="Count">How many.</param>
/// <param name="AverageRating">The person's, 0.5 to 5; null where none is rated.</param>
/// <param name="Hours">Hours of all viewings.</param>
public sealed record RatedKeyCount(string Key, long Count, double? AverageRating, double Hours)
{
    internal static IReadOnlyList<RatedKeyCount> From(IEnumerable<Proto.RatedCount> counts) =>
        [.. counts.Select(count => new RatedKeyCount(count.Key, count.Count, count.HasAverageRating ? count.AverageRating : null, count.Hours))];
}

/// <summary>Somebody of a role, by how many films and by how they are rated.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">The name.</param>
/// <param name="Count">How many.</param>
/// <param name="AverageRating">The person's, 0.5 to 5; null where none is rated.</param>
/// <param name="WeightedRating">Pulled towards the person's mean by how few films there are.</param>
/// <param name="CountRank">1 is first; 0 where unranked.</param>
/// <param name="RatingRank">1 is first; 0 where unranked.</param>
/// <param name="ProfilePath">Path on TMDB's image server.</param>
/// <param name="Titles">Up to five, the highest rated first.</param>
public sealed record RankedPerson(
    int Id, string Name, long Count, double? AverageRating, double? WeightedRating, int CountRank, int RatingRank, string? ProfilePath,
    IReadOnlyList<string> Titles)
{
    internal static IReadOnlyList<RankedPerson> From(IEnumerable<Proto.PersonStat> people) => [.. people.Select(person => new RankedPerson(
        person.Id, person.Name, person.Count, person.HasAverageRating ? person.AverageRating : null,
        person.HasWeightedRating ? person.WeightedRating : null, person.CountRank, person.RatingRank, person.ProfilePath.OrNull(), person.Titles))];
}

/// <summary>A film and a number about it.</summary>
/// <param name="Entry">The film's id in its library.</param>
/// <param name="TmdbId">TMDB's id.</param>
/// <param name="Title">The title.</param>
/// <param name="Year">The year.</param>
/// <param name="Value">The number.</param>
/// <param name="Rating">The person's, 0.5 to 5.</param>
/// <param name="VoteAverage">Mean of the TMDB votes, 0 to 10.</param>
/// <param name="PosterPath">Path on TMDB's image server.</param>
/// <param name="Date">Of the viewing.</param>
public sealed record LibraryFact(
    long Entry, int TmdbId, string Title, int? Year, double Value, double? Rating, double? VoteAverage, string? PosterPath, DateOnly? Date)
{
    internal static LibraryFact? Of(Proto.FilmFact? fact) => fact is null ? null : new(
        fact.FilmId, fact.TmdbId, fact.Title, fact.HasYear ? fact.Year : null, fact.Value, fact.HasRating ? fact.Rating : null,
        fact.HasVoteAverage ? fact.VoteAverage : null, fact.PosterPath.OrNull(), fact.Date.ToDate());

    internal static IReadOnlyList<LibraryFact> From(IEnumerable<Proto.FilmFact> facts) => [.. facts.Select(fact => Of(fact)!)];
}

/// <summary>In minutes.</summary>
/// <param name="Average">The mean.</param>
/// <param name="Median">The middle one.</param>
/// <param name="Shortest">The shortest.</param>
/// <param name="Longest">The longest.</param>
/// <param name="Distribution">By size.</param>
public sealed record RuntimeStatistics(double Average, double Median, LibraryFact? Shortest, LibraryFact? Longest, IReadOnlyList<KeyCount> Distribution);

/// <summary>Rewatch statistics.</summary>
/// <param name="Rewatches">Viewings that were not the first.</param>
/// <param name="Share">Of all viewings, 0 to 1.</param>
/// <param name="MostSeen">value is the number of viewings.</param>
public sealed record RewatchStatistics(long Rewatches, double Share, IReadOnlyList<LibraryFact> MostSeen);

/// <summary>Habit statistics.</summary>
/// <param name="LongestStreakDays">Days in a row with a viewing.</param>
/// <param name="LongestStreakFrom">Its first day.</param>
/// <param name="LongestStreakTo">Its last day.</param>
/// <param name="LongestStreakWeeks">Weeks in a row with a viewing.</param>
/// <param name="BusiestDays">Days with the most viewings.</param>
/// <param name="First">The first one.</param>
/// <param name="Last">The last one.</param>
/// <param name="PerWeek">Viewings, from the first to the last.</param>
public sealed record HabitStatistics(
    int LongestStreakDays, DateOnly? LongestStreakFrom, DateOnly? LongestStreakTo, int LongestStreakWeeks, IReadOnlyList<KeyCount> BusiestDays,
    LibraryFact? First, LibraryFact? Last, double PerWeek);

/// <summary>How the person rates.</summary>
/// <param name="Average">The mean.</param>
/// <param name="Median">The middle one.</param>
/// <param name="Distribution">By size.</param>
/// <param name="AgainstCrowd">Mean of the rating times 2 less the crowd's.</param>
/// <param name="Correlation">With the crowd's; null below ten films.</param>
/// <param name="AboveCrowd">value is the rating times 2 less the crowd's.</param>
/// <param name="BelowCrowd">value is the rating times 2 less the crowd's.</param>
/// <param name="Favourites">The highest rated.</param>
/// <param name="ByMonth">The mean by month of the viewing.</param>
public sealed record RatingStatistics(
    double? Average, double? Median, IReadOnlyList<KeyCount> Distribution, double? AgainstCrowd, double? Correlation,
    IReadOnlyList<LibraryFact> AboveCrowd, IReadOnlyList<LibraryFact> BelowCrowd, IReadOnlyList<LibraryFact> Favourites, IReadOnlyList<RatedKeyCount> ByMonth)
{
    internal static RatingStatistics From(Proto.RatingStats stats) => new(
        stats.HasAverage ? stats.Average : null, stats.HasMedian ? stats.Median : null, KeyCount.From(stats.Distribution),
        stats.HasAgainstCrowd ? stats.AgainstCrowd : null, stats.HasCorrelation ? stats.Correlation : null, LibraryFact.From(stats.AboveCrowd),
        LibraryFact.From(stats.BelowCrowd), LibraryFact.From(stats.Favourites), RatedKeyCount.From(stats.ByMonth));
}

/// <summary>Obscurity statistics.</summary>
/// <param name="Score">0 (all blockbusters) to 100: how few votes the films have among all movies with votes.</param>
/// <param name="MostObscure">With the fewest votes.</param>
/// <param name="BestKnown">With the most votes.</param>
public sealed record ObscurityStatistics(double Score, IReadOnlyList<LibraryFact> MostObscure, IReadOnlyList<LibraryFact> BestKnown);

/// <summary>Collection progress.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">The name.</param>
/// <param name="Seen">How many were seen.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Missing">Released parts that were not seen.</param>
public sealed record CollectionProgress(int Id, string Name, int Seen, int Total, IReadOnlyList<LibraryFact> Missing);

/// <summary>Person progress.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">director, actor, writer or composer.</param>
/// <param name="Seen">How many were seen.</param>
/// <param name="Total">Released movies of the catalog in this role; an actor's, in which they are among the ten billed first, as those seen are.</param>
/// <param name="ProfilePath">Path on TMDB's image server.</param>
public sealed record PersonProgress(int Id, string Name, string Role, int Seen, int Total, string? ProfilePath);
