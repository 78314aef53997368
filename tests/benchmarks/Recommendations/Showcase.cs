using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;
using MovieAspire.Worker.Compute.Recommendations;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>Prints the lists of some movies for people to judge.</summary>
internal static class Showcase
{
    private const int Shown = 10;

    public static void Print(
        DatasetMovies movies, IReadOnlyList<Rating> ratings, RecommendationOptions options, int[] ids, CancellationToken cancellationToken)
    {
        var content = ContentModel.Build(movies.Candidates(), options.Content);
        var likes = Interactions.From(ratings, content.Candidates.Numbers, options.Ease.LikedFrom, options.Ease.MaxMovies);
        var ease = likes.Movies.Length < 2 ? null : EaseModel.Learn(likes, options.Ease.L2, _ => { }, cancellationToken);
        var recommender = new Recommender(content, ease, MoviePrior.Of(content.Candidates.Movies), options.Lists);
        var (reasons, workspace) = (new Reasons(content), recommender.NewWorkspace());
        var sameDirector = 0;
        foreach (var id in ids)
        {
            if (!movies.Facts.TryGetValue(id, out var facts))
            {
                Console.WriteLine($"The data set has no movie {id}.");
                continue;
            }

            var profile = content.Describe(facts);
            Console.WriteLine($"\n{movies.Titles[id]}");
            foreach (var found in recommender.Recommend(new LikedMovie(profile, []), workspace).Take(Shown))
            {
                var other = content.Candidates.Movies[found.Movie].Id;
                sameDirector += movies.Directors[other].Intersect(movies.Directors[id]).Any() ? 1 : 0;
                var why = reasons.Of(profile, found).Select(reason => $"{reason.Kind} {string.Join(", ", reason.Names)}".TrimEnd());
                Console.WriteLine($"  {found.Score:0.0000} (likeness {found.Likeness:0.00}, together {found.Together:0.00})  {movies.Titles[other]}: {string.Join("; ", why)}");
            }
        }

        Console.WriteLine($"\n{(double)sameDirector / ids.Length / Shown:0.00} of the first {Shown} share the director.");
    }
}
