using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.ProviderEmulator.Sources;
using MovieAspire.ProviderEmulator.Sources.Dataset;
using MovieAspire.Recommendations.Input;
using Movie = MovieAspire.ProviderEmulator.Movies.Movie;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>The movies of a data set as the models take them, without a database in between.</summary>
internal sealed class DatasetMovies
{
    private const int TopCast = 10;

    private readonly Dictionary<Feature, string> _names = [];

    private DatasetMovies(List<Movie> movies, int minVotes)
    {
        var builder = new CandidatesBuilder();
        foreach (var movie in movies.OrderByDescending(movie => movie.VoteCount).ThenByDescending(movie => movie.Id))
        {
            var facts = FactsOf(movie);
            Facts.Add(movie.Id, facts);
            if (movie.VoteCount >= minVotes && !movie.Adult)
                builder.Add(facts);
        }

        Titles = movies.ToDictionary(movie => movie.Id, movie => $"{movie.Title} ({movie.ReleaseDate?.Year})");
        Directors = movies.ToDictionary(
            movie => movie.Id, movie => movie.Crew.Where(job => job.Title == "Director").Select(job => job.Name).Distinct().ToArray());
        Builder = builder;
    }

    /// <summary>By TMDB id.</summary>
    public Dictionary<int, MovieFacts> Facts { get; } = [];

    /// <summary>Title and year by TMDB id.</summary>
    public IReadOnlyDictionary<int, string> Titles { get; }

    /// <summary>Names by TMDB id.</summary>
    public IReadOnlyDictionary<int, string[]> Directors { get; }

    private CandidatesBuilder Builder { get; }

    public static DatasetMovies Load(string directory, int minVotes)
    {
        var source = DatasetSource.Load(directory, NullLogger.Instance);
        return new([.. All(source)], minVotes);
    }

    /// <summary>Anew each time, because a content model takes them over.</summary>
    public Candidates Candidates()
    {
        var candidates = Builder.Build();
        var vocabulary = candidates.Vocabulary;
        for (var column = 0; column < vocabulary.Names.Length; column++)
        {
            if (_names.TryGetValue(vocabulary.Features[column], out var name))
                vocabulary.Names[column] = name;
        }

        return candidates;
    }

    private static List<Movie> All(MemorySource source)
    {
        var movies = new List<Movie>(source.Facts.Length);
        foreach (var facts in source.Facts)
            movies.Add(source.Find(facts.Id)!);
        return movies;
    }

    private MovieFacts FactsOf(Movie movie)
    {
        var facts = new MovieFacts(
            movie.Id, movie.Collection?.Id ?? 0, movie.ReleaseDate?.Year ?? 0, movie.OriginalLanguage, movie.VoteCount, movie.VoteAverage);
        facts.AddOverview(movie.Overview);
        if (movie.Collection is { } collection)
            _names[new(FeatureKind.Collection, collection.Id)] = collection.Name;
        foreach (var genre in movie.Genres)
        {
            facts.AddGenre(genre.Id);
            _names[new(FeatureKind.Genre, genre.Id)] = genre.Name;
        }

        foreach (var keyword in movie.Keywords.Where(keyword => !MovieFacts.ProductionKeywords.Contains(keyword.Name)))
        {
            facts.AddKeyword(keyword.Id);
            _names[new(FeatureKind.Keyword, keyword.Id)] = keyword.Name;
        }

        for (var billing = 0; billing < Math.Min(TopCast, movie.Cast.Count); billing++)
        {
            facts.AddCast(movie.Cast[billing].PersonId, billing);
            _names[new(FeatureKind.Cast, movie.Cast[billing].PersonId)] = movie.Cast[billing].Name;
        }

        foreach (var job in movie.Crew)
        {
            facts.AddCrew(job.PersonId, job.Title);
            _names[new(FeatureKind.Director, job.PersonId)] = _names[new(FeatureKind.Crew, job.PersonId)] = job.Name;
        }

        return facts;
    }
}
