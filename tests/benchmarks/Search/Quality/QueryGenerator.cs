using MovieAspire.Text.Folding;
using MovieAspire.Text.Titles;
using Movie = MovieAspire.ProviderEmulator.Movies.Movie;

namespace MovieAspire.Benchmarks.Search.Quality;

/// <summary>
/// Makes queries of every class out of the titles and people of a data set: the same ones each time. A query that happens to be
/// the title of another movie is left out, because then that one is right; a beginning is taken of the movie with the
/// most votes of all whose titles begin so.
/// </summary>
internal sealed class QueryGenerator
{
    private const int PerClass = 80;

    // Nobody looks for the others, and many of them share their titles.
    private const int MinVotes = 50;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private readonly List<Movie> _movies;
    private readonly HashSet<string> _keys;
    private readonly Random _random;

    public QueryGenerator(IReadOnlyList<Movie> movies, int seed)
    {
        // Not for secrets, but for the same queries each time.
#pragma warning disable CA5394
        _random = new Random(seed);
#pragma warning restore CA5394
        _keys = [.. movies.SelectMany(movie => new[] { movie.Title, movie.OriginalTitle }).Select(TitleKeys.Exact)];
        _movies = [.. movies.Where(movie => movie.VoteCount >= MinVotes).OrderBy(movie => movie.Id)];
    }

    public IEnumerable<QualityQuery> All() =>
    [
        .. OfTitles("exact", movie => movie.Title, mayBeATitle: true),
        .. OfTitles("lower case without accents and signs", movie => movie.Title.All(letter => letter is ' ' || char.IsAsciiLetter(letter)) ? null : Folded(movie), mayBeATitle: true),
        .. OfTitles("swapped words", Swapped),
        .. OfTitles("one typo", movie => Mistyped(movie, word => word.Length >= 5, 1)),
        .. OfTitles("two typos in a long word", movie => Mistyped(movie, word => word.Length >= 9, 2)),
        .. OfTitles("typo in a word of 3 or 4 letters", movie => Mistyped(movie, word => word.Length is 3 or 4 && !IsSmall(word), 1)),
        .. OfTitles("number forms", OtherNumbers, mayBeATitle: true),
        .. OfTitles("punctuation and joined words", Joined, mayBeATitle: true),
        .. OfTitles("an article too many", movie => $"{Pick(["the", "a", "the"])} {Folded(movie)}"),
        .. OfTitles("an article too few", movie => WordsOf(movie) is var words && words.Any(IsArticle) && words.Exists(word => !IsArticle(word))
            ? string.Join(' ', words.Where(word => !IsArticle(word))) : null),
        .. WithYear(),
        .. OfTitles("title and movie or film", movie => Pick([$"{Folded(movie)} movie", $"{Folded(movie)} film", $"the {string.Join(' ', Articles.Without(WordsOf(movie)))} movie", $"film {Folded(movie)}"])),
        .. Originals(),
        .. Actors(),
        .. OfTitles("director and word", DirectorAndWord),
        .. Beginnings(),
        .. OfTitles("apostrophes", Apostrophes, mayBeATitle: true),
    ];

    private IEnumerable<QualityQuery> OfTitles(string kind, Func<Movie, string?> typed, bool mayBeATitle = false) =>
        Shuffled(_movies)
            .Select(movie => (movie, text: typed(movie)?.Trim()))
            .Where(pair => pair.text is { Length: > 1 } text && (mayBeATitle || !_keys.Contains(TitleKeys.Exact(text))))
            .Take(PerClass)
            .Select(pair => new QualityQuery(kind, pair.text!, pair.movie.Title, null));

    private IEnumerable<QualityQuery> WithYear() => Shuffled(_movies)
        .Where(movie => movie.ReleaseDate is not null).Take(PerClass)
        .Select(movie => new QualityQuery("title and year", $"{Folded(movie)} {movie.ReleaseDate!.Value.Year}", movie.Title, movie.ReleaseDate.Value.Year));

    private IEnumerable<QualityQuery> Originals() => Shuffled(_movies)
        .Where(movie => movie.OriginalTitle.Length > 1 && TitleKeys.Exact(movie.OriginalTitle) != TitleKeys.Exact(movie.Title)).Take(PerClass)
        .Select(movie => new QualityQuery("original title", movie.OriginalTitle, movie.OriginalTitle, null));

    private IEnumerable<QualityQuery> Actors() => Shuffled([.. _movies
            .SelectMany(movie => movie.Cast.Take(5)).GroupBy(role => role.Name).Where(roles => roles.Count() >= 3)
            .Select(roles => roles.Key).Order(StringComparer.Ordinal)])
        .Where(name => Words.Of(name).Count > 1 && !_keys.Contains(TitleKeys.Exact(name))).Take(PerClass)
        .Select(name => new QualityQuery(QuerySet.Actor, TextFolding.Fold(name), name, null));

