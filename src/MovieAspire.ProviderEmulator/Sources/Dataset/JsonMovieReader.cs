using System.Text.Json.Nodes;
using MovieAspire.ProviderEmulator.Movies;
using static MovieAspire.ProviderEmulator.Sources.Dataset.Cells;

namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>Reads a movie out of JSON, in TMDB's shape or the flat one where genres and keywords are bare names and
/// paths are whole URLs. The nested cells of the CSV with Python literals come through here too.</summary>
internal static class JsonMovieReader
{
    /// <summary>Null, with the reason, when the object is no movie.</summary>
    public static MovieDraft? Read(JsonObject json, out string reason)
    {
        reason = "without a usable id";
        if (Int(Scalar(json, "id") ?? Scalar(json, "tmdb_id")) is not { } id || id <= 0)
            return null;

        reason = "without a title";
        if (Text(Scalar(json, "title")) is null && Text(Scalar(json, "original_title")) is null)
            return null;

        return new()
        {
            Id = id,
            ImdbId = ImdbId(Scalar(json, "imdb_id")),
            Title = Text(Scalar(json, "title")),
            OriginalTitle = Text(Scalar(json, "original_title")),
            OriginalLanguage = Text(Scalar(json, "original_language")),
            Overview = Text(Scalar(json, "overview")),
            Tagline = Text(Scalar(json, "tagline")),
            Status = Text(Scalar(json, "status")),
            ReleaseDate = Date(Scalar(json, "release_date"), Int(Scalar(json, "release_year"))),
            Runtime = Int(Scalar(json, "runtime")) is > 0 and var runtime ? runtime : null,
            Budget = Long(Scalar(json, "budget")) is > 0 and var budget ? budget : null,
            Revenue = Long(Scalar(json, "revenue")) is > 0 and var revenue ? revenue : null,
            Popularity = Double(Scalar(json, "popularity")),
            VoteAverage = Double(Scalar(json, "vote_average")) is >= 0 and <= 10 and var average ? average : null,
            VoteCount = Int(Scalar(json, "vote_count")) is >= 0 and var votes ? votes : null,
            Adult = Bool(Scalar(json, "adult")),
            Video = Bool(Scalar(json, "video")),
            PosterPath = ImagePath(Scalar(json, "poster_path")),
            BackdropPath = ImagePath(Scalar(json, "backdrop_path")),
            Homepage = Text(Scalar(json, "homepage")),
            UsCertification = Text(Scalar(json, "mpaa")),
            Collection = Collection(json["belongs_to_collection"]),
            Genres = Names(json["genres"]),
            Keywords = Names(Inner(json["keywords"], "keywords")),
            Companies = Names(json["production_companies"]),
            Countries = Codes(json["production_countries"], "iso_3166_1"),
            Languages = Codes(json["spoken_languages"], "iso_639_1"),
            Cast = Credits(json["credits"]?["cast"] ?? json["cast"], "character", department: null),
            Crew = Credits(json["credits"]?["crew"] ?? json["director"], "job", json["credits"] is null ? "Directing" : null),
            Videos = Videos(json),
            AlternativeTitles = AlternativeTitles(json),
            PremiereDate = Premiere(json),
        };
    }

    private static List<AlternativeTitle>? AlternativeTitles(JsonObject json) => Items(Inner(json["alternative_titles"], "titles"))
        .OfType<JsonObject>()
        .Where(item => Text(Scalar(item, "title")) is not null)
        .Select(item => new AlternativeTitle(Scalar(item, "iso_3166_1") ?? "", Scalar(item, "title")!))
        .ToList() is { Count: > 0 } titles ? titles : null;

    // The earliest of the releases of type 1.
    private static DateOnly? Premiere(JsonObject json) => Items(Inner(json["release_dates"], "results"))
        .SelectMany(country => Items(country["release_dates"]))
        .OfType<JsonObject>()
        .Where(release => Int(Scalar(release, "type")) == 1)
        .Select(release => Date(Scalar(release, "release_date")?.Split('T')[0], null))
        .Min();

    private static string? Scalar(JsonObject json, string name) => json[name] is JsonValue value ? value.ToString() : null;

    private static JsonNode? Inner(JsonNode? node, string name) => node is JsonObject inner ? inner[name] : node;

    private static CollectionRef? Collection(JsonNode? node) =>
        node is JsonObject json && Int(Scalar(json, "id")) is { } id && Text(Scalar(json, "name")) is { } name
            ? new(id, name, ImagePath(Scalar(json, "poster_path")), ImagePath(Scalar(json, "backdrop_path")))
            : null;

    private static List<NameDraft>? Names(JsonNode? node) => Items(node)
        .Select(item => item is JsonObject json ? new NameDraft(Int(Scalar(json, "id")), Scalar(json, "name") ?? "") : new(null, item.ToString()))
        .Where(name => Text(name.Name) is not null)
        .DistinctBy(name => name.Name)
        .ToList() is { Count: > 0 } names ? names : null;

    private static List<string>? Codes(JsonNode? node, string name) => Items(node)
        .Select(item => item is JsonObject json ? Scalar(json, name) : item.ToString())
        .OfType<string>()
        .Where(code => code.Length == 2)
        .Distinct()
        .ToList() is { Count: > 0 } codes ? codes : null;

    private static List<CreditDraft>? Credits(JsonNode? node, string role, string? department) => Items(node)
        .Select(item => item is JsonObject json
            ? new CreditDraft(
                Int(Scalar(json, "id")), Scalar(json, "name") ?? "", Scalar(json, role) ?? "", Scalar(json, "department") ?? "",
                Int(Scalar(json, "gender")) ?? 0, ImagePath(Scalar(json, "profile_path")))
            : new(null, item.ToString(), department is null ? "" : "Director", department ?? ""))
        .Where(credit => Text(credit.Name) is not null)
        .Select(credit => credit with { Role = Text(credit.Role) ?? "" })
        .ToList() is { Count: > 0 } credits ? credits : null;

    private static List<Clip>? Videos(JsonObject json)
    {
        if (Text(Scalar(json, "trailer_key")) is { } key)
            return [new(key, "YouTube", "Trailer")];

        return Items(Inner(json["videos"], "results"))
            .OfType<JsonObject>()
            .Where(item => Text(Scalar(item, "key")) is not null)
            .Select(item => new Clip(Scalar(item, "key")!, Scalar(item, "site") ?? "YouTube", Scalar(item, "type") ?? "Trailer", Text(Scalar(item, "name"))))
            .ToList() is { Count: > 0 } clips ? clips : null;
    }

    /// <summary>The items of an array, or of a text "a|b|c".</summary>
    private static IEnumerable<JsonNode> Items(JsonNode? node) => node switch
    {
        JsonArray array => array.OfType<JsonNode>(),
        JsonValue value => value.ToString().Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => (JsonNode)JsonValue.Create(text)!),
        _ => [],
    };
}
