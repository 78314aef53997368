using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Tests.Models;

public class ContentModelTests
{
    private static readonly ContentOptions Options = new();
    private static readonly double Sum = Options.Collection + Options.Director + Options.Cast + Options.Crew + Options.Keyword
        + Options.Genre + Options.Story;

    [Fact]
    public void The_likeness_is_the_sum_of_the_damped_kinds()
    {
        // Of four movies two have the collection, the keyword and the actor, and all have the genre.
        var content = Model([.. Enumerable.Range(1, 4).Select(id => Catalogs.Movie(id, movie =>
        {
            movie.AddGenre(1);
            if (id > 2)
                return;
            movie.AddKeyword(2);
            movie.AddCast(3, billing: 5);
        }, collection: id <= 2 ? 9 : 0, votes: 100 - id))]);

        var idf = Math.Log(1 + (4 / 2.0));
        var keyword = idf * idf;
        var cast = 0.5 * idf * 0.5 * idf;
        // All have the genre: idf = ln 2.
        var genre = Math.Log(2) * Math.Log(2) / ((Math.Log(2) * Math.Log(2)) + Options.GenreHalf);
        var expected = (Options.Collection + (Options.Keyword * keyword / (keyword + Options.KeywordHalf))
            + (Options.Cast * cast / (cast + Options.CastHalf)) + (Options.Genre * genre)) / Sum;
        Assert.Equal(expected, Likeness(content, 0, 1, out var genres), 5);
        Assert.Equal(genre, genres, 5);
        Assert.Equal(Options.Genre * genre / Sum, Likeness(content, 0, 2, out _), 5);
    }

    [Fact]
    public void Directors_and_genres_are_compared_by_their_angle()
    {
        // Two directors of whom one is shared with a movie that has only him: 1 / sqrt(2).
        var content = Model(
            Catalogs.Movie(1, movie => { movie.AddCrew(1, "Director"); movie.AddCrew(2, "Director"); }, votes: 30),
            Catalogs.Movie(2, movie => movie.AddCrew(1, "Director"), votes: 20),
            Catalogs.Movie(3, movie => movie.AddCrew(2, "Director"), votes: 10));

        Assert.Equal(Options.Director / Sum / Math.Sqrt(2), Likeness(content, 0, 1, out var genres), 5);
        Assert.Equal(0, genres);
    }

    [Theory]
    [InlineData(2000, "en", 1, 1)]
    [InlineData(2006, "en", 1, 0.5)]
    [InlineData(1982, "en", 1, 0.25)]
    [InlineData(0, "en", 1, 0.5)]
    [InlineData(2000, "fr", 1, 0.6)]
    [InlineData(2000, "", 1, 1)]
    [InlineData(2000, "en", 0, 0.5)]
    [InlineData(2000, "en", 0.5, 0.75)]
    public void How_well_a_movie_fits_follows_the_years_the_language_and_the_genres(int year, string language, float genres, double share)
    {
        var content = Model(Catalogs.Movie(1, votes: 20), Catalogs.Movie(2, year: year, language: language, votes: 10));

        // The square, for the most alike of movies too.
        Assert.Equal(0.9 * 0.9 * share, content.FitOf(content.Describe(0), 1, 0.9f, genres), 5);
        Assert.Equal(0.2 * 0.2 * share, content.FitOf(content.Describe(0), 1, 0.2f, genres), 5);
    }

    [Fact]
    public void A_movie_that_is_no_candidate_is_described_by_what_the_candidates_have()
    {
        var content = Model(Catalogs.Movie(1, movie => movie.AddKeyword(5), votes: 20), Catalogs.Movie(2, movie => movie.AddKeyword(5), votes: 10));

        var profile = content.Describe(Catalogs.Movie(3, movie => { movie.AddKeyword(5); movie.AddKeyword(6); }, year: 1990));
        Assert.Equal((-1, 1990, 1), (profile.Number, profile.Year, profile.Columns.Length));
        Assert.Equal(content.Describe(0).Values, profile.Values);
    }

    [Fact]
    public void Likeness_is_between_0_and_1_and_neither_the_order_of_reading_nor_that_of_the_pair_matters() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var (content, shuffled) = (Model(Catalogs.Random(seed, 12)), Model(Catalogs.Random(seed, 12, reversed: true)));
            for (var a = 0; a < 12; a++)
            {
                for (var b = 0; b < 12; b++)
                {
                    var likeness = Likeness(content, a, b, out _);
                    Assert.InRange(likeness, 0, 1.00001f);
                    Assert.Equal(likeness, Likeness(content, b, a, out _), 5);
                    Assert.Equal(likeness, Likeness(shuffled, a, b, out _));
                }
            }
        }));

    [Fact]
    public void What_is_proposed_is_what_fits_best_when_no_list_is_cut() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var content = ContentModel.Build(Catalogs.Of(Catalogs.Random(seed, 30)), Options with { OtherGenres = 1 });
            var workspace = WorkspaceOf(content);
            var priors = Enumerable.Range(0, 30).Select(number => 1f + number).ToArray();
            for (var movie = 0; movie < 30; movie++)
            {
                var profile = content.Describe(movie);
                workspace.Proposed.Clear();
                content.Propose(profile, priors, 5, workspace);
                var fits = Enumerable.Range(0, 30).Where(other => other != movie)
                    .Select(other => (other, Fit: priors[other] * content.FitOf(profile, other, Likeness(content, movie, other, out _), 1)))
                    .Where(other => other.Fit > 0).OrderByDescending(other => other.Fit).Take(5).ToArray();
                Assert.Equal(fits.Length, workspace.Proposed.Count);
                Assert.All(workspace.Proposed, other => Assert.Contains(fits, fit => fit.Fit <= 1.0001f * priors[other]
                    * content.FitOf(profile, other, Likeness(content, movie, other, out _), 1)));
            }
        }));

    [Fact]
    public void A_common_keyword_leads_to_the_best_known_movies_and_a_common_word_to_none()
    {
        var movies = Enumerable.Range(1, 15).Select(id => Catalogs.Movie(id, movie =>
        {
            movie.AddKeyword(1);
            movie.AddOverview("word");
        }, votes: 100 - id));
        var content = ContentModel.Build(Catalogs.Of(movies), Options with { MaxPostings = 10, Keyword = 0 });
        Assert.Empty(Proposed(content));

        content = ContentModel.Build(Catalogs.Of(movies), Options with { MaxPostings = 10, Story = 0 });
        Assert.Equal(Enumerable.Range(0, 10), Proposed(content).Order());

        static HashSet<int> Proposed(ContentModel content)
        {
            var workspace = WorkspaceOf(content);
            content.Propose(content.Describe(14), [.. Enumerable.Repeat(1f, 15)], 100, workspace);
            return workspace.Proposed;
        }
    }

    private static ContentModel Model(params MovieFacts[] movies) => ContentModel.Build(Catalogs.Of(movies), Options);

    private static Workspace WorkspaceOf(ContentModel content) =>
        new(content.Candidates.Movies.Length, content.Candidates.Vocabulary.Features.Count);

    private static float Likeness(ContentModel content, int a, int b, out float genres)
    {
        var (workspace, profile) = (WorkspaceOf(content), content.Describe(a));
        workspace.Load(profile.Columns, profile.Values);
        return content.LikenessOf(b, workspace, out genres);
    }
}
