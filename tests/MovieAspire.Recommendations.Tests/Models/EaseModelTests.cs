using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Tests.Models;

public class EaseModelTests
{
    private static readonly Dictionary<int, int> Numbers = new() { [101] = 0, [102] = 1, [103] = 2, [104] = 3 };

    [Fact]
    public void The_weights_are_those_of_the_closed_form()
    {
        // Users like {0, 1}, {0, 1}, {2}: X'X + I = [[3, 2, 0], [2, 3, 0], [0, 0, 2]], whose inverse has
        // P_00 = 3/5, P_01 = -2/5: a weight of 2/3 from 0 to 1 and back, and none to 2.
        var liked = EaseModel.Learn(LikesOf((1, 101), (1, 102), (2, 101), (2, 102), (3, 103)), 1, _ => { }, CancellationToken.None);

        Assert.Equal(2 / 3f, liked.WeightOf(0, 1), 5);
        Assert.Equal(2 / 3f, liked.WeightOf(1, 0), 5);
        Assert.Equal(0, liked.WeightOf(0, 2), 5);
        Assert.Equal(0, liked.WeightOf(0, 0));
    }

    [Fact]
    public void A_movie_that_nobody_liked_is_unknown()
    {
        var liked = EaseModel.Learn(LikesOf((1, 101), (1, 102)), 1, _ => { }, CancellationToken.None);

        Assert.Equal(0, liked.WeightOf(0, 3));
        Assert.Equal(0, liked.WeightOf(3, 0));
        Assert.Equal(0, liked.WeightsOf(3).Length);
    }

    [Fact]
    public void Low_stars_unknown_movies_and_all_but_the_most_liked_movies_are_left_out()
    {
        var likes = Interactions.From(
            [new(1, 101, 5), new(2, 101, 4), new(1, 102, 3.5f), new(1, 103, 3), new(1, 999, 5), new(2, 102, 4), new(3, 104, 5)],
            Numbers, likedFrom: 3.5, maxMovies: 2);

        Assert.Equal([0, 1], likes.Movies);
        Assert.Equal(4, likes.Users.Sum(liked => liked.Length));
    }

    private static Interactions LikesOf(params (int User, int Movie)[] likes) =>
        Interactions.From(likes.Select(like => new Rating(like.User, like.Movie, 5)), Numbers, 3.5, 100);
}
