using System.Diagnostics;
using System.Text.Json.Serialization;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;

namespace MovieAspire.Gateway.Libraries;

/// <summary>People's libraries under /api: uploads, sessions, films, matches and insight.</summary>
internal static class LibraryServices
{
    internal static IHostApplicationBuilder AddLibraries(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SessionEvents>();
        builder.Services.AddJson(LibrariesJson.Default).AddExamples(
            UploadForm.Example, UploadResult.Example, LibrarySession.Example, LibraryMovie.Example, LibraryList.Example, FilmMatch.Example, MatchChoice.Example, LibraryStatistics.Example,
            YearReview.Example, PersonalRecommendations.Example, RankedWatchlist.Example, LibraryComparison.Example);
        return builder;
    }

    internal static void MapLibraries(this RouteGroupBuilder api)
    {
        var libraries = api.MapGroup("/api").WithTags("Libraries").WithServiceProblems();
        var session = libraries.MapGroup("/session/{id}").WithProblems(StatusCodes.Status404NotFound);
        session.AddEndpointFilter((context, next) =>
        {
            // The id reads the session: it stays out of the traces.
            Activity.Current?.SetTag("url.path", "/api/session/-");
            return next(context);
        });
        libraries.MapUpload(session);
        session.MapSession();
        session.MapLibraryMovies();
        session.MapLists();
        session.MapMatches();
        session.MapInsight();
        session.MapExport();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UploadForm))]
[JsonSerializable(typeof(UploadResult))]
[JsonSerializable(typeof(LibrarySession))]
[JsonSerializable(typeof(SessionUpdate))]
[JsonSerializable(typeof(IReadOnlyList<LibraryMovie>))]
[JsonSerializable(typeof(IReadOnlyList<LibraryList>))]
[JsonSerializable(typeof(IReadOnlyList<FilmMatch>))]
[JsonSerializable(typeof(MatchChoice))]
[JsonSerializable(typeof(LibraryStatistics))]
[JsonSerializable(typeof(YearReview))]
[JsonSerializable(typeof(PersonalRecommendations))]
[JsonSerializable(typeof(RankedWatchlist))]
[JsonSerializable(typeof(LibraryComparison))]
internal sealed partial class LibrariesJson : JsonSerializerContext;
