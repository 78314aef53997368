using MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Web.Words;

/// <summary>Why a film is recommended, in words.</summary>
internal static class Reasons
{
    internal static string Sentence(IReadOnlyList<RecommendationReason> reasons)
    {
        var words = reasons.Take(2).Select(Words).ToList();
        return words.Count == 0 ? "" : $"{char.ToUpperInvariant(words[0][0])}{string.Join("; ", words)[1..]}.";
    }

    private static string Words(RecommendationReason reason) => reason.Kind switch
    {
        "collection" => $"also part of {Names(reason)}",
        "director" => $"also directed by {Names(reason)}",
        "cast" => $"also with {Names(reason)}",
        "crew" => $"also made by {Names(reason)}",
        "keywords" => $"also about {Names(reason)}",
        "genres" => $"also {Names(reason)}",
        "story" => $"a similar story: {Names(reason)}",
        "liked_together" => "liked by the same people",
        "similar_list" => "TMDB lists it as similar",
        _ => Names(reason),
    };

    private static string Names(RecommendationReason reason) => reason.Names.Take(3).ToList() switch
    {
        [] => "",
        [var only] => only,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
    };
}
