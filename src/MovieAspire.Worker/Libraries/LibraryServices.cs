using MovieAspire.Worker.Libraries.Insight;
using MovieAspire.Worker.Libraries.Matching;
using MovieAspire.Worker.Libraries.Sessions;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Libraries;

internal static class LibraryServices
{
    /// <summary>Adds what matches, enriches and analyses people's libraries, with its job.</summary>
    public static IHostApplicationBuilder AddLibraries(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LibraryOptions>().BindConfiguration(LibraryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton<SessionWork>().AddSingleton<FetchedMovies>().AddHostedService<SessionDispatcher>()
            .AddSingleton<CatalogCandidates>().AddSingleton<PeoplesChoices>().AddSingleton<TmdbSearch>().AddSingleton<FilmMatching>()
            .AddSingleton<FilmEnrichment>()
            .AddSingleton<LibraryReader>().AddSingleton<InsightComputation>()
            .AddSingleton<IJob, LibraryJob>();
        return builder;
    }
}
