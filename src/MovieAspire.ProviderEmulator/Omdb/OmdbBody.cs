using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Omdb;

/// <summary>Writes a movie as OMDb does: all values as text, "N/A" for what is not known.</summary>
internal static class OmdbBody
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Movie movie)
    {
        var rating = movie.Omdb?.ImdbRating;
        var votes = movie.Omdb?.ImdbVotes;
        var boxOffice = movie.Omdb is { } omdb ? omdb.BoxOffice : movie.Revenue > 0 ? movie.Revenue : null;
        var body = new JsonObject
        {
            ["Title"] = movie.Title,
            ["Year"] = Text(movie.ReleaseDate?.Year),
            ["Rated"] = movie.Omdb?.Rated ?? movie.UsCertification ?? "N/A",
            ["Released"] = movie.ReleaseDate?.ToString("dd MMM yyyy", CultureInfo.InvariantCulture) ?? "N/A",
            ["Runtime"] = movie.Runtime > 0 ? Invariant($"{movie.Runtime} min") : "N/A",
            ["Genre"] = Names(movie.Genres.Select(genre => genre.Name)),
            ["Director"] = Names(movie.Crew.Where(job => job.Title == "Director").Select(job => job.Name)),
            ["Writer"] = Names(movie.Crew.Where(job => job.Department == "Writing").Select(job => job.Name).Take(3)),
            ["Actors"] = Names(movie.Cast.Take(3).Select(role => role.Name)),
            ["Plot"] = movie.Overview.Length > 0 ? movie.Overview : "N/A",
            ["Language"] = Names(movie.Languages.Select(CodeNames.Language)),
            ["Country"] = Names(movie.Countries.Select(CodeNames.Country)),
            ["Awards"] = movie.Omdb?.Awards ?? "N/A",
            ["Poster"] = "N/A",
            ["Ratings"] = Ratings(rating, movie.Omdb?.RottenTomatoes, movie.Omdb?.Metacritic),
            ["Metascore"] = Text(movie.Omdb?.Metacritic),
            ["imdbRating"] = rating is null ? "N/A" : Invariant($"{rating:0.0}"),
            ["imdbVotes"] = votes is null ? "N/A" : Invariant($"{votes:N0}"),
            ["imdbID"] = movie.ImdbId,
            ["Type"] = "movie",
            ["DVD"] = "N/A",
            ["BoxOffice"] = boxOffice is null ? "N/A" : Invariant($"${boxOffice:N0}"),
            ["Production"] = "N/A",
            ["Website"] = "N/A",
            ["Response"] = "True",
        };
        return body.ToJsonString(Json);
    }

    private static JsonArray Ratings(double? imdb, int? rottenTomatoes, int? metacritic)
    {
        var ratings = new JsonArray();
        if (imdb is not null)
            ratings.Add(Rating("Internet Movie Database", Invariant($"{imdb:0.0}/10")));
        if (rottenTomatoes is not null)
            ratings.Add(Rating("Rotten Tomatoes", Invariant($"{rottenTomatoes}%")));
        if (metacritic is not null)
            ratings.Add(Rating("Metacritic", Invariant($"{metacritic}/100")));
        return ratings;
    }

    private static JsonObject Rating(string source, string value) => new() { ["Source"] = source, ["Value"] = value };

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Distinct()) is { Length: > 0 } text ? text : "N/A";

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "N/A";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
