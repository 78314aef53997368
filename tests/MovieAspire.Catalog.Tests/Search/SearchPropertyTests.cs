using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Catalog.Search;
using MovieAspire.Catalog.Search.Meilisearch;
using MovieAspire.Catalog.Search.Postgres;
using MovieAspire.Testing.Meilisearch;

namespace MovieAspire.Catalog.Tests.Search;

public class SearchPropertyTests
{
    internal static readonly Gen<string> Texts = Gen.Elements(
        "\\", "\"", "'", " ", "OR", "AND", "NOT", "(", ")", "[", "=", "<b>", "&", "a", "é", "½", "千", "尋", "𠮷", "-", "·", ":*", "|", "!",
        Highlights.Start.ToString(), Highlights.End.ToString(), "EXISTS", "genres")
        .ListOf().Select(string.Concat);

    [Fact]
    public void A_quoted_value_is_read_back_as_itself_and_as_nothing_more() => Holds(Texts, text =>
    {
        var conditions = FakeFilter.Parse($"genres = {IndexFilters.Quote(text)}").Conditions;
        return conditions.Count == 1 && conditions[0] == ("genres", "=", text);
    });

    [Fact]
    public void Every_genre_is_one_condition() => Holds(Texts.ListOf(), genres =>
        IndexFilters.Of(new() { Genres = [.. genres] }).Count == genres.Count
        && IndexFilters.Of(new() { Genres = [.. genres] }).Select(FakeFilter.Parse).Zip(genres).All(pair =>
            pair.First.Conditions.All(condition => condition.Value == pair.Second)));

    [Fact]
    public void Highlights_have_no_markup_but_their_own() => Holds(Texts, text =>
    {
        var html = Highlights.ToHtml(text);
        var rest = html.Replace("<em>", "", StringComparison.Ordinal).Replace("</em>", "", StringComparison.Ordinal);
        return !rest.Contains('<') && !rest.Contains('>') && !rest.Contains('"')
            && !html.Contains(Highlights.Start) && !html.Contains(Highlights.End)
            && Count(html, "<em>") == Count(html, "</em>");
    });

    [Fact]
    public void Marking_changes_nothing_but_adds_marks() => Holds(
        from text in Texts from query in Texts select (Text: Clean(text), Query: query), pair =>
        Clean(new MatchMarker(SearchQuery.Read(pair.Query)).Mark(pair.Text)) == pair.Text);

    private static string Clean(string text) => text
        .Replace(Highlights.Start.ToString(), "", StringComparison.Ordinal).Replace(Highlights.End.ToString(), "", StringComparison.Ordinal);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static void Holds<T>(Gen<T> inputs, Func<T, bool> property) =>
        Check.QuickThrowOnFailure(Prop.ForAll(inputs.ToArbitrary(), property));
}
