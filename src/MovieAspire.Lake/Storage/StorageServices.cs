using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.Lake.Storage;

/// <summary>Registers the lake's folder.</summary>
public static class StorageServices
{
    /// <summary>Adds the lake's folder, once.</summary>
    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(LakeFolder)))
            return builder;
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<LakeOptions>()
            .BindConfiguration(LakeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<LakeFolder>();
        return builder;
    }
}
