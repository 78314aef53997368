using System.Text.Json;
using System.Text.Json.Serialization;

namespace Meilisearch;

/// <summary>An attribute, or patterns of attributes, that filters and facets may use.</summary>
[JsonConverter(typeof(FilterableAttributeConverter))]
public class FilterableAttribute
{
    /// <summary>One attribute with all features.</summary>
    public string Attribute { get; set; }

    /// <summary>Or patterns.</summary>
    public IEnumerable<string> AttributePatterns { get; set; }

    /// <summary>What those may be used for.</summary>
    public FilterableAttributeFeatures Features { get; set; }

    /// <summary>One attribute with all features.</summary>
#pragma warning disable CA2225 // the official operator
    public static implicit operator FilterableAttribute(string attribute) =>
#pragma warning restore CA2225
        attribute is null ? null : new FilterableAttribute { Attribute = attribute };
}

/// <summary>What a filterable attribute may be used for.</summary>
public class FilterableAttributeFeatures
{
    /// <summary>Search in its facet values.</summary>
    public bool FacetSearch { get; set; }

    /// <summary>Filters.</summary>
    public FilterableAttributeFilterFeatures Filter { get; set; }
}

/// <summary>Which filters an attribute may be used in.</summary>
public class FilterableAttributeFilterFeatures
{
    /// <summary>=, !=, IN, EXISTS and the like.</summary>
    public bool Equality { get; set; }

    /// <summary>Ranges.</summary>
    public bool Comparison { get; set; }
}

/// <summary>One attribute is written as its name, patterns as an object.</summary>
internal sealed class FilterableAttributeConverter : JsonConverter<FilterableAttribute>
{
    public override FilterableAttribute Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        Patterns patterns = JsonSerializer.Deserialize<Patterns>(ref reader, options);
        return new FilterableAttribute { AttributePatterns = patterns.AttributePatterns, Features = patterns.Features };
    }

    public override void Write(Utf8JsonWriter writer, FilterableAttribute value, JsonSerializerOptions options)
    {
        if (value.Attribute is not null)
            writer.WriteStringValue(value.Attribute);
        else if (value.AttributePatterns is not null)
            JsonSerializer.Serialize(writer, new Patterns(value.AttributePatterns, value.Features), options);
        else
            throw new JsonException("FilterableAttribute must have either Attribute or AttributePatterns set.");
    }

    private sealed record Patterns(IEnumerable<string> AttributePatterns, FilterableAttributeFeatures Features);
}
