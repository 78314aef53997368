using FsCheck.Fluent;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Search;

public class PostgresSearchTests(SearchSeed seed) : IClassFixture<SearchSeed>
{
    [Theory]
    [InlineData("wall-e", 10681)]
    [InlineData("walle", 10681)]
    [InlineData("wall e", 10681)]
    [InlineData("WALL·E", 10681)]
    [InlineData("8½", 422)]
    [InlineData("8 1/2", 422)]
    [InlineData("8 1-2", 422)]
    [InlineData("seven", 807)]
    [InlineData("se7en", 807)]
    [InlineData("[rec]", 8329)]
    [InlineData("rec", 8329)]
    [InlineData("rec 3", 80038)]
    [InlineData("rec3", 80038)]
    [InlineData("[REC]³", 80038)]
    [InlineData("amelie", 194)]
    [InlineData("AMÉLIE", 194)]
    [InlineData("destin d'amélie", 194)]
    [InlineData("spirited away", 129)]
    [InlineData("千と千尋の神隠し", 129)]
    [InlineData("千尋", 129)]
    [InlineData("神隠", 129)]
    [InlineData("神", 129)]
    [InlineData("spiderman", 557)]
    [InlineData("spider man", 557)]
    [InlineData("spider-man", 557)]
    [InlineData("parrain", 238)]
    [InlineData("godf", 238)]
    [InlineData("brando", 238)]
    [InlineData("coppola mafia", 238)]
    [InlineData("homicide detectives", 807)]
    [InlineData("$", 14)]
    public async Task A_movie_is_found_first_by_what_people_type(string typed, int movie) =>
        Assert.Equal(movie, (await SearchAsync(new() { Query = typed })).Hits[0].Id);

    [Theory]
    [InlineData("godfahter", 238)]
    [InlineData("godfater", 238)]
    [InlineData("the godfathr", 238)]
    [InlineData("amlie", 194)]
    [InlineData("spirted away", 129)]
    [InlineData("marlon brandno", 238)]
    [InlineData("rac", 8329)]
    [InlineData("wal e", 10681)]
    [InlineData("partt ii godfahter", 240)]
    public async Task A_typo_is_forgiven_in_titles_people_and_keywords(string typed, int movie) =>
        Assert.Equal(movie, (await SearchAsync(new() { Query = typed })).Hits[0].Id);

    [Theory]
    [InlineData("godfather corleone pizza", 240)]
    [InlineData("spirited away ghibli", 129)]
    [InlineData("xyzzy godfather", 238)]
    [InlineData("homicde detectives", 807)]
    public async Task Words_that_no_movie_has_with_the_others_are_dropped(string typed, int movie) =>
        Assert.Equal(movie, (await SearchAsync(new() { Query = typed })).Hits[0].Id);

    [Theory]
    [InlineData("godfather 1972", 238)]
    [InlineData("the love (2010)", 12)]
    [InlineData("love 2011", 11)]
    [InlineData("the godfather movie", 238)]
    [InlineData("film amelie", 194)]
    [InlineData("a spider man", 557)]
    [InlineData("the amelie", 194)]
    [InlineData("godfather two", 240)]
    [InlineData("godfather part 2", 240)]
    [InlineData("eight and a half", 422)]
    [InlineData("fabuleux destin d’amelie", 194)]
    [InlineData("away spirited", 129)]
    public async Task Years_articles_numbers_and_words_like_movie_do_not_get_in_the_way(string typed, int movie) =>
        Assert.Equal(movie, (await SearchAsync(new() { Query = typed })).Hits[0].Id);

    [Fact]
    public async Task The_very_title_is_before_titles_with_more_votes_and_those_before_other_texts() =>
        Assert.Equal([11, 12, 13, 10681], (await SearchAsync(new() { Query = "love" })).Hits.Select(hit => hit.Id));

    [Fact]
    public async Task Two_people_are_not_one_who_has_a_name_of_each()
    {
        Assert.Equal([3], await IdsAsync(new() { Query = "keith david" }));
        Assert.Equal([3], await IdsAsync(new() { Query = "keith davi" }));
        Assert.Equal([4], (await IdsAsync(new() { Query = "carradine lynch" })));
    }

    [Fact]
    public async Task A_person_is_highlighted_where_the_movie_was_found_by_people()
    {
        Assert.Equal("Marlon <em>Brando</em>", (await SearchAsync(new() { Query = "brando" })).Hits[0].Highlights["people"]);
        Assert.False((await SearchAsync(new() { Query = "godfather" })).Hits[0].Highlights.ContainsKey("people"));
    }

    [Fact]
    public async Task Removed_movies_and_queries_without_matches_find_nothing()
    {
        Assert.DoesNotContain(16, await IdsAsync(new() { Query = "gone love" }));
        Assert.Empty((await SearchAsync(new() { Query = "xyzzy" })).Hits);
        Assert.Empty((await SearchAsync(new() { Query = "!?" })).Hits);
    }

    [Fact]
    public async Task Whatever_is_typed_is_answered()
    {
        foreach (var typed in SearchPropertyTests.Texts.Sample(200).Where(text => !string.IsNullOrWhiteSpace(text) && text.Length <= 200))
            Assert.Equal("postgres", (await SearchAsync(new() { Query = typed })).Engine);
    }

