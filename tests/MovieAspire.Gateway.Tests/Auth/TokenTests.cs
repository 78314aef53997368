using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.DependencyInjection;
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
        (await _gateway.PostAsync("/pipeline/run", QuickRun, Forge(role: "reader", TimeSpan.FromHours(1)))).Problem(403);

    [Fact]
    public async Task An_expired_token_is_401() =>
        (await _gateway.PostAsync("/pipeline/run", QuickRun, Forge(role: "admin", TimeSpan.FromSeconds(-1)))).Problem(401);

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

    [Fact]
    public void Without_a_password_the_gateway_does_not_start_and_names_the_key()
    {
        var error = Assert.Throws<OptionsValidationException>(() => new GatewayHost(new() { ["Auth:Password"] = "" }));

        Assert.Contains("Auth:Password", error.Message, StringComparison.Ordinal);
    }

    private string Forge(string role, TimeSpan lifetime)
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, "someone"), new(ClaimTypes.Role, role)], BearerTokenDefaults.AuthenticationScheme);
        var properties = new AuthenticationProperties { ExpiresUtc = TimeProvider.System.GetUtcNow() + lifetime };
        return _gateway.Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>()
            .Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector
            .Protect(new(new(identity), properties, BearerTokenDefaults.AuthenticationScheme));
    }
}

public class TokenKeyTests
{
    private const string QuickRun = """{"update_type": "quick"}""";

    [Fact]
    public async Task A_token_is_good_after_a_restart()
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings:redis"] = await RedisServer.CreateDatabaseAsync() };
        string token;
        await using (var first = new GatewayHost(settings))
            token = await first.TokenAsync();

        await using var second = new GatewayHost(settings);

        // The worker is away: that is known only past the check of the token.
        (await second.PostAsync("/pipeline/run", QuickRun, token)).Problem(503);
    }

    [Fact]
    public async Task Without_Redis_tokens_are_issued_all_the_same()
    {
        await using var gateway = new GatewayHost(new() { ["ConnectionStrings:redis"] = "127.0.0.1:9" });

        (await gateway.PostAsync("/pipeline/run", QuickRun, await gateway.TokenAsync())).Problem(503);
    }
}
