namespace MovieAspire.Benchmarks.Search;

/// <summary>
/// Words as texts have them: the word of rank r is about 1/r as frequent as the first (Zipf's law), small words first.
/// </summary>
internal sealed class SyntheticTexts
{
    private const int WordCount = 30_000;

    private static readonly string[] Small =
        "the,a,of,to,and,in,his,is,with,her,he,for,on,that,who,an,from,by,as,their,they,into,has,but,when,it,she,at,after,are".Split(',');

    private static readonly string[] Common =
        ("life,love,young,man,new,family,world,story,woman,girl,night,day,house,last,city,father,war,home,friend,dark,death,"
        + "school,town,secret,boy,dead,blood,king,black,lost").Split(',');

    private static readonly string[] Starts = "ba,be,bri,ca,cho,da,de,dra,el,fa,fi,ga,gre,ha,hu,in,ja,ka,ki,la,lo,ma,mi,na,no,o,pa,pe,ra,ro,sa,sha,ta,tri,u,va,wa,ya,ze".Split(',');
    private static readonly string[] Ends = "ber,dan,den,fer,gan,hal,ken,lan,lor,man,mer,nel,nor,pel,ran,rin,rus,sen,sto,tal,ten,tor,van,ver,vin,wen,zan".Split(',');

    private readonly Random _random;
    private readonly string[] _words;
    private readonly double[] _cumulated;

    public SyntheticTexts(int seed)
    {
        // Not for secrets, but for the same movies each time.
#pragma warning disable CA5394
        _random = new Random(seed);
        var made = new HashSet<string>(Small.Concat(Common));
        var words = made.ToList();
        while (words.Count < WordCount)
        {
            var word = Pick(Starts) + (_random.Next(2) == 0 ? Pick(Starts) : "") + Pick(Ends) + (_random.Next(4) == 0 ? "s" : "");
            if (made.Add(word))
                words.Add(word);
        }

        _words = [.. words];
        _cumulated = new double[WordCount];
        for (var (rank, sum) = (0, 0.0); rank < WordCount; rank++)
            _cumulated[rank] = sum += 1 / (rank + 2.7);
    }

    public double Unit() => _random.NextDouble();

    public int Number(int from, int to) => _random.Next(from, to);
#pragma warning restore CA5394

    public T Pick<T>(IReadOnlyList<T> from) => from[Number(0, from.Count)];

    /// <summary>A word by its frequency; without the small ones where <paramref name="first"/> says so.</summary>
    public string Word(int first = 0)
    {
        var least = first == 0 ? 0 : _cumulated[first - 1];
        var place = Array.BinarySearch(_cumulated, least + Unit() * (_cumulated[^1] - least));
        return _words[Math.Min(place < 0 ? ~place : place, WordCount - 1)];
    }

    public string Title()
    {
        var words = string.Join(' ', Enumerable.Range(0, Number(1, 4)).Select(_ => Capital(Word(Small.Length))));
        return Unit() switch
        {
            < 0.3 => $"The {words}",
            < 0.4 => $"{words} of the {Capital(Word(Small.Length))}",
            < 0.45 => $"{words}-{Capital(Word(Small.Length))}",
            _ => words,
        };
    }

    public string Overview() => string.Join(' ', Enumerable.Range(0, Number(20, 80)).Select(_ => Word()));

    public string Person() => $"{Capital(Word(300))} {Capital(Word(300))}";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
