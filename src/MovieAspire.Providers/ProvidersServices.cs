using Microsoft.Extensions.Hosting;
using MovieAspire.Providers.Omdb;
using MovieAspire.Providers.Tmdb;

namespace MovieAspire.Providers;

public static class ProvidersServices
{
    /// <summary>Adds <see cref="TmdbClient"/> and <see cref="OmdbClient"/> (singletons) with the settings of the sections
    /// "Tmdb" and "Omdb". Limits and cache are shared with other workers through <c>ConnectionStrings:redis</c>, where there
    /// is one; an IRequestQuota registered before is used.</summary>
    public static IHostApplicationBuilder AddProviders(this IHostApplicationBuilder builder)
    {
        builder.AddTmdb();
        builder.AddOmdb();
        return builder;
    }
}
