using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Tests.Input;

public class CandidatesTests
{
    [Fact]
    public void They_are_numbered_by_votes_and_found_by_id()
    {
        var candidates = Catalogs.Of(Catalogs.Movie(7, votes: 10), Catalogs.Movie(8, votes: 30), Catalogs.Movie(9, votes: 20));

        Assert.Equal([8, 9, 7], candidates.Movies.Select(movie => movie.Id));
        Assert.Equal((2, -1), (candidates.NumberOf(7), candidates.NumberOf(1)));
    }

    [Fact]
    public void Only_what_two_movies_have_is_kept_and_kinds_stand_together()
    {
        var candidates = Catalogs.Of(
            Catalogs.Movie(1, movie => { movie.AddGenre(5); movie.AddKeyword(9); movie.AddCrew(3, "Director"); }, collection: 4),
            Catalogs.Movie(2, movie => { movie.AddKeyword(8); movie.AddGenre(5); movie.AddCrew(3, "Director"); }, collection: 4));

        Assert.Equal(
            [new(FeatureKind.Collection, 4), new(FeatureKind.Director, 3), new(FeatureKind.Genre, 5)], candidates.Vocabulary.Features);
        Assert.Equal((1, 2, 2, 3), (
            candidates.Vocabulary.EndOf(FeatureKind.Collection), candidates.Vocabulary.EndOf(FeatureKind.Director),
            candidates.Vocabulary.EndOf(FeatureKind.Keyword), candidates.Vocabulary.EndOf(FeatureKind.Story)));
        Assert.Equal([0, 1, 2], candidates.Features[0].Columns);
    }

    [Fact]
    public void A_word_of_many_overviews_says_nothing()
    {
        // 21 of 100 movies are more than 20, and than 5 %; 20 are not.
        var candidates = Catalogs.Of(Enumerable.Range(1, 100).Select(id => Catalogs.Movie(
            id, movie => movie.AddOverview((id <= 21 ? "common " : "") + (id <= 20 ? "rare" : "")))));

        Assert.Equal(["rare"], candidates.Vocabulary.Names);
    }
}
