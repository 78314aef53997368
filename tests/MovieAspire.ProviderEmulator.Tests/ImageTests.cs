using System.Net;
using System.Xml.Linq;
using Xunit;

namespace MovieAspire.ProviderEmulator.Tests;

public sealed class ImageTests : EmulatorFixture
{
    [Theory]
    [InlineData("poster_path", "0 0 342 513")]
    [InlineData("backdrop_path", "0 0 1280 720")]
    public async Task A_picture_of_a_movie_is_a_drawing_of_its_title_and_year(string path, string box)
    {
        var (_, movie) = await TmdbAsync($"movie/{TheMatrix}");
        var (type, first) = await GetAsync(movie[path]!.GetValue<string>());
        var (_, second) = await GetAsync(movie[path]!.GetValue<string>());

        Assert.Equal("image/svg+xml", type);
        Assert.Equal(first, second);
        var drawing = XElement.Parse(first);
        Assert.Equal(box, (string?)drawing.Attribute("viewBox"));
        Assert.Equal("The Matrix 1999", string.Join(' ', drawing.Descendants().Where(part => part.Name.LocalName == "text").Select(part => part.Value)));
    }

    [Fact]
    public async Task A_picture_of_a_person_is_a_drawing_of_the_name()
    {
        var (_, credits) = await TmdbAsync($"movie/{TheMatrix}/credits");
        var (_, drawing) = await GetAsync(credits["cast"]![0]!["profile_path"]!.GetValue<string>());
        Assert.Contains("Keanu", drawing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_nobody_has_is_not_found()
    {
        using var response = await Http.GetAsync(new Uri(Emulator.TmdbBaseUrl, "/t/p/w342/nothing.jpg"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<(string? Type, string Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(Emulator.TmdbBaseUrl, $"/t/p/w342{path}"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }
}
