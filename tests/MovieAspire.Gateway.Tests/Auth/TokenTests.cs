using Microsoft.Extensions.Options;
using MovieAspire.Gateway.Tests.Hosting;
using MovieAspire.Testing;

namespace MovieAspire.Gateway.Tests.Auth;

public class TokenTests(LoneGateway lone) : IClassFixture<LoneGateway>
{
    private const string QuickRun = """{"update_type": "quick"}""";

    private readonly GatewayHost _gateway = lone.Gateway;

    [Fact]
    public async Task The_right_password_gives_a_token_that_lets_in()
    {
        var reply = await _gateway.PostAsync(
            "/auth/token", $$"""{"username": "admin", "password": "{{GatewayHost.Password}}"}""");

        Assert.Equal("Bearer", reply.Json.GetProperty("token_type").GetString());
        Assert.Equal(3600, reply.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal("no-store", reply.Header("Cache-Control"));
        // 503 and not 401: the token was good, the worker is away.
        (await _gateway.PostAsync("/pipeline/run", QuickRun, reply.Json.GetProperty("access_token").GetString())).Problem(503);
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_get_the_same_401()
    {
        var name = (await _gateway.PostAsync(
            "/auth/token", $$"""{"username": "root", "password": "{{GatewayHost.Password}}"}""")).Problem(401);
        var password = (await _gateway.PostAsync(
            "/auth/token", """{"username": "admin", "password": "Tr0ub4dor"}""")).Problem(401);

        Assert.Equal(name.GetProperty("detail").GetString(), password.GetProperty("detail").GetString());
        Assert.DoesNotContain("Tr0ub4dor", password.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(_gateway.Log.Entries, entry =>
            entry.Text.Contains("Tr0ub4dor", StringComparison.Ordinal)
            || entry.Text.Contains(GatewayHost.Password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-a-token")]
    public async Task Without_a_good_token_it_is_401_and_the_scheme_is_named(string? token)
    {
        var reply = await _gateway.PostAsync("/pipeline/run", QuickRun, token);

        reply.Problem(401);
        Assert.Equal("Bearer", reply.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_token_of_another_role_is_403() =>
        (await _gateway.PostAsync("/pipeline/run", QuickRun, TestTokens.Issue(role: "reader"))).Problem(403);

    [Fact]
    public async Task An_expired_token_is_401() =>
        (await _gateway.PostAsync("/pipeline/run", QuickRun, TestTokens.Issue(lifetime: TimeSpan.FromMinutes(-1)))).Problem(401);

    [Fact]
    public async Task Too_many_guesses_are_429_with_a_time_to_come_back()
    {
        await using var gateway = new GatewayHost(new() { ["RateLimits:TokensPerMinute"] = "2" });
        const string Guess = """{"username": "admin", "password": "guess"}""";
        (await gateway.PostAsync("/auth/token", Guess)).Problem(401);
        (await gateway.PostAsync("/auth/token", Guess)).Problem(401);

        var reply = await gateway.PostAsync("/auth/token", Guess);

        reply.Problem(429);
        Assert.InRange(reply.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task The_case_of_the_scheme_does_not_matter(string scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/compute/all");
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {await _gateway.TokenAsync()}");

        (await Reply.OfAsync(await _gateway.Client.SendAsync(request))).Problem(503);
    }

    [Theory]
    [InlineData("", "is missing")]
    [InlineData("too short", "32 characters")]
    public async Task Without_a_key_that_is_long_enough_the_gateway_does_not_start_and_names_the_key(string key, string why)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.RunAsync(new() { ["Auth:SigningKey"] = key }));

        Assert.Contains("Auth:SigningKey", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_password_the_gateway_does_not_start_and_names_the_key()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.RunAsync(new() { ["Auth:Password"] = "" }));

        Assert.Contains("Auth:Password", error.Message, StringComparison.Ordinal);
    }
}

public class TokenKeyTests
{
    private const string QuickRun = """{"update_type": "quick"}""";
    private const string NewKey = "a new key of the tests, also with enough characters";

    [Fact]
    public async Task A_token_is_good_at_another_gateway_after_Redis_lost_everything()
    {
        await using var redis = await RedisServer.StartOwnAsync();
        var settings = new Dictionary<string, string> { ["ConnectionStrings:redis"] = redis.ConnectionString };
        await using var first = new GatewayHost(settings);
        var token = await first.TokenAsync();
        await redis.StopAsync();
        await redis.StartAsync();

        await using var second = new GatewayHost(settings);

        // The worker is away: that is known only past the check of the token.
        (await first.PostAsync("/pipeline/run", QuickRun, token)).Problem(503);
        (await second.PostAsync("/pipeline/run", QuickRun, token)).Problem(503);
        (await first.PostAsync("/pipeline/run", QuickRun, await second.TokenAsync())).Problem(503);
    }

    [Fact]
    public async Task Without_Redis_tokens_are_issued_all_the_same()
    {
        await using var gateway = new GatewayHost(new() { ["ConnectionStrings:redis"] = "127.0.0.1:9" });

        (await gateway.PostAsync("/pipeline/run", QuickRun, await gateway.TokenAsync())).Problem(503);
    }

    [Fact]
    public async Task After_a_change_of_the_key_old_tokens_are_good_as_long_as_the_previous_key_is_given()
    {
        var old = TestTokens.Issue();
        await using var changed = new GatewayHost(new() { ["Auth:SigningKey"] = NewKey });
        await using var changing = new GatewayHost(new()
        {
            ["Auth:SigningKey"] = NewKey, ["Auth:PreviousSigningKey"] = TestTokens.SigningKey,
        });

        (await changed.PostAsync("/pipeline/run", QuickRun, old)).Problem(401);
        (await changing.PostAsync("/pipeline/run", QuickRun, old)).Problem(503);
        // New ones are signed with the new key.
        (await changed.PostAsync("/pipeline/run", QuickRun, await changing.TokenAsync())).Problem(503);
    }
}
