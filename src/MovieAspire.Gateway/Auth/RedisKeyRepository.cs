using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using StackExchange.Redis;

namespace MovieAspire.Gateway.Auth;

/// <summary>
/// The keys of the access tokens, in Redis, so that a token is good at every gateway and after a restart. Without
/// Redis a gateway goes on with the keys that it has, or makes its own: then tokens end with this process.
/// </summary>
internal sealed partial class RedisKeyRepository(IServiceProvider services, ILogger<RedisKeyRepository> logger)
    : IXmlRepository
{
    private static readonly RedisKey Key = "gateway:token-keys";

    private readonly List<XElement> _own = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var shared = TryRedis(database => database.ListRange(Key)) ?? [];
        lock (_own)
            return [.. shared.Select(value => XElement.Parse(value.ToString())), .. _own];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        if (TryRedis(database => database.ListRightPush(Key, element.ToString(SaveOptions.DisableFormatting))) > 0)
            return;
        lock (_own)
            _own.Add(element);
    }

    private T? TryRedis<T>(Func<IDatabase, T> call)
    {
        try
        {
            return call(services.GetRequiredService<IConnectionMultiplexer>().GetDatabase());
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            LogAway(logger, e.Message);
            return default;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away, so access tokens are this process's own: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