    private IEnumerable<QualityQuery> Beginnings()
    {
        var byKey = _movies.Select(movie => (Key: TitleKeys.Exact(movie.Title), Movie: movie)).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        return Shuffled(_movies).Select(movie => (Movie: movie, Text: Beginning(movie)))
            .Where(pair => pair.Text is not null && !_keys.Contains(TitleKeys.Exact(pair.Text))
                && byKey.Where(entry => entry.Key.StartsWith(TitleKeys.Exact(pair.Text), StringComparison.Ordinal))
                    .Select(entry => entry.Movie).MaxBy(movie => movie.VoteCount) == pair.Movie)
            .Take(PerClass).Select(pair => new QualityQuery("beginning, as you type", pair.Text!, pair.Movie.Title, null));
    }

    private string? Beginning(Movie movie)
    {
        var text = Folded(movie);
        var shortest = Math.Max(5, text.Length * 2 / 3);
        if (shortest >= text.Length)
            return null;
        var beginning = text[..Number(shortest, text.Length)];
        // Within a word, and after its first letter.
        return beginning.Length > 1 && beginning[^1] != ' ' && beginning[^2] != ' ' && text[beginning.Length] != ' ' ? beginning : null;
    }

    private string? Swapped(Movie movie)
    {
        var words = WordsOf(movie);
        if (words.Count < 2)
            return null;
        var place = Number(1, words.Count);
        (words[place - 1], words[place]) = (words[place], words[place - 1]);
        return string.Join(' ', words);
    }

    private string? Mistyped(Movie movie, Func<string, bool> fits, int typos)
    {
        var words = WordsOf(movie);
        var places = Enumerable.Range(0, words.Count).Where(place => words[place].All(char.IsAsciiLetterLower) && fits(words[place])).ToList();
        if (places.Count == 0)
            return null;
        var at = Pick(places);
        for (var i = 0; i < typos; i++)
            words[at] = Typo(words[at]);
        return string.Join(' ', words);
    }

    private string Typo(string word)
    {
        var place = Number(0, word.Length);
        return Number(0, 4) switch
        {
            0 => word.Remove(place, 1),
            1 => word.Insert(place, Pick(Letters.ToCharArray()).ToString()),
            2 when place + 1 < word.Length && word[place] != word[place + 1] => $"{word[..place]}{word[place + 1]}{word[place]}{word[(place + 2)..]}",
            _ => $"{word[..place]}{Pick(Letters.Where(letter => letter != word[place]).ToArray())}{word[(place + 1)..]}",
        };
    }

    // Digits to words and Roman numbers, and these to digits.
    private string? OtherNumbers(Movie movie)
    {
        var words = WordsOf(movie);
        var digits = Numerals.InDigits(words);
        if (!digits.SequenceEqual(words))
            return string.Join(' ', digits);
        string[] roman = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
        string[] names = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        var place = words.FindIndex(1, word => word is { Length: 1 or 2 } && int.TryParse(word, null, out var number) && number is > 0 and <= 10);
        if (words.Count < 2 || place < 1)
            return null;
        words[place] = Pick([roman, names])[int.Parse(words[place], null)];
        return string.Join(' ', words);
    }

    private string? Joined(Movie movie)
    {
        var words = WordsOf(movie);
        var hasSigns = Words.Read(movie.Title).Any(word => word.IsJoined);
        if (words.Count < 2 || string.Concat(words).Length > 20 || (!hasSigns && words.Count > 2))
            return null;
        return hasSigns && Number(0, 2) == 0 ? string.Join(' ', words) : string.Concat(words);
    }

    private string? Apostrophes(Movie movie)
    {
        if (!movie.Title.AsSpan().ContainsAny('\'', '’'))
            return null;
        var title = movie.Title.Replace('’', '\'').ToLowerInvariant();
        return title.Replace("'", Pick(["’", "", "ʼ", "`", " "]), StringComparison.Ordinal);
    }

    private string? DirectorAndWord(Movie movie)
    {
        var directors = movie.Crew.Where(job => job.Title == "Director").ToList();
        var words = WordsOf(movie).Where(word => word.Length > 4).ToList();
        if (directors.Count != 1 || words.Count == 0)
            return null;
        return $"{Words.Of(directors[0].Name)[^1]} {words.MaxBy(word => word.Length)}";
    }

    private static string Folded(Movie movie) => TextFolding.Fold(movie.Title);

    private static List<string> WordsOf(Movie movie) => Words.Of(movie.Title);

    private static bool IsArticle(string word) => Articles.IsEnglish(word);

    private static bool IsSmall(string word) => IsArticle(word) || word is "and" or "for" or "with" or "from" or "you" or "not" or "that" or "this";

#pragma warning disable CA5394
    private int Number(int from, int to) => _random.Next(from, to);

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private List<T> Shuffled<T>(IReadOnlyList<T> all)
    {
        var shuffled = all.ToArray();
        _random.Shuffle(shuffled);
        return [.. shuffled];
    }
#pragma warning restore CA5394
}
