using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MovieAspire.ProviderEmulator.Limits;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Omdb;

/// <summary>Section "Emulator": what OMDb knows.</summary>
internal sealed record OmdbOptions
{
    /// <summary>Whether OMDb answers from the movie's facts where the data has no body of OMDb's;
    /// otherwise it does not know the movie.</summary>
    public bool DeriveOmdb { get; set; } = true;
}

/// <summary>OMDb by IMDb id, under /omdb.</summary>
internal static partial class OmdbEndpoints
{
    public const string Root = "/omdb";

    public static IHostApplicationBuilder AddOmdb(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<OmdbOptions>().BindConfiguration("Emulator");
        return builder;
    }

    public static void MapOmdb(this IEndpointRouteBuilder app) => app.MapGet(Root, ById);

    private static IResult ById(
        HttpRequest request, IOptions<LimitOptions> limits, IOptions<OmdbOptions> options, DailyLimit limit, MovieCatalog catalog)
    {
        var key = request.Query["apikey"].ToString();
        if (key.Length == 0)
            return OmdbErrors.NoKey;
        if (!limits.Value.IsKey(key))
            return OmdbErrors.InvalidKey;
        if (!limit.TryEnter())
            return OmdbErrors.LimitReached;

        var id = request.Query["i"].ToString();
        if (!ImdbId().IsMatch(id))
            return OmdbErrors.IncorrectId;
        if (catalog.Source.OmdbBody(id) is { } recorded)
            return Body(recorded);

        // A movie that TMDB has dropped is still at IMDb, so the source is asked and not the catalog of now.
        var movie = options.Value.DeriveOmdb && catalog.Source.FindByImdbId(id) is { } found ? catalog.Source.Find(found) : null;
        return movie is null ? OmdbErrors.UnknownId : Body(OmdbBody.Of(movie));
    }

    private static IResult Body(string json) => Results.Text(json, "application/json; charset=utf-8", Encoding.UTF8);

    [GeneratedRegex(@"^tt\d{5,10}$")]
    private static partial Regex ImdbId();
}
