using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MovieAspire.Providers.Omdb;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Testing;
using Xunit;

namespace MovieAspire.Providers.Tests;

/// <summary>Bodies as the real services sent them, where the development data is at hand; own ones elsewhere.</summary>
public sealed class RecordedBodiesTests
{
    private const string OwnMovie = """
        {"id":7,"title":"Seven","original_title":"Seven","release_date":"","budget":0,"revenue":0,"runtime":0,"imdb_id":"",
         "tagline":null,"genres":null,"belongs_to_collection":null,"credits":{"cast":[{"id":1,"name":"A","order":0}]},
         "release_dates":{"results":[{"iso_3166_1":"FR","release_dates":[{"release_date":"1998-05-14T00:00:00.000Z","type":1}]}]}}
        """;

    [Fact]
    public void Unknown_values_are_null_and_the_premiere_counts_for_the_year()
    {
        var movie = JsonSerializer.Deserialize(OwnMovie, TmdbJson.Default.TmdbMovieDetails)!;

        Assert.Null(movie.ReleaseDate);
        Assert.Null(movie.Runtime);
        Assert.Null(movie.Budget);
        Assert.Null(movie.Revenue);
        Assert.Null(movie.ImdbId);
        Assert.Null(movie.Tagline);
        Assert.Empty(movie.Genres);
        Assert.Equal(1998, movie.PremiereYear);
        Assert.Equal("A", movie.Credits.Cast.Single().Name);
    }

    [Fact]
    public void Year_only_dates_are_january_first()
    {
        var movie = JsonSerializer.Deserialize("""{"id":1,"release_date":"1999"}""", TmdbJson.Default.TmdbMovieDetails)!;
        Assert.Equal(new DateOnly(1999, 1, 1), movie.ReleaseDate);
    }

    [Fact]
    public void Every_recorded_movie_parses() => ForEach("movie_", TmdbJson.Default.TmdbMovieDetails, movie => movie.Id > 0 && movie.Title.Length > 0, IsMovie);

    [Theory]
    [InlineData("movie_popular")]
    [InlineData("movie_top_rated")]
    [InlineData("movie_upcoming")]
    [InlineData("movie_now_playing")]
    [InlineData("trending_movie")]
    [InlineData("discover_movie")]
    [InlineData("search_movie")]
    public void Every_recorded_list_parses(string name) => ForEach(
        name, TmdbJson.Default.TmdbPageTmdbMovieSummary, page => page.Page > 0 && page.Results.All(movie => movie.Id > 0 && movie.Title.Length > 0));

    [Fact]
    public void Every_recorded_page_of_changes_parses() => ForEach(
        "movie_changes", TmdbJson.Default.TmdbPageTmdbChange, page => page.Page > 0 && page.Results.All(change => change.Id > 0));

    [Fact]
    public void Every_recorded_omdb_body_parses()
    {
        if (TestData.Directory is not { } data)
            return;

        var titles = 0;
        foreach (var line in File.ReadLines(Path.Combine(data, "omdb", "omdb_responses.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var body = json.RootElement.GetProperty("response").GetRawText();
            if (JsonSerializer.Deserialize(body, OmdbJson.Default.OmdbStatus)!.IsError)
                continue;
            var movie = JsonSerializer.Deserialize(body, OmdbJson.Default.OmdbTitle)!;
            Assert.NotNull(movie.Title);
            titles++;
        }

        Assert.True(titles > 900);
    }

    private static bool IsMovie(string body) => body.Contains("\"imdb_id\"", StringComparison.Ordinal) && body.Contains("\"runtime\"", StringComparison.Ordinal);

    private static void ForEach<T>(string prefix, JsonTypeInfo<T> type, Func<T, bool> isSound, Func<string, bool>? applies = null)
    {
        if (TestData.Directory is not { } data)
            return;

        var bodies = Directory.GetFiles(Path.Combine(data, "tmdb_api", "tmdblib"), prefix + "*.200.json")
            .Select(File.ReadAllText)
            .Where(body => applies?.Invoke(body) ?? true)
            .ToList();
        Assert.NotEmpty(bodies);
        Assert.All(bodies, body => Assert.True(isSound(JsonSerializer.Deserialize(body, type)!), body[..Math.Min(200, body.Length)]));
    }
}
