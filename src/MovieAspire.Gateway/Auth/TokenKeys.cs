using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace MovieAspire.Gateway.Auth;

internal static class TokenKeys
{
    private const string Redis = "redis";

    /// <summary>
    /// Keeps the tokens' keys in Redis where there is one, else where the framework puts them. The client is that of the
    /// answers' cache.
    /// </summary>
    internal static void AddTokenKeys(this WebApplicationBuilder builder)
    {
        // Not the path of the program, which is the default: it differs between machines.
        builder.Services.AddDataProtection().SetApplicationName("MovieAspire.Gateway");
        if (builder.Configuration.GetConnectionString(Redis) is null)
            return;

        builder.Services.AddSingleton<RedisKeyRepository>();
        builder.Services.AddOptions<KeyManagementOptions>()
            .Configure<RedisKeyRepository>((keys, repository) => keys.XmlRepository = repository);
    }
}
