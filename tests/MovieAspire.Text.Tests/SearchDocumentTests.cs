using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Text.Search;
using MovieAspire.Text.Spelling;

namespace MovieAspire.Text.Tests;

public class SearchDocumentTests
{
    [Fact]
    public void A_title_is_found_in_each_way_of_writing_it()
    {
        Has(Document("WALL·E", year: 2008).Titles, "wall", "e", "walle", "@2008");
        Has(Document("Se7en").Titles, "seven", "7", "se7en");
        Has(Document("Schindler’s List").Titles, "schindlers", "schindler", "list", "schindlerslist");
        // A single letter is too little to be somebody's name.
        Has(Document("Carry On, O’s").Titles, "os");
        Assert.DoesNotContain("o", Document("Carry On, O’s").Titles);
        Has(Document("Rocky II").Titles, "rocky", "ii", "2", "rockyii");
        Has(Document("神隠し").Titles, "神", "隠", "神隠");
        Assert.Contains("starwars", Document("Star Wars: A New Hope").Titles);
    }

    [Fact]
    public void Names_and_keys_are_of_every_title_and_the_title_is_the_first()
    {
        var document = SearchDocument.Of(new(1, "The Godfather", "Il Padrino", ["Le Parrain", "The Godfather"], [], [], "", null));

        Assert.Equal(["the godfather", "il padrino", "le parrain"], document.Names);
        Assert.Equal(["godfather", "ilpadrino", "leparrain", "padrino", "parrain", "thegodfather"], document.Keys);
    }

    [Fact]
    public void A_person_is_found_by_each_word_of_the_name_and_by_the_name_as_a_whole()
    {
        var document = SearchDocument.Of(new(1, "Parasite", "기생충", [], ["Bong Joon-ho", "Cher"], ["class"], "Greed.", 2019));

        Assert.Equal(["bong", "bong joon ho", "cher", "ho", "joon", "joonho"], document.Credits);
        Has(document.Texts, [.. document.Credits, "class", "greed", "parasite", "@2019"]);
        Has(document.Vocabulary, "bong", "joon", "cher", "class", "parasite");
        Assert.DoesNotContain("greed", document.Vocabulary);
    }

    [Fact]
    public void A_title_without_letters_is_found_by_itself() => Assert.Equal(["$"], Document("$").Keys);

    [Fact]
    public void The_order_of_alternative_titles_does_not_matter() => Assert.Equal(
        SearchDocument.Of(new(1, "A", "B", ["D", "C", "D"], [], [], "", null)).Names,
        SearchDocument.Of(new(1, "A", "B", ["C", "D"], [], [], "", null)).Names);

    [Fact]
    public void Words_within_the_typos_forgiven_share_a_deletion()
    {
        var letters = Gen.Elements("abcdefgh".ToCharArray());
        var words = Gen.Choose(3, 14).SelectMany(length => letters.ListOf(length).Select(list => string.Concat(list)));
        var edits = Gen.Choose(0, 2).SelectMany(count => (
            from place in Gen.Choose(0, 100) from kind in Gen.Choose(0, 3) from letter in letters select (place, kind, letter)).ListOf(count));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(
            (from word in words from edit in edits select (word, edit)).ToArbitrary(), pair =>
            {
                var typed = pair.edit.Aggregate(pair.word, Edited);
                return typed.Length < 2 || EditDistance.Between(typed, pair.word, 3) > Deletions.TyposBetween(typed, pair.word)
                    || Deletions.OfTyped(typed).Intersect(Deletions.OfKnown(pair.word)).Any();
            }));
    }

    private static void Has(IEnumerable<string> words, params string[] expected) => Assert.Empty(expected.Except(words));

    private static string Edited(string word, (int Place, int Kind, char Letter) edit)
    {
        var place = edit.Place % word.Length;
        return edit.Kind switch
        {
            0 => word.Insert(place, edit.Letter.ToString()),
            1 when word.Length > 1 => word.Remove(place, 1),
            2 when place + 1 < word.Length => $"{word[..place]}{word[place + 1]}{word[place]}{word[(place + 2)..]}",
            _ => $"{word[..place]}{edit.Letter}{word[(place + 1)..]}",
        };
    }

    private static SearchDocument Document(string title, int? year = null) =>
        SearchDocument.Of(new(1, title, title, [], [], [], "", year));
}
