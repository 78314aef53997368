using System.Text.Json.Nodes;
using MovieAspire.Testing;
using Xunit;

namespace MovieAspire.ProviderEmulator.Tests;

public sealed class TmdbShapeTests : EmulatorFixture
{
    [Theory]
    [InlineData("movie/popular", "movie_popular__page-1")]
    [InlineData("movie/top_rated", "movie_top_rated__page-1")]
    [InlineData("movie/now_playing", "movie_now_playing__page-1")]
    [InlineData("movie/upcoming", "movie_upcoming__page-1")]
    [InlineData("trending/movie/week", "trending_movie_week")]
    [InlineData("discover/movie", "discover_movie")]
    [InlineData("movie/603", "movie_47964")]
    [InlineData("movie/603/credits", "movie_47964_credits")]
    [InlineData("movie/603/release_dates", "movie_47964_release_dates")]
    [InlineData("movie/603/translations", "movie_47964_translations")]
    [InlineData("movie/603/similar", "movie_47964_similar")]
    [InlineData("movie/603/recommendations", "movie_47964_recommendations")]
    [InlineData("movie/603/external_ids", "movie_335984_external_ids")]
    [InlineData("movie/603/keywords", "movie_1122573_keywords")]
    [InlineData("collection/2344", "collection_264")]
    [InlineData("find/tt0133093?external_source=imdb_id", "find_tt0088247__external-source-imdb-id")]
    [InlineData("genre/movie/list", "genre_movie_list")]
    [InlineData("configuration", "configuration")]
    public async Task Bodies_have_the_fields_of_the_recorded_ones(string path, string recording)
    {
        var (_, body) = await TmdbAsync(path);
        Assert.NotEmpty(body);
        if (TestData.Directory is not { } data)
            return;

        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, "tmdb_api", "tmdblib", recording + ".200.json")))!;
        AssertSameFields(recorded, body, path);
    }

    [Fact]
    public async Task Appended_parts_are_there_without_their_ids_and_unknown_ones_are_ignored()
    {
        var (_, body) = await TmdbAsync("movie/tt0133093?append_to_response=credits,watch/providers,nonsense");

        Assert.Equal(TheMatrix, (int)body["id"]!);
        Assert.NotEmpty(body["credits"]!["cast"]!.AsArray());
        Assert.Null(body["credits"]!["id"]);
        Assert.NotNull(body["watch/providers"]!["results"]);
        Assert.False(body.ContainsKey("nonsense"));
    }

    [Fact]
    public async Task A_person_is_known_for_the_same_in_every_movie_whatever_it_did_there()
    {
        var credits = new List<(int Person, string Department, bool IsCast)>();
        for (var page = 1; page <= 5; page++)
        {
            foreach (var movie in (await TmdbAsync($"movie/top_rated?page={page}")).Body["results"]!.AsArray())
            {
                var (_, body) = await TmdbAsync($"movie/{(int)movie!["id"]!}/credits");
                foreach (var part in (string[])["cast", "crew"])
                    credits.AddRange(body[part]!.AsArray().Select(credit => ((int)credit!["id"]!, (string)credit["known_for_department"]!, part == "cast")));
            }
        }

        var people = credits.GroupBy(credit => credit.Person).ToList();
        Assert.Contains(people, person => person.Any(credit => credit.IsCast) && person.Any(credit => !credit.IsCast));
        Assert.Contains(people, person => person.First().Department == "Directing");
        Assert.All(people, person => Assert.Single(person.Select(credit => credit.Department).Distinct()));
        var (_, director) = await TmdbAsync($"person/{people.First(person => person.First().Department == "Directing").Key}");
        Assert.Equal("Directing", (string)director["known_for_department"]!);
    }

    [Theory]
    [InlineData("search/movie?query=amelie", "Amélie")]
    [InlineData("search/movie?query=seven%20samurai", "Seven Samurai")]
    [InlineData("search/movie?query=matrix&primary_release_year=1999", "The Matrix")]
    public async Task Search_folds_accents_and_keeps_to_the_strict_year(string path, string title)
    {
        var (_, body) = await TmdbAsync(path);
        Assert.Equal(title, (string)body["results"]![0]!["title"]!);
    }

    [Theory]
    [InlineData("revenue", "desc")]
    [InlineData("vote_count", "asc")]
    [InlineData("primary_release_date", "asc")]
    public async Task Discover_sorts_both_ways(string by, string direction)
    {
        var (_, body) = await TmdbAsync($"discover/movie?sort_by={by}.{direction}");
        Assert.Equal(20, body["results"]!.AsArray().Count);
        if (by == "vote_count")
            Assert.True((int)body["results"]![0]!["vote_count"]! <= (int)body["results"]![19]!["vote_count"]!);
    }

    /// <summary>Every field of the recorded body is there and of the same kind, down to the first item of a list.</summary>
    private static void AssertSameFields(JsonNode recorded, JsonNode? body, string path)
    {
        if (recorded is JsonObject expected)
        {
            var actual = Assert.IsType<JsonObject>(body, exactMatch: false);
            foreach (var (name, value) in expected)
            {
                Assert.True(actual.ContainsKey(name), $"{path}: {name} is missing");
                if (value is not null && actual[name] is { } field)
                    AssertSameFields(value, field, $"{path}/{name}");
            }
        }
        else if (recorded is JsonArray { Count: > 0 } items && body is JsonArray { Count: > 0 } own && items[0] is { } first)
        {
            AssertSameFields(first, own[0], path + "[0]");
        }
        else
        {
            Assert.Equal(recorded.GetValueKind(), body!.GetValueKind());
        }
    }
}
