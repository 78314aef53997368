using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Movies;

[Collection(PlatformGroup.Name)]
public class BrowseTests(Platform platform)
{
    private readonly GatewayHost _gateway = platform.Gateway;

    [Fact]
    public async Task A_person_has_a_filmography()
    {
        var actor = (await _gateway.GetAsync("/people/1")).Json;
        var role = Assert.Single(actor.GetProperty("cast").EnumerateArray());
        Assert.Equal("Role 1", role.GetProperty("character").GetString());
        Assert.Equal("Amélie", role.GetProperty("movie").GetProperty("title").GetString());

        var director = (await _gateway.GetAsync("/people/13")).Json;
        Assert.Equal("Director", director.GetProperty("crew")[0].GetProperty("job").GetString());
    }

    [Fact]
    public async Task A_collection_has_its_parts_in_order() => Assert.Equal(
        [1, 2],
        (await _gateway.GetAsync("/collections/5")).Json.GetProperty("parts").EnumerateArray().Select(Id));

    [Fact]
    public async Task Genres_are_counted() => Assert.Contains(
        """{"id":18,"name":"Drama","movie_count":30}""", (await _gateway.GetAsync("/genres")).Json.GetRawText(), StringComparison.Ordinal);

    [Fact]
    public async Task Genres_come_in_pages()
    {
        var first = await _gateway.GetAsync("/genres?limit=2");
        Assert.Equal([12, 35], first.Json.EnumerateArray().Select(Id));
        Assert.Equal([18], (await _gateway.GetAsync(first.Next!)).Json.EnumerateArray().Select(Id));
        Assert.Equal([35], (await _gateway.GetAsync("/genres?limit=1&offset=1")).Json.EnumerateArray().Select(Id));
    }

    [Fact]
    public async Task Similar_movies_come_in_pages()
    {
        var first = await _gateway.GetAsync("/movies/45/similar?limit=2");
        Assert.Equal([1, 2], first.Json.EnumerateArray().Select(Id));
        Assert.Equal([3], (await _gateway.GetAsync(first.Next!)).Json.EnumerateArray().Select(Id));
    }

    [Theory]
    [InlineData("/people/31337", 404)]
    [InlineData("/collections/31337", 404)]
    [InlineData("/movies/31337/similar", 404)]
    [InlineData("/movies/900/similar", 410)]
    public async Task What_is_not_there_says_so(string address, int status) => (await _gateway.GetAsync(address)).Problem(status);

    [Theory]
    [InlineData("/people/x")]
    [InlineData("/collections/0")]
    [InlineData("/movies/-1/similar")]
    public async Task An_id_that_is_none_is_400(string address) => (await _gateway.GetAsync(address)).Refuses("id");

    private static int Id(System.Text.Json.JsonElement movie) => movie.GetProperty("id").GetInt32();
}
