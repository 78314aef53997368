using Microsoft.Extensions.Logging.Abstractions;
using MovieAspire.Benchmarks.Recommendations;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.Libraries.Insight;
using MovieAspire.Libraries.Matching;
using MovieAspire.ProviderEmulator.Sources.Dataset;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;
using MovieAspire.Text.Titles;
using MovieAspire.Worker.Compute.Recommendations;
using Movie = MovieAspire.ProviderEmulator.Movies.Movie;

namespace MovieAspire.Benchmarks.Libraries;

/// <summary>
/// A fifth of what each owner rated at least their mean is hidden; how much of it comes back among 20 recommendations, beside the most
/// popular movies that the owner has not shown. And how far predicted ratings are off, beside the crowd's mean and the owner's own.
/// </summary>
internal static class HeldOut
{
    private const int Listed = 20;
    private const int HiddenOf = 5;
    private const int LeastRated = 40;

    public static void Measure(string dataset, IReadOnlyList<ExportedLibrary> exports, CancellationToken cancellationToken)
    {
        var options = new RecommendationOptions();
        var data = DatasetMovies.Load(dataset, options.MinVotes);
        var candidates = data.Candidates();
        var content = ContentModel.Build(candidates, options.Content);
        var ratings = MovieLensRatings.Read(Path.Combine(dataset, "movielens"), cancellationToken).OfType<Rating>();
        var likes = Interactions.From(ratings, candidates.Numbers, options.Ease.LikedFrom, options.Ease.MaxMovies);
        var ease = EaseModel.Learn(likes, options.Ease.L2, _ => { }, cancellationToken);
        var recommender = new Recommender(content, ease, MoviePrior.Of(candidates.Movies), options.Lists);
        var workspace = recommender.NewWorkspace();
        var movies = MoviesOf(dataset);
        var popular = candidates.Movies.OrderByDescending(movie => movie.Votes).Select(movie => movie.Id).ToList();
        Console.WriteLine("held out     hidden  recall@20 personal  popular   RMSE predicted  crowd  own mean");

        var totals = new List<(double Personal, double Popular, double Predicted, double Crowd, double Mean)>();
        foreach (var export in exports)
        {
            var films = export.Films.Select((film, place) => ToFilm(film, place, movies)).OfType<LibraryFilm>().DistinctBy(film => film.MovieId)
                .Where(film => candidates.NumberOf(film.MovieId) >= 0).ToList();
            var rated = films.Where(film => film.Rating is not null).OrderBy(film => film.MovieId).ToList();
            if (rated.Count < LeastRated)
                continue;
            var mean = rated.Average(film => film.Rating!.Value);
            var hidden = rated.Where((_, place) => place % HiddenOf == 0).ToList();
            var liked = hidden.Where(film => film.Rating >= mean).Select(film => film.MovieId).ToHashSet();
            var shown = films.Where(film => film.IsWatched).Except(hidden).ToList();
            var lists = PersonalList.Signals(shown).Select(signal => signal.Film.MovieId).Distinct()
                .ToDictionary(id => id, id => ListOf(id, data.Facts[id], candidates, content, recommender, workspace));
            var seen = shown.Select(film => film.MovieId).ToHashSet();
            var personal = PersonalList.Pick(shown, lists, movies.ById).Take(Listed).Count(movie => liked.Contains(movie.Id));
            var byVotes = popular.Where(id => !seen.Contains(id)).Take(Listed).Count(liked.Contains);
            var possible = (double)Math.Min(Listed, liked.Count);
            var taste = new Taste(shown);
            var shownMean = shown.Where(film => film.Rating is not null).Average(film => film.Rating!.Value);
            totals.Add((personal / possible, byVotes / possible, Error(hidden, taste.Predict), Error(hidden, film => film.VoteAverage / 2), Error(hidden, _ => shownMean)));
            var row = totals[^1];
            Console.WriteLine(FormattableString.Invariant(
                $"{export.Name,-12} {hidden.Count,6}  {row.Personal,18:0.000}  {row.Popular,7:0.000}  {row.Predicted,14:0.000}  {row.Crowd,5:0.000}  {row.Mean,8:0.000}"));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"{"mean",-12} {"",6}  {totals.Average(row => row.Personal),18:0.000}  {totals.Average(row => row.Popular),7:0.000}  {totals.Average(row => row.Predicted),14:0.000}  {totals.Average(row => row.Crowd),5:0.000}  {totals.Average(row => row.Mean),8:0.000}"));
    }

    private static MovieList ListOf(
        int id, MovieFacts facts, Candidates candidates, ContentModel content, Recommender recommender, Workspace workspace) => new(
        id,
        [.. recommender.Recommend(new LikedMovie(content.Describe(facts), [.. facts.Similar.Select(candidates.NumberOf).Where(number => number >= 0)]), workspace)
            .Select(found => new ListedMovie(candidates.Movies[found.Movie].Id, found.Score, [new PersonalReason { Kind = "list" }]))]);

    private static double Error(List<LibraryFilm> hidden, Func<LibraryFilm, double> predict) =>
        Math.Sqrt(hidden.Average(film => Math.Pow(predict(film) - film.Rating!.Value, 2)));

    private static LibraryFilm? ToFilm(ExportedFilm film, int place, DatasetFilms movies)
    {
        var decision = FilmMatcher.Decide(film.Title, movies.Candidates(film.Title.Name));
        return decision.Best is { } best && decision.State == MovieAspire.Libraries.Matching.MatchState.Matched
            ? movies.ById[best.Id] with { Id = place + 1, Rating = film.Rating, IsWatched = film.IsWatched, IsLiked = film.IsLiked }
            : null;
    }

    private static DatasetFilms MoviesOf(string dataset)
    {
        var source = DatasetSource.Load(dataset, NullLogger.Instance);
        var movies = new List<Movie>();
        foreach (var facts in source.Facts)
            movies.Add(source.Find(facts.Id)!);
        return new(movies);
    }

    /// <summary>The movies of a data set as libraries have them.</summary>
    private sealed class DatasetFilms(IReadOnlyList<Movie> movies)
    {
        private readonly ILookup<string, MovieCandidate> _byKey = movies
            .SelectMany(movie => TitleKeys.All(movie.Title).Union(TitleKeys.All(movie.OriginalTitle)).Select(key => (key, movie)))
            .ToLookup(pair => pair.key, pair => new MovieCandidate(pair.movie.Id, pair.movie.Title, pair.movie.OriginalTitle, pair.movie.ReleaseDate, null, pair.movie.VoteCount));

        public Dictionary<int, LibraryFilm> ById { get; } = movies.ToDictionary(movie => movie.Id, movie => new LibraryFilm
        {
            Id = 0, MovieId = movie.Id, Title = movie.Title, Year = movie.ReleaseDate?.Year, Runtime = movie.Runtime,
            Genres = [.. movie.Genres.Select(genre => genre.Name)], CollectionId = movie.Collection?.Id ?? 0,
            Directors = [.. movie.Crew.Where(job => job.Title == "Director").Select(job => new Contributor(job.PersonId, job.Name))],
            Actors = [.. movie.Cast.Take(10).Select(role => new Contributor(role.PersonId, role.Name))],
            VoteAverage = movie.VoteAverage, VoteCount = movie.VoteCount, ReleaseDate = movie.ReleaseDate,
        });

        public IEnumerable<MovieCandidate> Candidates(string name) => TitleKeys.All(name).SelectMany(key => _byKey[key]).DistinctBy(movie => movie.Id);
    }
}
