using System.Text.Json;
using MovieAspire.Providers.Omdb;
using Xunit;

namespace MovieAspire.Providers.Tests;

public sealed class OmdbValuesTests
{
    [Fact]
    public void Not_available_is_null_in_every_field()
    {
        var movie = Read("""
            {"Title":"N/A","Year":"N/A","Rated":"N/A","Released":"N/A","Runtime":"N/A","Awards":"N/A","Ratings":[],
             "Metascore":"N/A","imdbRating":"N/A","imdbVotes":"N/A","imdbID":"N/A","BoxOffice":"N/A"}
            """);

        Assert.Equal(new OmdbTitle(), movie with { Ratings = new OmdbTitle().Ratings });
        Assert.Null(movie.RottenTomatoes);
        Assert.Null(movie.Metacritic);
    }

    [Fact]
    public void An_empty_value_is_null_and_none_of_zero()
    {
        var title = Read("""{"Title":"","Rated":" ","imdbRating":"","imdbVotes":"","Metascore":"","BoxOffice":"","Ratings":null}""");

        Assert.Equal(new OmdbTitle(), title with { Ratings = new OmdbTitle().Ratings });
    }

    [Fact]
    public void Numbers_lose_their_ornaments()
    {
        var movie = Read("""{"imdbVotes":"1,234,567","BoxOffice":"$28,767,189","imdbRating":"8.8","Metascore":"74"}""");

        Assert.Equal(1_234_567, movie.ImdbVotes);
        Assert.Equal(28_767_189, movie.BoxOffice);
        Assert.Equal(8.8, movie.ImdbRating);
        Assert.Equal(74, movie.Metacritic);
    }

    [Theory]
    [InlineData("8.8/10", 88.0)]
    [InlineData("87%", 87.0)]
    [InlineData("74/100", 74.0)]
    [InlineData("0%", 0.0)]
    [InlineData("0/10", 0.0)]
    [InlineData("100%", 100.0)]
    [InlineData("-1%", null)]
    [InlineData("good", null)]
    [InlineData("12/10", null)]
    public void Ratings_of_every_source_are_brought_to_one_scale(string text, double? value) =>
        Assert.Equal(value, Read($$"""{"Ratings":[{"Source":"Somebody","Value":"{{text}}"}]}""").Ratings.Single().Value);

    [Fact]
    public void Rotten_tomatoes_comes_out_of_the_ratings() =>
        Assert.Equal(87, Read("""{"Ratings":[{"Source":"Rotten Tomatoes","Value":"87%"}]}""").RottenTomatoes);

    [Fact]
    public void Awards_stay_as_they_are_with_their_quirks()
    {
        const string Awards = "Won 1 BAFTA Award2 wins & 1 nomination total";
        Assert.Equal(Awards, Read($$"""{"Awards":"{{Awards}}"}""").Awards);
    }

    private static OmdbTitle Read(string body) => JsonSerializer.Deserialize(body, OmdbJson.Default.OmdbTitle)!;
}
