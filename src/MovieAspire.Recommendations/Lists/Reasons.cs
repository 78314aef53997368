using System.Buffers;
using System.Text;
using System.Text.Json;
using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Lists;

/// <summary>Says why movies are recommended, as JSON: what weighs most first, and only what weighs something.</summary>
public sealed class Reasons(RecommendationInput input, SparseMatrix vectors)
{
    private const int MaxReasons = 4;
    private const int MaxNames = 3;

    /// <summary>What is worth mentioning: a part of the likeness by itself and of the whole, and a part of the score.</summary>
    private const float LeastLikeness = 0.015f;
    private const float LeastShare = 0.1f;
    private const float LeastTogether = 0.02f;

    private static readonly string[] Kinds = ["collection", "director", "cast", "crew", "keywords", "genres", "story"];

    /// <summary>For each recommendation an array of {kind, names}.</summary>
    public string Write(int movie, IReadOnlyList<Recommendation> recommendations)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var recommendation in recommendations)
            {
                json.WriteStartArray();
                foreach (var (kind, names) in Of(movie, recommendation)) Write(json, kind, names);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Why one movie is recommended for another.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<string> Names)> Of(int movie, Recommendation recommendation)
    {
        var shared = Shared(movie, recommendation.Movie)
            .GroupBy(term => input.Features[term.Term].Kind)
            .Select(field => (Kind: field.Key, Weight: field.Sum(term => term.Weight), Names: Names(field)))
            .OrderByDescending(reason => reason.Weight).ToList();
        var reasons = shared
            // A series or a director is worth naming, however much else there is.
            .Where(reason => reason.Kind is FeatureKind.Collection or FeatureKind.Director
                || reason.Weight >= Math.Max(LeastLikeness, LeastShare * recommendation.Likeness))
            .Select(reason => (Kind: Kinds[(int)reason.Kind], reason.Names))
            .Take(MaxReasons).ToList();
        if (recommendation.Similar > 0) reasons.Add(("similar_list", []));
        if (recommendation.Together >= LeastTogether)
        {
            var isStrongest = recommendation.Together > recommendation.Likeness * recommendation.Likeness;
            reasons.Insert(isStrongest ? 0 : reasons.Count, ("liked_together", []));
        }

        // A poor reason is better than none.
        if (reasons.Count == 0)
            reasons.Add(shared.Count > 0 ? (Kinds[(int)shared[0].Kind], shared[0].Names) : ("liked_together", []));
        return reasons;
    }

    private IReadOnlyList<string> Names(IEnumerable<(int Term, float Weight)> terms) =>
    [
        .. terms.OrderByDescending(term => term.Weight).ThenBy(term => term.Term)
            .Select(term => input.Features[term.Term].Name).Where(name => name.Length > 0).Take(MaxNames),
    ];

    private List<(int Term, float Weight)> Shared(int a, int b)
    {
        var (columns, values) = vectors[a];
        var (others, weights) = vectors[b];
        var shared = new List<(int, float)>();
        for (var i = 0; i < columns.Length; i++)
        {
            if (others.BinarySearch(columns[i]) is >= 0 and var place) shared.Add((columns[i], values[i] * weights[place]));
        }

        return shared;
    }

    private static void Write(Utf8JsonWriter json, string kind, IReadOnlyList<string> names)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteStartArray("names");
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
