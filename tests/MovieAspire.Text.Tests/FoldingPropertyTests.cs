using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Text.Folding;

namespace MovieAspire.Text.Tests;

public class FoldingPropertyTests
{
    // Letters of many scripts, signs and broken surrogates, and now and then any character at all.
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Elements(
                "a", "B", "é", "E\u0301", "ñ", "N\u0303", "ø", "Ł", "æ", "ß", "đ", "ı", "İ", "ſ", "ŉ", "ŀ", "ǆ", "ﬃ", "Σ", "ς", "Ά", "й", "Ё",
                "한", "ᄒ", "ᅡ", "ᆫ", "が", "ガ", "ﾊﾞ", "千", "𠮷", "ก", "ี", "हि", "ا", "أ", "ـ", "l'", "d’", "'", "`", "´", "’", "-", " ", "\u00a0",
                "\t", "·", "½", "³", "Ⅷ", "①", "٣", "&", " + ", "𝓐", "\ud83d", "\ude00", "™", "№", "3", "/", ".", "\u200b", "\u00ad"),
            Gen.Choose(1, 0xffff).Select(code => ((char)code).ToString()))
        .ListOf().Select(string.Concat);

    [Fact]
    public void Folding_what_is_folded_changes_nothing() =>
        Holds(Texts, text => TextFolding.Fold(TextFolding.Fold(text)) == TextFolding.Fold(text));

    [Fact]
    public void No_letter_of_unicode_folds_twice()
    {
        var all = Enumerable.Range(0, 0x110000).Where(code => code is < 0xd800 or > 0xdfff).Select(char.ConvertFromUtf32);
        Assert.Empty(all.Where(letter => TextFolding.Fold(TextFolding.Fold($"a{letter}b")) != TextFolding.Fold($"a{letter}b"))
            .Select(letter => $"U+{char.ConvertToUtf32(letter, 0):X}"));
    }

    [Fact]
    public void Composed_and_decomposed_texts_fold_alike() => Holds(Texts.Where(text => text.IsValid()), text =>
        TextFolding.Fold(text.Normalize(NormalizationForm.FormC)) == TextFolding.Fold(text.Normalize(NormalizationForm.FormD)));

    [Fact]
    public void Case_and_accents_do_not_matter() => Holds(
        Gen.Elements("amélie", "ÅNGSTRÖM", "ночь", "Χρόνος", "l’été", "o'neill", "8½ x", "žluťoučký").ListOf().Select(words => string.Join(' ', words)),
        text => TextFolding.Fold(text.ToUpperInvariant()) == TextFolding.Fold(text.ToLowerInvariant())
            && TextFolding.Fold(text) == TextFolding.Fold(string.Concat(
                text.Normalize(NormalizationForm.FormD).Where(letter => letter is < '\u0300' or > '\u036f'))));

    [Fact]
    public void The_words_of_the_folded_text_are_those_of_the_text() =>
        Holds(Texts, text => Words.Of(TextFolding.Fold(text)).SequenceEqual(Words.Of(text)));

    [Fact]
    public void Words_have_letters_or_digits_only_and_lie_in_the_text_in_order() => Holds(Texts, text =>
    {
        var end = 0;
        foreach (var word in Words.Read(text))
        {
            if (word.Folded.Length == 0 || word.Folded.AsSpan().ContainsAny(" -'") || word.Start < 0 || word.End > text.Length || word.End < end)
                return false;
            end = word.End;
        }

        return true;
    });

    [Fact]
    public void Words_that_are_read_into_the_same_room_are_the_words() => Holds(Texts.Two(), texts =>
    {
        var folded = new FoldedWords();
        folded.Read(texts.Item1);
        folded.Read(texts.Item2);
        var words = Words.Read(texts.Item2);
        return folded.Count == words.Count && Enumerable.Range(0, words.Count).All(place =>
            folded.Together(place, 1).SequenceEqual(words[place].Folded) && folded.IsJoined(place) == words[place].IsJoined
            && folded.PlaceOf(place, 1) == (words[place].Start, words[place].End)
            && folded.Together(0, place + 1).SequenceEqual(string.Concat(words.Take(place + 1).Select(word => word.Folded)))
            && folded.PlaceOf(0, place + 1) == (words[0].Start, words[place].End));
    });

    private static void Holds<T>(Gen<T> inputs, Func<T, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(inputs.ToArbitrary(), property));
}

file static class Validity
{
    // Normalize refuses halves of surrogate pairs and what is no character.
    public static bool IsValid(this string text)
    {
        try
        {
            return text.IsNormalized(NormalizationForm.FormC) || true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
