using MovieAspire.Gateway.Tests.Hosting;
using MovieAspire.Testing;

namespace MovieAspire.Gateway.Tests.Auth;

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
