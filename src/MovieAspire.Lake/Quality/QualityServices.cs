using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.Lake.Quality;

/// <summary>Registers the gates of the layers.</summary>
public static class QualityServices
{
    /// <summary>Adds the gates of the layers.</summary>
    public static IHostApplicationBuilder AddQuality(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<QualityGate>();
        return builder;
    }
}
