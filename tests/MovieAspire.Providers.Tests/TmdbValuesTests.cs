using System.Text.Json;
using MovieAspire.Providers.Tmdb;
using Xunit;

namespace MovieAspire.Providers.Tests;

public sealed class TmdbValuesTests
{
    [Theory]
    [InlineData("12", 12L)]
    [InlineData("\"12\"", 12L)]
    [InlineData("0", null)]
    [InlineData("\"0\"", null)]
    [InlineData("-5", null)]
    [InlineData("\"-5\"", null)]
    [InlineData("\"much\"", null)]
    [InlineData("null", null)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("{\"of\": 3}", null)]
    public void An_amount_is_known_when_it_is_positive(string json, long? amount)
    {
        var movie = Read($$"""{"budget": {{json}}, "id": 7}""");

        Assert.Equal((amount, 7), (movie.Budget, movie.Id));
    }

    [Fact]
    public void The_certification_of_the_cinemas_goes_before_others_and_an_empty_one_is_none()
    {
        Assert.Equal("R", Certification("""{"type": 4, "certification": "NR"}, {"type": 3, "certification": "R"}"""));
        Assert.Equal("NR", Certification("""{"type": 3, "certification": ""}, {"type": 4, "certification": "NR"}"""));
        Assert.Null(Certification("""{"type": 3, "certification": ""}"""));
    }

    private static string? Certification(string releases) => Read($$$"""
        {"release_dates": {"results": [
            {"iso_3166_1": "DE", "release_dates": [{"type": 3, "certification": "16"}]}, {"iso_3166_1": "US", "release_dates": [{{{releases}}}]}]}}
        """).UsCertification;

    private static TmdbMovieDetails Read(string body) => JsonSerializer.Deserialize(body, TmdbJson.Default.TmdbMovieDetails)!;
}
