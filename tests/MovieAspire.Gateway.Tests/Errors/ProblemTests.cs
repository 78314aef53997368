using System.Text;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Errors;

public class ProblemTests(LoneGateway lone) : IClassFixture<LoneGateway>
{
    private readonly GatewayHost _gateway = lone.Gateway;

    [Fact]
    public async Task An_unknown_address_is_404() => (await _gateway.GetAsync("/nothing/here")).Problem(404);

    [Fact]
    public async Task A_wrong_method_is_405_and_the_right_one_is_named()
    {
        var reply = await _gateway.PostAsync("/movies", "{}");

        reply.Problem(405);
        Assert.Equal(["GET", "HEAD"], reply.ContentHeaders.Allow);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_by_its_type_is_415() =>
        (await _gateway.PostAsync("/auth/token", "username=admin", type: "application/x-www-form-urlencoded")).Problem(415);

    [Theory]
    [InlineData("application/json; charset=bogus")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=\"iso-8859-1\"")]
    public async Task A_body_in_another_charset_than_UTF_8_is_415(string type) =>
        (await _gateway.PostAsync("/auth/token", """{"username": "admin", "password": "x"}""", type: type)).Problem(415);

    [Theory]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    public async Task The_name_of_UTF_8_may_be_given(string type) =>
        (await _gateway.PostAsync("/auth/token", """{"username": "admin", "password": "x"}""", type: type)).Problem(401);

    [Theory]
    [InlineData("{\"username\": \"\xff\xfe\", \"password\": \"x\"}", "username")]
    [InlineData("{\"username\": \"admin\", \"password\": \"x\", \"\xc3\": 1}", "\ufffd")]
    [InlineData("\xff", "body")]
    public async Task A_body_that_is_no_UTF_8_is_400(string bytes, string field) =>
        (await _gateway.PostBytesAsync("/auth/token", Encoding.Latin1.GetBytes(bytes))).Refuses(field);

    [Fact]
    public async Task A_header_that_is_too_large_is_431_as_a_problem()
    {
        var reply = await _gateway.GetAsync("/alive", ("X-Large", new string('x', 40_000)));

        reply.Problem(431);
        Assert.Equal("nosniff", reply.Header("X-Content-Type-Options"));
        (await _gateway.GetAsync("/alive", [.. Enumerable.Range(0, 150).Select(i => ($"X-{i}", "x"))])).Problem(431);
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_413() =>
        (await _gateway.PostAsync("/auth/token", new string(' ', 1024 * 1024 + 1))).Problem(413);

    [Theory]
    [InlineData("no JSON", "body")]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"username": "admin", "password": "x" """, "body")]
    [InlineData("""{"username": 1, "password": "x"}""", "username")]
    [InlineData("""{"username": "admin", "password": "x", "colour": "red"}""", "colour")]
    [InlineData("""{"username": "admin", "username": "root", "password": "x"}""", "username")]
    [InlineData("""{"username": "admin"}""", "password")]
    public async Task A_bad_body_is_400_and_the_field_is_named(string body, string field) =>
        (await _gateway.PostAsync("/auth/token", body)).Refuses(field);

    [Theory]
    [InlineData("/movies")]
    [InlineData("/movies/1")]
    [InlineData("/analytics/top-genres")]
    [InlineData("/analytics/freshness")]
    [InlineData("/analytics/coverage")]
    [InlineData("/pipeline/status")]
    [InlineData("/pipeline/quotas")]
    [InlineData("/pipeline/scheduler/status")]
    [InlineData("/worker/status")]
    [InlineData("/pipeline/runs")]
    [InlineData("/pipeline/runs/0199f0a0-0000-7000-8000-000000000000")]
    [InlineData("/pipeline/runs/0199f0a0-0000-7000-8000-000000000000/events")]
    public async Task A_service_that_is_away_is_503_with_a_time_to_come_back(string address)
    {
        var reply = await _gateway.GetAsync(address);

        var problem = reply.Problem(503);
        Assert.Equal(TimeSpan.FromSeconds(5), reply.Headers.RetryAfter?.Delta);
        Assert.DoesNotContain("127.0.0.1", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_callers_are_not_logged_as_errors()
    {
        await using var gateway = new GatewayHost();

        await gateway.GetAsync("/nothing");
        await gateway.GetAsync("/movies?limit=x");
        await gateway.PostAsync("/auth/token", "no JSON");
        await gateway.PostAsync("/pipeline/run", "{}");

        Assert.Empty(gateway.Log.Errors);
    }
}
