using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Parameters;

public class ParameterRulesTests(LoneGateway lone) : IClassFixture<LoneGateway>
{
    [Theory]
    [InlineData("/movies/abc", "id")]
    [InlineData("/movies/0", "id")]
    [InlineData("/movies/-1", "id")]
    [InlineData("/movies/99999999999", "id")]
    [InlineData("/movies/1?cast=some", "cast")]
    [InlineData("/movies?limit=0", "limit")]
    [InlineData("/movies?limit=101", "limit")]
    [InlineData("/movies?limit=ten", "limit")]
    [InlineData("/movies?limit=1.5", "limit")]
    [InlineData("/movies?limit=", "limit")]
    [InlineData("/movies?limit=1&limit=2", "limit")]
    [InlineData("/movies?LIMIT=1", "LIMIT")]
    [InlineData("/movies?offset=-1", "offset")]
    [InlineData("/movies?offset=10001", "offset")]
    [InlineData("/movies?page=2", "page")]
    [InlineData("/movies?year=MMXX", "year")]
    [InlineData("/movies?min_rating=11", "min_rating")]
    [InlineData("/movies?min_rating=NaN", "min_rating")]
    [InlineData("/movies?min_votes=-1", "min_votes")]
    [InlineData("/movies?person=0", "person")]
    [InlineData("/movies?sort=random", "sort")]
    [InlineData("/movies?genre=", "genre")]
    [InlineData("/movies?genre=Drama,", "genre")]
    [InlineData("/movies?genre=1,2,3,4,5,6,7,8,9,10,11", "genre")]
    [InlineData("/movies?keyword=a&keyword=b", "keyword")]
    [InlineData("/movies?count=yes", "count")]
    [InlineData("/genres?limit=0", "limit")]
    [InlineData("/movies?utm=1", "utm")]
    [InlineData("/search", "q")]
    [InlineData("/analytics/top-genres?target_date=01/02/2025", "target_date")]
    [InlineData("/analytics/top-genres?target_date=2025-02-30", "target_date")]
    [InlineData("/analytics/top-genres?cursor=%21", "cursor")]
    [InlineData("/analytics/top-genres?cursor=MjA&offset=1", "offset")]
    [InlineData("/pipeline/runs?status=sleeping", "status")]
    [InlineData("/pipeline/runs?job=%00", "job")]
    [InlineData("/movies?keyword=a%00b", "keyword")]
    [InlineData("/search?q=%01", "q")]
    [InlineData("/pipeline/runs/42", "id")]
    [InlineData("/pipeline/runs/42/events", "id")]
    [InlineData("/health?verbose=1", "verbose")]
    public async Task A_bad_parameter_is_400_and_named(string address, string field) =>
        (await lone.Gateway.GetAsync(address)).Refuses(field);

    [Fact]
    public async Task A_query_that_is_far_too_long_is_400_and_named() =>
        (await lone.Gateway.GetAsync($"/movies?genre={new string('a', 10 * 1024)}")).Refuses("genre");

    [Fact]
    public async Task A_thousand_filters_are_400_and_the_first_are_named()
    {
        (await lone.Gateway.GetAsync($"/movies?{string.Join('&', Enumerable.Repeat("genre=Drama", 1000))}")).Refuses("genre");
        (await lone.Gateway.GetAsync($"/movies?{string.Join('&', Enumerable.Range(0, 1000).Select(i => $"filter{i}=1"))}"))
            .Refuses([.. Enumerable.Range(0, 20).Select(i => $"filter{i}")]);
    }

    [Fact]
    public async Task All_bad_parameters_are_named_at_once() =>
        (await lone.Gateway.GetAsync("/movies?limit=0&year=x&colour=red")).Refuses("limit", "year", "colour");

    [Fact]
    public async Task A_bad_last_event_id_is_400_and_named() => (await lone.Gateway.GetAsync(
        "/pipeline/runs/0199f0a0-0000-7000-8000-000000000000/events", ("Last-Event-ID", "x"))).Refuses("Last-Event-ID");
}
