using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Tests.Lists;

public class RecommenderTests
{
    private static readonly ListOptions Options = new();

    [Fact]
    public void A_list_has_distinct_movies_by_rules_whatever_the_catalog() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var content = ContentModel.Build(Catalogs.Of(Catalogs.Random(seed, 60)), new());
            var (recommender, reasons) = (Recommender(content), new Reasons(content));
            var workspace = recommender.NewWorkspace();
            for (var movie = 0; movie < 60; movie++)
            {
                var profile = content.Describe(movie);
                var list = recommender.Recommend(new LikedMovie(profile, []), workspace);
                Assert.Equal(list.Length, list.DistinctBy(found => found.Movie).Count());
                Assert.DoesNotContain(list, found => found.Movie == movie);
                Assert.Equal(list.OrderByDescending(found => found.Score), list);
                var movies = list.Select(found => content.Candidates.Movies[found.Movie]).ToArray();
                Assert.InRange(movies.Count(found => found.Collection == 1), 0, Options.MaxPerCollection);
                var directors = list.Where(found => profile.Collection == 0 || content.Candidates.Movies[found.Movie].Collection != profile.Collection)
                    .SelectMany(found => DirectorsOf(content, found.Movie)).CountBy(director => director);
                Assert.All(directors, director => Assert.InRange(director.Value, 1, Options.MaxPerDirector));
                Assert.All(list, found => Assert.NotEmpty(reasons.Of(profile, found)));
            }
        }));

    [Fact]
    public void What_speaks_for_a_movie_twice_is_added_up_and_shares_are_weighed_by_their_scores()
    {
        var sum = new Recommendation(1, Score: 0.5f, Likeness: 0.25f, Similar: 0.125f, Together: 0.5f)
            .Plus(new(1, Score: 0.25f, Likeness: 0.5f, Similar: 0.25f, Together: 0.875f));

        Assert.Equal(new(1, Score: 0.75f, Likeness: 0.75f, Similar: 0.375f, Together: 0.625f), sum);
    }

    [Fact]
    public void The_movies_of_its_own_collection_do_not_use_up_their_director()
    {
        var movies = Enumerable.Range(1, 8).Select(id => Catalogs.Movie(
            id, movie => movie.AddCrew(1, "Director"), collection: id <= 3 ? 9 : 0, votes: 1_000 - id));
        var content = ContentModel.Build(Catalogs.Of(movies), new());

        var list = Recommender(content).Recommend(new LikedMovie(content.Describe(0), []), WorkspaceOf(content));
        Assert.Equal(2 + Options.MaxPerDirector, list.Length);
        Assert.Equal(2, list.Count(found => content.Candidates.Movies[found.Movie].Collection == 9));
    }

    [Fact]
    public void Scores_fall_along_the_list_and_a_copy_of_what_stands_before_it_comes_later()
    {
        // 1 and 2 are the same to the last keyword, 3 is like 0 in another way.
        var content = ContentModel.Build(
            Catalogs.Of(
                Catalogs.Movie(1, movie => { movie.AddKeyword(1); movie.AddKeyword(2); movie.AddGenre(1); }, votes: 40),
                Catalogs.Movie(2, movie => { movie.AddKeyword(1); movie.AddGenre(1); }, votes: 30),
                Catalogs.Movie(3, movie => { movie.AddKeyword(1); movie.AddGenre(1); }, votes: 20),
                Catalogs.Movie(4, movie => movie.AddKeyword(2), votes: 10)),
            new());
        List<Recommendation> candidates = [new(1, 0.36f, 0, 0, 0), new(2, 0.35f, 0, 0, 0), new(3, 0.34f, 0, 0, 0)];

        Assert.Equal([(1, 0.36f), (2, 0.35f), (3, 0.34f)], Pick(Options with { Diversity = 0 }));
        var diverse = Pick(Options with { Diversity = 1 });
        Assert.Equal([1, 3, 2], diverse.Select(found => found.Movie));
        Assert.True(diverse[2].Score < 0.34f);
        Assert.Equal([1, 3], Pick(Options with { Diversity = 1, Size = 2 }).Select(found => found.Movie));

        (int Movie, float Score)[] Pick(ListOptions options) =>
        [
            .. new MaximalMarginalRelevance(content, options).Pick(candidates, 0, WorkspaceOf(content)).Select(found => (found.Movie, found.Score)),
        ];
    }

    [Fact]
    public void Ratings_count_the_more_the_more_there_are()
    {
        var content = ContentModel.Build(
            Catalogs.Of(Enumerable.Range(1, 4).Select(id => Catalogs.Movie(id, movie => movie.AddGenre(1), votes: 100 - id))), new());
        var likes = Enumerable.Range(1, 20).SelectMany(user => (Rating[])[new(user, 1, 5), new(user, 2, 5)]).Append(new(20, 3, 5));
        var ease = EaseModel.Learn(Interactions.From(likes, content.Candidates.Numbers, 3.5, 100), 10, _ => { }, CancellationToken.None);
        var options = Options with { LikedTogether = 2, EvidenceHalf = 5, Quality = 0, Prominence = 0 };
        var recommender = new Recommender(content, ease, MoviePrior.Of(content.Candidates.Movies), options);

        // 20 likes of both: e = 20 / 25.
        var byLikes = 0.8 * 2 * ease.WeightOf(0, 1);
        Assert.Equal((0.2 * 0.3) + byLikes, recommender.Blend(0, 1, 0.3f, out var together), 5);
        Assert.Equal(byLikes / ((0.2 * 0.3) + byLikes), together, 5);
        // One like of the other, 1 / 6: the content has the say.
        Assert.Equal((5 / 6.0 * 0.3) + (2 / 6.0 * ease.WeightOf(0, 2)), recommender.Blend(0, 2, 0.3f, out _), 5);
        // Nobody rated it, or the movie itself is not known.
        Assert.Equal(0.3f, recommender.Blend(0, 3, 0.3f, out together));
        Assert.Equal(0.3f, recommender.Blend(-1, 1, 0.3f, out _));
        Assert.Equal(0, together);
    }

    [Fact]
    public void What_TMDB_lists_as_similar_is_proposed_and_told()
    {
        var content = ContentModel.Build(Catalogs.Of(Enumerable.Range(1, 4).Select(id => Catalogs.Movie(id, votes: 100 - id))), new());
        var (recommender, reasons) = (Recommender(content), new Reasons(content));

        var list = recommender.Recommend(new LikedMovie(content.Describe(0), [2, 1]), recommender.NewWorkspace());
        Assert.Equal([2, 1], list.Select(found => found.Movie));
        Assert.Equal(["similar_list"], reasons.Of(content.Describe(0), list[0]).Select(reason => reason.Kind));
    }

    [Fact]
    public void Somebodys_list_sums_up_what_each_liked_movie_says_by_its_weight()
    {
        var content = ContentModel.Build(
            Catalogs.Of(
                Catalogs.Movie(1, movie => movie.AddKeyword(1), votes: 50), Catalogs.Movie(2, movie => movie.AddKeyword(2), votes: 40),
                Catalogs.Movie(3, movie => movie.AddKeyword(1), votes: 30), Catalogs.Movie(4, movie => movie.AddKeyword(2), votes: 20),
                Catalogs.Movie(5, movie => { movie.AddKeyword(1); movie.AddKeyword(2); }, votes: 10)),
            new());
        var recommender = new Recommender(
            content, ease: null, MoviePrior.Of(content.Candidates.Movies), Options with { Quality = 0, Prominence = 0, Diversity = 0 });

        Assert.Equal([4, 2, 3], ListOf(2, 1));
        Assert.Equal([4, 3, 2], ListOf(1, 2));

        int[] ListOf(float first, float second) =>
        [
            .. recommender.Recommend(
                [new(content.Describe(0), [], first), new(content.Describe(1), [], second)], recommender.NewWorkspace()).Select(found => found.Movie),
        ];
    }

    [Fact]
    public void Reasons_name_what_weighs_most_first_and_the_rarest_of_it()
    {
        var content = ContentModel.Build(
            Catalogs.Of(Enumerable.Range(1, 6).Select(id => Catalogs.Movie(id, movie =>
            {
                movie.AddGenre(1);
                if (id <= 3)
                    movie.AddKeyword(11);
                if (id > 2)
                    return;
                movie.AddKeyword(12);
                movie.AddCrew(7, "Director");
            }, votes: 100 - id))),
            new() { KeywordHalf = 1 });
        foreach (var (feature, name) in ((Feature, string)[])
            [
                (new(FeatureKind.Keyword, 11), "boat"), (new(FeatureKind.Keyword, 12), "iceberg"), (new(FeatureKind.Genre, 1), "Drama"),
                (new(FeatureKind.Director, 7), "Agnès Varda"),
            ])
        {
            Assert.True(content.Candidates.Vocabulary.TryFind(feature, out var column));
            content.Candidates.Vocabulary.Names[column] = name;
        }

        var (reasons, profile) = (new Reasons(content), content.Describe(0));
        Assert.Equal(
            """[[{"kind":"keywords","names":["iceberg","boat"]},{"kind":"director","names":["Agn\u00E8s Varda"]}]]""",
            reasons.Write(profile, [new(1, 1, 0.5f, 0, 0)]));
        Assert.Equal(["liked_together", "genres"], reasons.Of(profile, new(4, 1, 0.1f, 0, Together: 0.6f)).Select(reason => reason.Kind));
        Assert.Equal(["genres", "liked_together"], reasons.Of(profile, new(4, 1, 0.1f, 0, Together: 0.4f)).Select(reason => reason.Kind));
        Assert.Equal(["genres"], reasons.Of(profile, new(4, 1, 0.1f, 0, Together: 0.05f)).Select(reason => reason.Kind));
    }

    private static Recommender Recommender(ContentModel content) => new(content, ease: null, MoviePrior.Of(content.Candidates.Movies), Options);

    private static Workspace WorkspaceOf(ContentModel content) =>
        new(content.Candidates.Movies.Length, content.Candidates.Vocabulary.Features.Count);

    private static IEnumerable<int> DirectorsOf(ContentModel content, int movie) =>
        content.Vectors[movie].Columns.ToArray().Where(column => content.Candidates.Vocabulary.Features[column].Kind == FeatureKind.Director);
}
