using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MovieAspire.ServiceDefaults.Tokens;

namespace MovieAspire.ServiceDefaults.Tests;

public class AccessTokenTests
{
    private const string Key = "the key of this test with enough characters";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Clock _clock = new();
    private readonly AccessTokens _tokens;

    public AccessTokenTests() => _tokens = TokensOf(Key);

    [Fact]
    public async Task A_token_tells_user_and_role()
    {
        var identity = await _tokens.CheckAsync(_tokens.Issue("ada", "admin", Hour));

        Assert.Equal("ada", identity?.Name);
        Assert.True(new ClaimsPrincipal(identity!).IsInRole("admin"));
        Assert.False(new ClaimsPrincipal(identity!).IsInRole("reader"));
    }

    [Fact]
    public async Task It_is_good_until_its_end_and_no_longer()
    {
        _clock.Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
        var token = _tokens.Issue("ada", "admin", Hour);

        // Clocks may differ by 5 s.
        _clock.Now += Hour + TimeSpan.FromSeconds(4);
        Assert.NotNull(await _tokens.CheckAsync(token));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Null(await _tokens.CheckAsync(token));
    }

    [Fact]
    public async Task A_clock_that_is_behind_takes_it_as_well()
    {
        var token = _tokens.Issue("ada", "admin", Hour);

        _clock.Now -= TimeSpan.FromMinutes(1);

        Assert.NotNull(await _tokens.CheckAsync(token));
    }

    [Fact]
    public async Task The_token_of_another_key_is_none() =>
        Assert.Null(await _tokens.CheckAsync(TokensOf("another key of this test with enough characters").Issue("ada", "admin", Hour)));

    [Fact]
    public async Task One_of_the_previous_key_is_good_and_new_ones_are_signed_with_the_present_key()
    {
        const string next = "the next key of this test with enough characters";
        var changing = TokensOf(next, previous: Key);

        Assert.NotNull(await changing.CheckAsync(_tokens.Issue("ada", "admin", Hour)));
        Assert.NotNull(await TokensOf(next).CheckAsync(changing.Issue("ada", "admin", Hour)));
        Assert.Null(await _tokens.CheckAsync(changing.Issue("ada", "admin", Hour)));
    }

    [Theory]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS512")]
    [InlineData("typ", "JWT")]
    public async Task Another_head_makes_it_none(string name, string value)
    {
        var parts = _tokens.Issue("ada", "admin", Hour).Split('.');
        var head = JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[0]))!;
        head[name] = value;

        var changed = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(head.ToJsonString()));
        Assert.Null(await _tokens.CheckAsync($"{changed}.{parts[1]}.{parts[2]}"));
        Assert.Null(await _tokens.CheckAsync($"{changed}.{parts[1]}."));
    }

    [Fact]
    public async Task Another_role_makes_it_none()
    {
        var parts = _tokens.Issue("ada", "reader", Hour).Split('.');
        var body = JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[1]))!;
        body["role"] = "admin";

        Assert.Null(await _tokens.CheckAsync($"{parts[0]}.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(body.ToJsonString()))}.{parts[2]}"));
    }

    // Signed with our key, each with one thing that our own tokens do not have.
    [Theory]
    [InlineData(SecurityAlgorithms.HmacSha512, "at+jwt", "movieaspire", "movieaspire", "ada", true)]
    [InlineData(SecurityAlgorithms.HmacSha256, "JWT", "movieaspire", "movieaspire", "ada", true)]
    [InlineData(SecurityAlgorithms.HmacSha256, "at+jwt", "someone", "movieaspire", "ada", true)]
    [InlineData(SecurityAlgorithms.HmacSha256, "at+jwt", "movieaspire", "something", "ada", true)]
    [InlineData(SecurityAlgorithms.HmacSha256, "at+jwt", "movieaspire", "movieaspire", "", true)]
    [InlineData(SecurityAlgorithms.HmacSha256, "at+jwt", "movieaspire", "movieaspire", "ada", false)]
    public async Task Another_algorithm_type_issuer_audience_no_name_and_no_end_are_refused(
        string algorithm, string type, string issuer, string audience, string name, bool expires)
    {
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Key + Key));
        var tokens = TokensOf(Key + Key);
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type, Issuer = issuer, Audience = audience, Expires = expires ? _clock.Now.UtcDateTime + Hour : null,
            Subject = new ClaimsIdentity([new("sub", name), new("role", "admin")]), SigningCredentials = new(key, algorithm),
        });

        Assert.Null(await tokens.CheckAsync(token));
        Assert.NotNull(await tokens.CheckAsync(tokens.Issue("ada", "admin", Hour)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public async Task What_is_no_token_is_refused(string text) => Assert.Null(await _tokens.CheckAsync(text));

    [Fact]
    public void The_keys_are_not_printed() => Assert.DoesNotContain(
        Key, new TokenOptions { SigningKey = Key, PreviousSigningKey = Key }.ToString(), StringComparison.Ordinal);

    private AccessTokens TokensOf(string key, string? previous = null) =>
        new(Options.Create(new TokenOptions { SigningKey = key, PreviousSigningKey = previous }), _clock);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
