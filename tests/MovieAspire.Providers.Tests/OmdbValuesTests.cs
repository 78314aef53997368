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

        Assert.Equal(new OmdbMovie(), movie with { Ratings = new OmdbMovie().Ratings });
        Assert.Null(movie.RottenTomatoes);
        Assert.Null(movie.Metacritic);
    }

    [Fact]
    public void Numbers_lose_their_ornaments()
    {
        var movie = Read("""{"Runtime":"142 min","imdbVotes":"1,234,567","BoxOffice":"$28,767,189","imdbRating":"8.8","Metascore":"74"}""");

        Assert.Equal(142, movie.Runtime);
        Assert.Equal(1_234_567, movie.ImdbVotes);
        Assert.Equal(28_767_189, movie.BoxOffice);
        Assert.Equal(8.8, movie.ImdbRating);
        Assert.Equal(74, movie.Metacritic);
    }

    [Theory]
    [InlineData("1 h 30 min", 90)]
    [InlineData("2 h", 120)]
    [InlineData("45 min", 45)]
    [InlineData("S1 E2", null)]
    public void Runtimes_are_minutes(string text, int? minutes) =>
        Assert.Equal(minutes, Read($$"""{"Runtime":"{{text}}"}""").Runtime);

    [Theory]
    [InlineData("8.8/10", 88.0)]
    [InlineData("87%", 87.0)]
    [InlineData("74/100", 74.0)]
    [InlineData("good", null)]
    [InlineData("12/10", null)]
    public void Ratings_of_every_source_are_brought_to_one_scale(string text, double? value) =>
        Assert.Equal(value, Read($$"""{"Ratings":[{"Source":"Somebody","Value":"{{text}}"}]}""").Ratings.Single().Value);

    [Fact]
    public void Rotten_tomatoes_comes_out_of_the_ratings() =>
        Assert.Equal(87, Read("""{"Ratings":[{"Source":"Rotten Tomatoes","Value":"87%"}]}""").RottenTomatoes);

    [Theory]
    [InlineData("2010", 2010, null)]
    [InlineData("2010–2015", 2010, 2015)]
    [InlineData("2010–", 2010, null)]
    [InlineData("2010-2015", 2010, 2015)]
    public void Years_may_be_a_range_with_an_en_dash(string text, int first, int? last) =>
        Assert.Equal(new OmdbYears(first, last), Read($$"""{"Year":"{{text}}"}""").Year);

    [Theory]
    [InlineData("16 Jul 2010", "2010-07-16")]
    [InlineData("5 May 2000", "2000-05-05")]
    [InlineData("soon", null)]
    public void Released_is_a_day(string text, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day, null), Read($$"""{"Released":"{{text}}"}""").Released);

    [Fact]
    public void Awards_stay_as_they_are_with_their_quirks()
    {
        const string Awards = "Won 1 BAFTA Award2 wins & 1 nomination total";
        Assert.Equal(Awards, Read($$"""{"Awards":"{{Awards}}"}""").Awards);
    }

    private static OmdbMovie Read(string body) => JsonSerializer.Deserialize(body, OmdbJson.Default.OmdbMovie)!;
}
