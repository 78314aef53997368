using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Benchmarks.Search;

/// <summary>What people type, by kind.</summary>
internal static class SearchQueries
{
    private static readonly string[] Frequent = ["the", "the love", "of the", "love", "the man", "in the dark", "a girl", "the last war", "house of", "the of"];

    public static IReadOnlyList<(string Kind, Func<SyntheticTexts, SearchMoviesRequest> Make)> Kinds { get; } =
    [
        ("the most common words (\"the love\")", texts => new() { Query = texts.Pick(Frequent) }),
        ("a title", texts => new() { Query = texts.Title() }),
        ("one word", texts => new() { Query = texts.Word(30) + " " }),
        ("three words of an overview", texts => new() { Query = $"{texts.Word()} {texts.Word(30)} {texts.Word(60)}" }),
        ("a beginning of 1 to 3 letters", texts => new() { Query = texts.Word(30)[..texts.Number(1, 3)] }),
        ("a word and a beginning", texts => new() { Query = $"{texts.Word()} {texts.Word(30)[..2]}" }),
        ("a typo in one of two words", texts => new() { Query = $"{texts.Word(60)} {Typo(texts, texts.Word(100))}" }),
        ("a person", texts => new() { Query = texts.Person() }),
        ("common words in a genre and a year", texts => new()
        {
            Query = texts.Pick(Frequent), Genres = { $"Genre {texts.Number(1, 20)}" }, Year = texts.Number(1950, 2024),
        }),
        ("common words, rating and language", texts => new() { Query = texts.Pick(Frequent), MinRating = 8.5, Language = "ja" }),
        ("common words by date", texts => new() { Query = texts.Pick(Frequent), Sort = SearchSort.ReleaseDateDesc }),
        ("one word by rating", texts => new() { Query = texts.Word(30) + " ", Sort = SearchSort.VoteAverageDesc }),
        ("page 25 of common words", texts => new() { Query = texts.Pick(Frequent), Offset = 480 }),
        ("three facets of one word", texts => new()
        {
            Query = texts.Word(30) + " ", Facets = { SearchFacet.Genre, SearchFacet.Year, SearchFacet.Language },
        }),
        ("three facets of common words", texts => new()
        {
            Query = texts.Pick(Frequent), Facets = { SearchFacet.Genre, SearchFacet.Year, SearchFacet.Language },
        }),
    ];

    private static string Typo(SyntheticTexts texts, string word)
    {
        if (word.Length < 5)
            return word;
        var place = texts.Number(1, word.Length - 1);
        return texts.Number(0, 3) switch
        {
            0 => word.Remove(place, 1),
            1 => word.Insert(place, "x"),
            _ => $"{word[..place]}{word[place + 1]}{word[place]}{word[(place + 2)..]}",
        };
    }
}
