using Microsoft.Extensions.Hosting;

namespace Aspire.StackExchange.Redis;

/// <summary>Lets other integrations build on a registered Redis client.</summary>
/// <param name="hostBuilder">The builder it is registered with.</param>
/// <param name="settings">Its settings.</param>
/// <param name="serviceKey">Its key, if any.</param>
public sealed class AspireRedisClientBuilder(
    IHostApplicationBuilder hostBuilder, StackExchangeRedisSettings settings, string? serviceKey)
{
    /// <summary>The builder it is registered with.</summary>
    public IHostApplicationBuilder HostBuilder { get; } =
        hostBuilder ?? throw new ArgumentNullException(nameof(hostBuilder));

    /// <summary>Its settings.</summary>
    public StackExchangeRedisSettings Settings { get; } = settings;

    /// <summary>Its key, if any.</summary>
    public string? ServiceKey { get; } = serviceKey;
}
