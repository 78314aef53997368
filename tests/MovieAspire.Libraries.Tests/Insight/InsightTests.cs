using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.Libraries.Insight;

namespace MovieAspire.Libraries.Tests.Insight;

public sealed class InsightTests
{
    private static readonly Contributor Varda = new(1, "Agnès Varda");
    private static readonly Contributor Denis = new(2, "Claire Denis");

    private static LibraryFilm Film(int id, double? rating = null, Contributor? director = null, params FilmViewing[] viewings) => new()
    {
        Id = id, MovieId = id, Title = $"Film {id}", Year = 1990 + id, Rating = rating, IsWatched = true, Runtime = 90, VoteAverage = 7, VoteCount = 100,
        Directors = director is { } known ? [known] : [], Genres = ["Drama"], Viewings = viewings,
    };

    private static FilmViewing On(int year, int month, int day, double? rating = null, bool again = false) => new(new(year, month, day), rating, again);

    [Fact]
    public void Hours_count_each_viewing_and_a_film_without_any_once()
    {
        var stats = LibraryStatistics.Of([Film(1), Film(2, null, null, On(2024, 1, 1), On(2024, 2, 1, again: true))], 3, [1, 10]);

        Assert.Equal((2, 3, 4.5, 3), (stats.Totals.Films, stats.Totals.Viewings, stats.Totals.Hours, stats.Totals.Unmatched));
        Assert.Equal(1, stats.Rewatches.Rewatches);
    }

    [Fact]
    public void Viewings_are_counted_by_day_where_there_are_some_in_the_order_of_the_calendar()
    {
        var films = new[] { Film(1, null, null, On(2024, 3, 5), On(2023, 12, 31, again: true)), Film(2, null, null, On(2024, 3, 5)) };

        Assert.Equal([("2023-12-31", 1L), ("2024-03-05", 2L)], LibraryStatistics.Of(films, 0, []).ViewingsByDay.Select(day => (day.Key, day.Count_)));
        Assert.Equal([("2024-03-05", 2L)], YearReview.Of(films)[1].Days.Select(day => (day.Key, day.Count_)));
    }

    [Fact]
    public void An_empty_library_has_statistics_too()
    {
        var stats = LibraryStatistics.Of([], 5, []);

        Assert.Equal(0, stats.Totals.Films);
        Assert.False(stats.Ratings.HasAverage);
        Assert.Equal(10, stats.Ratings.Distribution.Count);
        Assert.Equal(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], stats.ViewingsByWeekday.Select(day => day.Key));
    }

    [Theory]
    [InlineData(9, 7, false)]
    [InlineData(10, 7, true)]
    [InlineData(100, 0, false)]
    public void A_crowd_is_ten_who_rated(int votes, double average, bool hasCrowd) =>
        Assert.Equal(hasCrowd, (Film(1) with { VoteCount = votes, VoteAverage = average }).HasCrowd);

    [Fact]
    public void One_film_that_is_loved_does_not_outrank_a_body_of_work()
    {
        var films = Enumerable.Range(1, 6).Select(id => Film(id, 4.5, Varda)).Append(Film(7, 5, Denis)).Append(Film(8, 2)).ToList();

        var people = PeopleRanking.Of(films, film => film.Directors, mean: 3.5);

        Assert.Equal((1, 1), (people.Single(person => person.Id == Varda.Id).CountRank, people.Single(person => person.Id == Varda.Id).RatingRank));
        Assert.Equal(0, people.Single(person => person.Id == Denis.Id).RatingRank);
    }

    [Fact]
    public void A_year_in_review_rates_a_film_as_it_was_rated_then()
    {
        var film = Film(1, 5, null, On(2023, 5, 1, 2), On(2024, 5, 1, 5, again: true));

        var years = YearReview.Of([film]);

        Assert.Equal([2023, 2024], years.Select(year => year.Year));
        Assert.Equal([2.0, 5.0], years.Select(year => year.AverageRating));
        Assert.Equal((0, 1), (years[0].Rewatches, years[1].Rewatches));
    }

    [Fact]
    public void The_longest_streak_is_found_wherever_it_is() => Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>(),
        numbers =>
        {
            var days = numbers.Select(number => new DateOnly(2024, 1, 1).AddDays(Math.Abs(number % 60))).ToList();
            var (length, from, to) = Days.LongestStreak(days);
            return length == 0
                ? days.Count == 0
                : to.DayNumber - from.DayNumber + 1 == length
                    && Enumerable.Range(0, length).All(step => days.Contains(from.AddDays(step)))
                    && !days.Contains(from.AddDays(-1)) && !days.Contains(to.AddDays(1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_prediction_stays_a_rating_and_follows_a_director_who_is_loved()
    {
        var films = Enumerable.Range(1, 12).Select(id => Film(id, id % 2 == 0 ? 5 : 1.5, id % 2 == 0 ? Varda : Denis)).ToList();
        var taste = new Taste(films);

        var (loved, disliked) = (taste.Predict(Film(50, null, Varda)), taste.Predict(Film(51, null, Denis)));

        Assert.InRange(disliked, 0.5, 2.9);
        Assert.InRange(loved, 3.5, 5);
    }

    [Fact]
    public void What_was_seen_is_not_recommended_and_no_director_fills_the_list()
    {
        var seen = Enumerable.Range(1, 5).Select(id => Film(id, 5)).ToList();
        var candidates = Enumerable.Range(100, 8).ToDictionary(id => id, id => Film(id, null, Varda) with { IsWatched = false });
        var lists = seen.ToDictionary(film => film.MovieId, film => new MovieList(
            film.MovieId, [new(2, 1, []), .. candidates.Keys.Select(id => new ListedMovie(id, 1f / id, [new PersonalReason { Kind = "director" }]))]));

        var picked = PersonalList.Pick(seen, lists, candidates);

        Assert.Equal(3, picked.Count);
        Assert.DoesNotContain(picked, movie => movie.Id == 2);
        Assert.All(picked, movie => Assert.NotEmpty(movie.Reasons[0].BecauseOf));
        Assert.Equal(picked.OrderByDescending(movie => movie.Score).Select(movie => movie.Id), picked.Select(movie => movie.Id));
    }

    [Fact]
    public void Agreement_is_the_same_seen_from_both_sides_but_for_its_sign()
    {
        var movies = Enumerable.Range(1, 6).Select(id => new SharedMovie(
            id, $"Film {id}", null, null, new(id * 0.5, true, false, false), new(id % 2 == 0 ? 4 : 2, true, false, false))).ToList();

        var (one, other) = (Agreement.Of(movies), Agreement.Of([.. movies.Select(movie => movie with { First = movie.Second, Second = movie.First })]));

        Assert.Equal((one.Percent, one.Correlation, -one.Difference), (other.Percent, other.Correlation, other.Difference));
        Assert.Equal(6, one.BothRated);
    }

    [Fact]
    public void Agreement_says_nothing_of_two_films() =>
        Assert.Null(Agreement.Of([.. Enumerable.Range(1, 2).Select(id => new SharedMovie(id, "", null, null, new(3, true, false, false), new(3, true, false, false)))]).Percent);
}