    [Fact]
    public async Task The_last_word_is_a_beginning_unless_a_space_follows()
    {
        Assert.Contains(238, (await SearchAsync(new() { Query = "the god" })).Hits.Select(hit => hit.Id));
        Assert.DoesNotContain(238, (await SearchAsync(new() { Query = "the god " })).Hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task A_hit_has_what_the_movie_has()
    {
        var hit = (await SearchAsync(new() { Query = "walle" })).Hits[0];

        Assert.Equal(("WALL·E", 2008, 8.1, 18000, 60.0), (hit.Title, hit.ReleaseYear, hit.VoteAverage, hit.VoteCount, hit.Popularity));
        Assert.Equal(["Animation", "Science Fiction"], hit.Genres);
        Assert.Equal("<em>WALL·E</em>", hit.Highlights["title"]);
        Assert.False((await SearchAsync(new() { Query = "no date" })).Hits[0].HasReleaseYear);
    }

    [Fact]
    public async Task Highlights_are_html_with_the_text_escaped()
    {
        var highlights = (await SearchAsync(new() { Query = "spider changes" })).Hits[0].Highlights;

        Assert.Equal("<em>Spider</em>-Man", highlights["title"]);
        Assert.Equal(
            "A student is bitten by a &quot;<em>spider</em>&quot; &amp; &lt;b&gt;<em>changes</em>&lt;/b&gt;.", highlights["overview"]);
        Assert.Equal("<em>Amélie</em>", (await SearchAsync(new() { Query = "amelie" })).Hits[0].Highlights["title"]);
    }

    [Fact]
    public async Task Filters_hold_together()
    {
        Assert.Equal([13], await IdsAsync(new() { Query = "love", Genres = { "drama", "ROMANCE" } }));
        Assert.Equal([12, 13], await IdsAsync(new() { Query = "love", Genres = { "10749" } }));
        Assert.Equal([11], await IdsAsync(new() { Query = "love", Year = 2011 }));
        Assert.Equal([11, 12], await IdsAsync(new() { Query = "love", YearFrom = 2009, YearTo = 2012 }));
        Assert.Equal([13, 10681], await IdsAsync(new() { Query = "love", MinRating = 7 }));
        Assert.Equal([422], await IdsAsync(new() { Query = "director", Language = "IT" }));
        Assert.Equal([238], await IdsAsync(new() { Query = "godfather", Person = 3084 }));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("Drama' OR 'a'='a")]
    public async Task A_genre_that_there_is_not_has_no_movies(string genre) =>
        Assert.Empty(await IdsAsync(new() { Query = "love", Genres = { genre } }));

    [Theory]
    [InlineData(SearchSort.PopularityDesc, 13, 12, 11, 10681)]
    [InlineData(SearchSort.VoteAverageDesc, 13, 11, 12, 10681)]
    [InlineData(SearchSort.VoteCountDesc, 13, 12, 11, 10681)]
    [InlineData(SearchSort.ReleaseDateDesc, 11, 12, 13, 10681)]
    [InlineData(SearchSort.ReleaseDateAsc, 13, 12, 11, 10681)]
    public async Task A_sort_is_of_all_matches_in_titles_and_then_of_the_others(SearchSort sort, params int[] ids) =>
        Assert.Equal(ids, await IdsAsync(new() { Query = "love", Sort = sort }));

    [Fact]
    public async Task Pages_follow_each_other_and_the_total_stays()
    {
        var first = await SearchAsync(new() { Query = "love", Limit = 3 });
        var second = await SearchAsync(new() { Query = "love", Limit = 3, Offset = 3 });
        var third = await SearchAsync(new() { Query = "love", Limit = 3, Offset = 6 });

        Assert.Equal([4, 4, 4], new[] { first, second, third }.Select(page => page.Total));
        Assert.Equal([11, 12, 13, 10681], first.Hits.Concat(second.Hits).Select(hit => hit.Id));
        Assert.Empty(third.Hits);
    }

    [Fact]
    public async Task Facets_count_all_matches()
    {
        var response = await SearchAsync(new()
        {
            Query = "love", Limit = 1, Facets = { SearchFacet.Genre, SearchFacet.Year, SearchFacet.Language },
        });

        Assert.Equal([SearchFacet.Genre, SearchFacet.Year, SearchFacet.Language], response.Facets.Select(facet => facet.Facet));
        Assert.Equal(
            ["Drama 2", "Romance 2", "Animation 1", "Science Fiction 1"],
            response.Facets[0].Values.Select(value => $"{value.Value} {value.Count}"));
        Assert.Equal(["2003", "2008", "2010", "2011"], response.Facets[1].Values.Select(value => value.Value));
        Assert.Equal(["en 4"], response.Facets[2].Values.Select(value => $"{value.Value} {value.Count}"));
    }

    [Fact]
    public async Task The_response_says_which_engine_and_why()
    {
        var response = await SearchAsync(new() { Query = "love" });

        Assert.Equal("postgres", response.Engine);
        Assert.NotEmpty(response.EngineReason);
    }

    private async Task<IEnumerable<int>> IdsAsync(SearchMoviesRequest request) =>
        (await SearchAsync(request)).Hits.Select(hit => hit.Id);

    private async Task<SearchMoviesResponse> SearchAsync(SearchMoviesRequest request) =>
        await seed.Host.Search.SearchMoviesAsync(request, deadline: Expect.Deadline);
}
