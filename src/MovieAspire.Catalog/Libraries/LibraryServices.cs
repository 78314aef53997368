using Dapper;
using Microsoft.Extensions.Options;
using MovieAspire.Catalog.Libraries.Films;
using MovieAspire.Catalog.Libraries.Imports;
using MovieAspire.Catalog.Libraries.Insights;
using MovieAspire.Catalog.Libraries.Matches;
using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.Data;

namespace MovieAspire.Catalog.Libraries;

internal static class LibraryServices
{
    // The largest part of an upload, and its frame.
    private const int MaxMessageBytes = 2 << 20;

    public static IHostApplicationBuilder AddLibraries(this IHostApplicationBuilder builder)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        builder.Services.AddOptions<LibraryOptions>().BindConfiguration(LibraryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.AddWritableMovieDb(LibraryOptions.DataSourceKey, services => services.GetRequiredService<IOptions<LibraryOptions>>().Value.MaxPoolSize);
        builder.Services
            .AddSingleton<SessionStore>().AddSingleton<OutcomeQuery>().AddSingleton<SessionWatchers>().AddSingleton<SessionSignals>()
            .AddHostedService(services => services.GetRequiredService<SessionSignals>())
            .AddSingleton<LibraryImport>().AddSingleton<FilmQuery>().AddSingleton<ListQuery>().AddSingleton<MatchQuery>().AddSingleton<MatchChoice>()
            .AddSingleton<InsightQuery>().AddSingleton<LibraryComparison>().AddSingleton<LibraryExport>();
        builder.Services.AddGrpc().AddServiceOptions<LibrariesService>(options => options.MaxReceiveMessageSize = MaxMessageBytes);
        return builder;
    }

    public static void MapLibraries(this WebApplication app) => app.MapGrpcService<LibrariesService>();
}
