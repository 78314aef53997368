using MovieAspire.Text.Folding;

namespace MovieAspire.Text.Tests;

public class TextFoldingTests
{
    [Theory]
    [InlineData("Amélie", "amelie")]
    [InlineData("  Le Fabuleux   Destin d'Amélie Poulain ", "le fabuleux destin d amelie poulain")]
    [InlineData("WALL·E", "wall e")]
    [InlineData("[REC]³ Génesis", "rec 3 genesis")]
    [InlineData("Alien³", "alien 3")]
    [InlineData("8½", "8 1 2")]
    [InlineData("8 1/2", "8 1 2")]
    [InlineData("Rocky Ⅱ", "rocky ii")]
    [InlineData("Pan’s Labyrinth", "pans labyrinth")]
    [InlineData("Pan's Labyrinth", "pans labyrinth")]
    [InlineData("Panʼs Labyrinth", "pans labyrinth")]
    [InlineData("L’avventura", "l avventura")]
    [InlineData("Rock ’n’ Roll", "rock n roll")]
    [InlineData("Lilo & Stitch", "lilo and stitch")]
    [InlineData("Lilo ＆ Stitch", "lilo and stitch")]
    [InlineData("Romeo + Juliet", "romeo and juliet")]
    [InlineData("Face/Off – “now” — then…", "face off now then")]
    [InlineData("Blåbärsjam på Ærø", "blabarsjam pa aero")]
    [InlineData("Łódź, Đorđe, Straße, ÞÓR, ISTANBUL'da ışık", "lodz dorde strasse thor istanbulda isik")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ＦＵＬＬ　ｗｉｄｔｈ１２", "full width12")]
    [InlineData("ﬁlm ﬂow", "film flow")]
    [InlineData("Ёлки й Ночной", "елки и ночнои")]
    [InlineData("Άλφα ΣΊΣΥΦΟΣ", "αλφα σισυφοσ")]
    [InlineData("千と千尋の神隠し", "千と千尋の神隠し")]
    [InlineData("ﾊﾞﾄﾙ", "ハトル")]
    [InlineData("٣ أيام", "3 ايام")]
    [InlineData("a\u00adb c\u200bd", "ab c d")]
    [InlineData("$", "")]
    [InlineData("", "")]
    [InlineData("𝓐lien", "alien")]
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData("\ud800 x", "x")]
    public void A_text_is_folded(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Fact]
    public void Hangul_is_one_text_in_either_of_its_forms() => Assert.Equal(
        TextFolding.Fold("기생충"), TextFolding.Fold("기생충".Normalize(System.Text.NormalizationForm.FormD)));

    [Fact]
    public void Words_know_their_place_and_what_joins_them()
    {
        var words = Words.Read("The “Spider-Man” & Pan’s 8½");

        Assert.Equal(
            [("the", false), ("spider", false), ("man", true), ("and", false), ("pans", false), ("8", false), ("1", true), ("2", true)],
            words.Select(word => (word.Folded, word.IsJoined)));
        Assert.Equal("Pan’s", "The “Spider-Man” & Pan’s 8½"[words[4].Start..words[4].End]);
    }

    [Fact]
    public void A_phrase_of_a_script_without_spaces_is_found_by_letters_and_pairs() => Assert.Equal(
        ["𠮷", "野", "𠮷野", "家", "野家"], Words.Pieces("𠮷野家"));
}
