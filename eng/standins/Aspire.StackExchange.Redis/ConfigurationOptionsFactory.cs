using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Makes the options from the connection string, so that configuration can add to it.</summary>
#pragma warning disable CA1812 // made by dependency injection
internal sealed class ConfigurationOptionsFactory(
    IServiceProvider services,
    IEnumerable<IConfigureOptions<ConfigurationOptions>> setups,
    IEnumerable<IPostConfigureOptions<ConfigurationOptions>> postConfigures,
    IEnumerable<IValidateOptions<ConfigurationOptions>> validations)
    : OptionsFactory<ConfigurationOptions>(setups, postConfigures, validations)
#pragma warning restore CA1812
{
    // Aspire's default: keep trying when the server is away. The last mention of an option counts.
    protected override ConfigurationOptions CreateInstance(string name) =>
        ConfigurationOptions.Parse(
            $"abortConnect=false,{services.GetKeyedService<StackExchangeRedisSettings>(name)?.ConnectionString}");
}
