using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.Lake.Silver;

/// <summary>Registers the transform of bronze to silver.</summary>
public static class SilverServices
{
    /// <summary>Adds the transform of bronze to silver.</summary>
    public static IHostApplicationBuilder AddSilver(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Staging>();
        builder.Services.AddSingleton<SilverBuild>();
        builder.Services.AddSingleton<BronzeCompaction>();
        return builder;
    }
}
