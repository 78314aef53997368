using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Sources;
using MovieAspire.ProviderEmulator.Sources.Dataset;
using MovieAspire.Recommendations.Input;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>The movies of a data set as the models take them, without a database in between.</summary>
internal sealed class DatasetInput
{
    private const int TopCast = 10;

    private static readonly string[] HalfJobs = ["Original Music Composer", "Director of Photography"];
    private static readonly string[] Jobs = ["Screenplay", "Writer", "Story", "Novel", .. HalfJobs];

    private readonly Dictionary<(FeatureKind, int), string> _names = [];
    private readonly InputBuilder _builder = new();

    private DatasetInput(IReadOnlyList<Movie> movies)
    {
        foreach (var movie in movies.OrderByDescending(movie => movie.VoteCount).ThenByDescending(movie => movie.Id))
        {
            _builder.Add(
                new(movie.Id, movie.Collection?.Id ?? 0, movie.VoteCount, movie.Adult ? 1 : 0, movie.VoteAverage), movie.Overview);
            if (movie.Collection is { } collection) _names[(FeatureKind.Collection, collection.Id)] = collection.Name;
            AddFeatures(movie);
        }

        Titles = movies.ToDictionary(movie => movie.Id, movie => $"{movie.Title} ({movie.ReleaseDate?.Year})");
        Input = _builder.Build((field, id) => _names.GetValueOrDefault((field, id)));
    }

    public RecommendationInput Input { get; }

    /// <summary>Title and year by TMDB id.</summary>
    public IReadOnlyDictionary<int, string> Titles { get; }

    public static DatasetInput Load(string directory) => new(All(DatasetSource.Load(directory, NullLogger.Instance)));

    private static List<Movie> All(MemorySource source)
    {
        var movies = new List<Movie>(source.Facts.Length);
        foreach (var facts in source.Facts) movies.Add(source.Find(facts.Id)!);
        return movies;
    }

    private void AddFeatures(Movie movie)
    {
        foreach (var genre in movie.Genres) Add(movie, FeatureKind.Genre, genre.Id, genre.Name);
        foreach (var keyword in movie.Keywords) Add(movie, FeatureKind.Keyword, keyword.Id, keyword.Name);
        for (var order = 0; order < Math.Min(TopCast, movie.Cast.Count); order++)
            Add(movie, FeatureKind.Cast, movie.Cast[order].PersonId, movie.Cast[order].Name, 1 / (1 + 0.2f * order));
        foreach (var job in movie.Crew)
        {
            if (job.Title == "Director") Add(movie, FeatureKind.Director, job.PersonId, job.Name);
            else if (Jobs.Contains(job.Title)) Add(movie, FeatureKind.Crew, job.PersonId, job.Name, HalfJobs.Contains(job.Title) ? 0.5f : 1);
        }
    }

    private void Add(Movie movie, FeatureKind field, int id, string name, float weight = 1)
    {
        _builder.Add(movie.Id, field, id, weight);
        _names[(field, id)] = name;
    }
}
