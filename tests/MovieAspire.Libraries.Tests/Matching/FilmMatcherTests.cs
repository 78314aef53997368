using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Libraries.Matching;

namespace MovieAspire.Libraries.Tests.Matching;

public sealed class FilmMatcherTests
{
    private static MovieCandidate Movie(int id, string title, int year, int votes = 100, int? premiere = null) =>
        new(id, title, title, new DateOnly(year, 6, 1), premiere, votes);

    [Fact]
    public void Two_equal_candidates_are_never_guessed_between()
    {
        var decision = FilmMatcher.Decide(new("Home", 2009), [Movie(1, "Home", 2009, 900), Movie(2, "Home", 2009, 100)]);

        Assert.Equal(MatchState.Review, decision.State);
        Assert.All(decision.Candidates, candidate => Assert.Contains(candidate.Refusals, refusal => refusal.Code == "ambiguous"));
        Assert.True(decision.IsConclusive);
    }

    [Fact]
    public void Twenty_times_the_votes_break_a_tie()
    {
        var decision = FilmMatcher.Decide(new("Home", 2009), [Movie(1, "Home", 2009, 40), Movie(2, "Home", 2009, 800)]);

        Assert.Equal((MatchState.Matched, 2, MatchLevel.Medium), (decision.State, decision.Best!.Id, decision.Level));
        Assert.Equal("fewer-votes", decision.Candidates.Single(candidate => candidate.Movie.Id == 1).Refusals[^1].Code);
    }

    [Fact]
    public void Votes_do_not_outweigh_the_year()
    {
        var decision = FilmMatcher.Decide(new("Dune", 1984), [Movie(1, "Dune", 1984, 10), Movie(2, "Dune", 2021, 1_000_000)]);

        Assert.Equal((1, MatchLevel.Strong), (decision.Best!.Id, decision.Level));
    }

    [Fact]
    public void A_year_beside_is_taken_where_nothing_else_is_like_it_but_is_worth_asking_elsewhere()
    {
        var decision = FilmMatcher.Decide(new("Certain Women", 2015), [Movie(1, "Certain Women", 2016)]);

        Assert.Equal((MatchState.Matched, MatchLevel.Medium, "near-year"), (decision.State, decision.Level, decision.Method));
        Assert.False(decision.IsConclusive);
    }

    [Theory]
    [InlineData("Sherlock Holmes", 99)]
    [InlineData("The Sherlock Holmes", 5_000)]
    public void A_year_beside_is_for_a_person_where_few_know_the_movie_or_its_title_differs_too(string title, int votes)
    {
        var decision = FilmMatcher.Decide(new("Sherlock Holmes", 2009), [Movie(1, title, 2010, votes)]);

        Assert.Equal(MatchState.Review, decision.State);
        Assert.Equal("year-differs", decision.Candidates[0].Refusals[0].Code);
    }

    [Fact]
    public void A_movie_that_was_released_before_the_film_is_for_a_person_however_known()
    {
        var decision = FilmMatcher.Decide(new("The Island", 2006), [Movie(1, "The Island", 2005, 2_000)]);

        Assert.Equal((MatchState.Review, "It was released before the film was: 2006 and 2005."), (decision.State, decision.Candidates[0].Refusals[0].Message));
    }

    [Fact]
    public void A_better_known_movie_of_the_title_whose_year_was_not_asked_for_may_be_it()
    {
        var decision = FilmMatcher.Decide(new("Talk to Me", 2022),
        [
            Movie(1, "Talk to Me", 2022, 0) with { Popularity = 1 },
            new MovieCandidate(2, "Talk to Me", "Talk to Me", null, null, 0) { Popularity = 40, IsTitleOnly = true },
        ]);

        Assert.False(decision.IsConclusive);
    }

    [Fact]
    public void The_year_of_the_premiere_is_as_good_as_that_of_the_release()
    {
        var decision = FilmMatcher.Decide(new("Nomadland", 2020), [Movie(1, "Nomadland", 2021, premiere: 2020)]);

        Assert.Equal((MatchLevel.Strong, "premiere-year", true), (decision.Level, decision.Method, decision.IsConclusive));
    }

    [Fact]
    public void A_movie_whose_year_nobody_knows_is_for_a_person()
    {
        var decision = FilmMatcher.Decide(new("Home", 2009), [new MovieCandidate(1, "Home", "Home", null, null, 5)]);

        Assert.Equal(MatchState.Review, decision.State);
        Assert.Contains(decision.Candidates[0].Refusals, refusal => refusal.Code == "year-unknown");
    }

    [Fact]
    public void Evidence_adds_up_to_the_score()
    {
        var decision = FilmMatcher.Decide(new("The Mummy", 1999), [Movie(1, "Mummy", 2000)]);

        var candidate = decision.Candidates[0];
        Assert.Equal(candidate.Evidence.Sum(part => part.Value * part.Weight) / candidate.Evidence.Sum(part => part.Weight), candidate.Score, 12);
        Assert.Equal(["title", "year"], candidate.Evidence.Select(part => part.Name));
    }

    [Fact]
    public void Sequels_are_never_alike() =>
        Assert.Equal(MatchState.Unmatched, FilmMatcher.Decide(new("Saw 4", 2007), [Movie(1, "Saw 3", 2007)]).State);

    [Fact]
    public void The_order_of_the_candidates_does_not_matter() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            var shuffled = Namesakes.All.ToArray();
            new Random(seed).Shuffle(shuffled);
            var film = new FilmTitle(shuffled[0].Title, shuffled[0].ReleaseDate!.Value.Year);
            var (one, other) = (FilmMatcher.Decide(film, Namesakes.All), FilmMatcher.Decide(film, shuffled));
            return one.State == other.State && one.Best?.Id == other.Best?.Id && one.Message == other.Message;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_taken_has_the_films_title_and_its_year_or_the_next_one() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            var random = new Random(seed);
            var movie = Namesakes.All[random.Next(Namesakes.All.Count)];
            var year = movie.ReleaseDate!.Value.Year + random.Next(-3, 4);
            var best = FilmMatcher.Decide(new(movie.Title, year), Namesakes.All).Best;
            return best is null || best.ReleaseDate!.Value.Year - year is 0 or 1 || best.PremiereYear == year;
        }).QuickCheckThrowOnFailure();
}
