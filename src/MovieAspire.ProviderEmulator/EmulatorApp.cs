using MovieAspire.ProviderEmulator.Control;
using MovieAspire.ProviderEmulator.Exports;
using MovieAspire.ProviderEmulator.Faults;
using MovieAspire.ProviderEmulator.Images;
using MovieAspire.ProviderEmulator.Limits;
using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Omdb;
using MovieAspire.ProviderEmulator.Series;
using MovieAspire.ProviderEmulator.Sources;
using MovieAspire.ProviderEmulator.Statistics;
using MovieAspire.ProviderEmulator.Tmdb;
using MovieAspire.ServiceDefaults;

namespace MovieAspire.ProviderEmulator;

/// <summary>Puts the emulator together, as a process of its own or inside a test.</summary>
public static class EmulatorApp
{
    /// <summary>Builds the server with the settings of the section "Emulator".</summary>
    /// <param name="args">Command line, for example --urls http://127.0.0.1:0.</param>
    /// <param name="configure">Other settings or services before it is put together, for example another TimeProvider.</param>
    /// <exception cref="EmulatorStartException">The movies cannot be loaded; the message says why.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);
        builder.AddServiceDefaults();
        builder.AddSource().AddMovies();
        builder.AddTmdb().AddOmdb();
        builder.AddLimits().AddFaults().AddStatistics();

        var app = builder.Build();
        app.Services.GetRequiredService<IMovieSource>();
        app.MapEndpoints();
        return app;
    }

    private static void MapEndpoints(this WebApplication app)
    {
        app.UseRouting();
        app.UseWhen(IsUnder(TmdbEndpoints.Root), tmdb =>
        {
            tmdb.UseStatistics(statistics => statistics.Tmdb);
            tmdb.UseMiddleware<FaultMiddleware>(false);
            tmdb.UseTmdbGuard();
        });
        app.UseWhen(IsUnder(OmdbEndpoints.Root), omdb =>
        {
            omdb.UseStatistics(statistics => statistics.Omdb);
            omdb.UseMiddleware<FaultMiddleware>(true);
        });
        app.MapTmdb();
        app.MapSeries();
        app.MapOmdb();
        app.MapExports();
        app.MapImages();
        app.MapControl();
        app.MapServiceDefaults();
    }

    private static Func<HttpContext, bool> IsUnder(string root) => context => context.Request.Path.StartsWithSegments(root);
}
