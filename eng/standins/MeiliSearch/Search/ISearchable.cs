using System.Text.Json;
using System.Text.Json.Serialization;

namespace Meilisearch;

/// <summary>What both kinds of results have.</summary>
[JsonConverter(typeof(SearchableConverterFactory))]
public interface ISearchable<T>
{
    /// <summary>Only in searches of several indexes.</summary>
    string IndexUid { get; }

    /// <summary>The hits.</summary>
    IReadOnlyCollection<T> Hits { get; }

    /// <summary>Counts by facet and value.</summary>
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> FacetDistribution { get; }

    /// <summary>The server's time.</summary>
    int ProcessingTimeMs { get; }

    /// <summary>What was searched for.</summary>
    string Query { get; }

    /// <summary>Never set: each hit has its own.</summary>
    [JsonPropertyName("_matchesPosition")]
    IReadOnlyDictionary<string, IReadOnlyCollection<MatchPosition>> MatchesPosition { get; }

    /// <summary>Least and greatest value of numeric facets.</summary>
    IReadOnlyDictionary<string, FacetStat> FacetStats { get; }
}

internal sealed class SearchableConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ISearchable<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()));

    private sealed class Converter<T> : JsonConverter<ISearchable<T>>
    {
        public override ISearchable<T> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            JsonElement result = JsonElement.ParseValue(ref reader);
            return result.TryGetProperty("page", out _) || result.TryGetProperty("hitsPerPage", out _)
                ? result.Deserialize<PaginatedSearchResult<T>>(options)
                : result.Deserialize<SearchResult<T>>(options);
        }

        public override void Write(Utf8JsonWriter writer, ISearchable<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
