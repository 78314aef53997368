using MovieAspire.Testing;
using StackExchange.Redis;

namespace MovieAspire.Redis.Tests.RateLimiting;

internal static class TokensInRedis
{
    /// <summary>Tokens that are not back yet, on Redis' clock.</summary>
    public static async Task<long> TokensOutAsync(this RedisInstance server, string bucket)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMicroseconds;
        return await connection.GetDatabase().SortedSetLengthAsync($"provider-tokens:{bucket}", now, double.MaxValue);
    }
}
