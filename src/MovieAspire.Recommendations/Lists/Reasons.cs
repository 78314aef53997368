using System.Buffers;
using System.Text;
using System.Text.Json;
using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Lists;

/// <summary>Says why movies are recommended, as JSON: what weighs most first, and only what weighs something.</summary>
public sealed class Reasons(ContentModel content)
{
    private const int MaxReasons = 4;
    private const int MaxNames = 3;

    /// <summary>What is worth mentioning: a part of the likeness by itself and of the whole, and a part of the score.</summary>
    private const float LeastLikeness = 0.015f;
    private const float LeastShare = 0.1f;
    private const float LeastTogether = 0.1f;

    private static readonly string[] KindNames = ["collection", "director", "cast", "crew", "keywords", "genres", "story"];

    /// <summary>For each recommendation an array of {kind, names}.</summary>
    public string Write(MovieProfile movie, IReadOnlyList<Recommendation> recommendations)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var recommendation in recommendations)
            {
                json.WriteStartArray();
                foreach (var (kind, names) in Of(movie, recommendation))
                    Write(json, kind, names);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Why one movie is recommended for another.</summary>
    public IReadOnlyList<Reason> Of(MovieProfile movie, Recommendation recommendation)
    {
        var shared = Shared(movie, recommendation.Movie);
        shared.Sort((a, b) => b.Likeness.CompareTo(a.Likeness));
        var reasons = new List<Reason>(MaxReasons + 2);
        foreach (var (kind, likeness, features) in shared)
        {
            // A series or a director is worth naming, however much else there is.
            var isWorthNaming = kind is FeatureKind.Collection or FeatureKind.Director
                || likeness >= Math.Max(LeastLikeness, LeastShare * recommendation.Likeness);
            if (isWorthNaming && reasons.Count < MaxReasons)
                reasons.Add(new(KindNames[(int)kind], Names(features)));
        }

        if (recommendation.Similar > 0)
            reasons.Add(new("similar_list", []));
        if (recommendation.Together >= LeastTogether)
            reasons.Insert(recommendation.Together > 0.5f ? 0 : reasons.Count, new("liked_together", []));

        // A poor reason is better than none.
        if (reasons.Count == 0)
            reasons.Add(shared.Count > 0 ? new(KindNames[(int)shared[0].Kind], Names(shared[0].Features)) : new("liked_together", []));
        return reasons;
    }

    private List<string> Names(List<(int Column, float Weight)> features)
    {
        features.Sort((a, b) => (b.Weight, a.Column).CompareTo((a.Weight, b.Column)));
        var names = new List<string>(MaxNames);
        foreach (var (column, _) in features)
        {
            if (names.Count < MaxNames && content.Candidates.Vocabulary.Names[column] is { Length: > 0 } name)
                names.Add(name);
        }

        return names;
    }

    /// <summary>What both have, by kind, and what each kind adds to the likeness.</summary>
    private List<(FeatureKind Kind, float Likeness, List<(int Column, float Weight)> Features)> Shared(MovieProfile movie, int candidate)
    {
        var shared = new List<(FeatureKind, float, List<(int, float)>)>();
        var (columns, values) = content.Vectors[candidate];
        var (i, j) = (0, 0);
        for (var kind = 0; kind < KindNames.Length; kind++)
        {
            var end = content.Candidates.Vocabulary.EndOf((FeatureKind)kind);
            var (sum, features) = (0f, new List<(int, float)>());
            while (i < movie.Columns.Length && j < columns.Length && movie.Columns[i] < end && columns[j] < end)
            {
                if (movie.Columns[i] == columns[j])
                {
                    var weight = movie.Values[i++] * values[j];
                    features.Add((columns[j++], weight));
                    sum += weight;
                }
                else if (movie.Columns[i] < columns[j])
                    i++;
                else
                    j++;
            }

            while (i < movie.Columns.Length && movie.Columns[i] < end)
                i++;
            while (j < columns.Length && columns[j] < end)
                j++;
            if (sum > 0)
                shared.Add(((FeatureKind)kind, content.Damped(kind, sum), features));
        }

        return shared;
    }

    private static void Write(Utf8JsonWriter json, string kind, IReadOnlyList<string> names)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteStartArray("names");
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>Why a movie is recommended.</summary>
/// <param name="Kind">collection, director, cast, crew, keywords, genres, story, similar_list or liked_together.</param>
/// <param name="Names">What both movies share; those that say most first.</param>
public sealed record Reason(string Kind, IReadOnlyList<string> Names);
