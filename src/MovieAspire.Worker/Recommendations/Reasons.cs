using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MovieAspire.Worker.Recommendations;

/// <summary>Says why movies are recommended, as JSON: what weighs most first, and only what weighs something.</summary>
internal sealed class Reasons(RecommendationInput input, SparseRows vectors)
{
    private const int MaxReasons = 4;
    private const int MaxNames = 3;

    /// <summary>The least share of the evidence that is worth mentioning.</summary>
    private const float LeastShare = 0.08f;

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
            .GroupBy(term => input.Terms[term.Term].Field)
            .Select(field => (
                Kind: Kinds[(int)field.Key],
                Weight: field.Sum(term => term.Weight),
                Names: Names(field),
                // A series or a director is worth naming, however much else there is.
                IsTelling: field.Key is Field.Collection or Field.Director));
        (string Kind, float Weight, IReadOnlyList<string> Names, bool IsTelling)[] others =
        [
            ("liked_together", recommendation.Together, [], false), ("similar_list", recommendation.Similar, [], false),
        ];
        var all = shared.Concat(others).Where(reason => reason.Weight > 0).OrderByDescending(reason => reason.Weight).ToArray();
        var sum = all.Sum(reason => reason.Weight);
        return
        [
            .. all.Where((reason, place) => place == 0 || reason.IsTelling || reason.Weight >= LeastShare * sum)
                .Take(MaxReasons).Select(reason => (reason.Kind, reason.Names)),
        ];
    }

    private IReadOnlyList<string> Names(IEnumerable<(int Term, float Weight)> terms) =>
    [
        .. terms.OrderByDescending(term => term.Weight).ThenBy(term => term.Term)
            .Select(term => input.Terms[term.Term].Name).Where(name => name.Length > 0).Take(MaxNames),
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
