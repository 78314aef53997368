using System.Globalization;
using System.Text.Json.Nodes;

namespace MovieAspire.Testing.Meilisearch;

/// <summary>One index: its documents and settings, and a simple search.</summary>
internal sealed class FakeIndex
{
    private static readonly string[] SearchFields =
    [
        "q", "offset", "limit", "filter", "sort", "facets", "matchingStrategy", "attributesToRetrieve",
        "attributesToHighlight", "highlightPreTag", "highlightPostTag", "retrieveVectors",
    ];

    private static long _clock = DateTimeOffset.UnixEpoch.AddYears(50).Ticks;

    public Dictionary<int, JsonObject> Documents { get; } = [];

    public JsonObject Settings { get; } = [];

    public string? PrimaryKey { get; set; }

    public DateTimeOffset UpdatedAt { get; set; } = Now();

    public void Set(JsonObject settings)
    {
        foreach (var (name, value) in settings)
            Settings[name] = value?.DeepClone();
        UpdatedAt = Now();
    }

    public void Add(string jsonLines, string? primaryKey)
    {
        PrimaryKey ??= primaryKey ?? throw new FakeRefusal(400, "index_primary_key_multiple_candidates_found");
        foreach (var line in jsonLines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var document = JsonNode.Parse(line)!.AsObject();
            Documents[(int)document[PrimaryKey]!] = document;
        }

        UpdatedAt = Now();
    }

    public void Delete(string ids)
    {
        foreach (var id in JsonNode.Parse(ids)!.AsArray())
            Documents.Remove(int.Parse((string)id!, CultureInfo.InvariantCulture));
        UpdatedAt = Now();
    }

    public JsonObject ToJson(string uid) => new()
    {
        ["uid"] = uid, ["primaryKey"] = PrimaryKey, ["createdAt"] = "2026-01-01T00:00:00Z", ["updatedAt"] = UpdatedAt.ToString("O"),
    };

    public JsonObject Stats() => new()
    {
        ["numberOfDocuments"] = Documents.Count, ["rawDocumentDbSize"] = 4096, ["avgDocumentSize"] = 4096, ["isIndexing"] = false,
        ["numberOfEmbeddings"] = 0, ["numberOfEmbeddedDocuments"] = 0, ["fieldDistribution"] = new JsonObject(),
    };

    public JsonObject Search(JsonObject query)
    {
        if (query.Any(field => !SearchFields.Contains(field.Key)))
            throw new FakeRefusal(400, "bad_request");
        var words = ((string)query["q"]!).ToLowerInvariant().Split([' ', '-', '·'], StringSplitOptions.RemoveEmptyEntries);
        var filters = (query["filter"]?.AsArray() ?? []).Select(filter => FakeFilter.Parse((string)filter!)).ToList();
        if (filters.SelectMany(filter => filter.Attributes).Any(attribute => !Allows("filterableAttributes", attribute)))
            throw new FakeRefusal(400, "invalid_search_filter");
        var found = Documents.Values.Where(document => filters.All(filter => filter.Matches(document)))
            .Where(document => words.All(word => Texts(document).Any(text => text.Contains(word, StringComparison.Ordinal))));
        found = Sort(found, query["sort"]?.AsArray()).ToList();

        var (offset, limit) = ((int)query["offset"]!, (int)query["limit"]!);
        var answer = new JsonObject
        {
            ["hits"] = new JsonArray([.. found.Skip(offset).Take(limit).Select(document => Hit(document, query, words))]),
            ["query"] = (string)query["q"]!, ["processingTimeMs"] = 1, ["limit"] = limit, ["offset"] = offset,
            ["estimatedTotalHits"] = found.Count(), ["requestUid"] = "0199a41a-8186-70b3-b6e1-90e8cb582f35",
        };
        if (query["facets"] is JsonArray facets)
        {
            answer["facetDistribution"] = new JsonObject(facets.Select(facet => KeyValuePair.Create((string)facet!, (JsonNode?)Count(found, (string)facet!))));
            answer["facetStats"] = new JsonObject();
        }

        return answer;
    }

    private JsonObject Count(IEnumerable<JsonObject> found, string facet)
    {
        if (!Allows("filterableAttributes", facet))
            throw new FakeRefusal(400, "invalid_search_facets");
        return new JsonObject(found.SelectMany(document => FakeFilter.Values(document[facet])).GroupBy(value => value)
            .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count())));
    }

    private IEnumerable<JsonObject> Sort(IEnumerable<JsonObject> found, JsonArray? sort)
    {
        if (sort is null)
            return found.OrderByDescending(document => (int)document["vote_count"]!);
        var parts = ((string)sort[0]!).Split(':');
        if (!Allows("sortableAttributes", parts[0]))
            throw new FakeRefusal(400, "invalid_search_sort");
        var sign = parts[1] == "desc" ? -1 : 1;
        return found.OrderBy(document => document[parts[0]] is { } value ? sign * (double)value : double.MaxValue);
    }

    // Texts are not escaped there, and numbers are texts in _formatted.
    private static JsonObject Hit(JsonObject document, JsonObject query, string[] words)
    {
        var shown = query["attributesToRetrieve"]!.AsArray().Select(name => (string)name!).ToList();
        var marked = query["attributesToHighlight"]!.AsArray().Select(name => (string)name!).ToList();
        var (pre, post) = ((string)query["highlightPreTag"]!, (string)query["highlightPostTag"]!);
        var hit = new JsonObject(shown.Select(name => KeyValuePair.Create(name, document[name]?.DeepClone())));
        hit["_formatted"] = new JsonObject(shown.Select(name => KeyValuePair.Create(name, document[name] switch
        {
            JsonValue value when marked.Contains(name) => (JsonNode?)words.Aggregate(
                value.ToString(), (text, word) => text.Replace(word, $"{pre}{word}{post}", StringComparison.OrdinalIgnoreCase)),
            JsonValue value => value.ToString(),
            var other => other?.DeepClone(),
        })));
        return hit;
    }

    private static IEnumerable<string> Texts(JsonObject document) =>
        document.Where(field => field.Key is not ("id" or "genres" or "genre_ids" or "person_ids"))
            .SelectMany(field => FakeFilter.Values(field.Value)).Select(text => text.ToLowerInvariant());

    private bool Allows(string setting, string attribute) =>
        Settings[setting]?.AsArray().Any(allowed => (string)allowed! == attribute) ?? false;

    private static DateTimeOffset Now() => new(Interlocked.Add(ref _clock, TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
