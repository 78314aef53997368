namespace MovieAspire.Recommendations.Input;

/// <summary>The movies that can be recommended, numbered from 0 by their votes, most first.</summary>
/// <param name="Movies">By number.</param>
/// <param name="Vocabulary">What they have in common with each other.</param>
/// <param name="Features">A row for each movie and a column for each feature: how much the movie has of it.</param>
public sealed record Candidates(Candidate[] Movies, Vocabulary Vocabulary, SparseMatrix Features)
{
    private readonly Dictionary<int, int> _numbers =
        Movies.Select((movie, number) => (movie.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number);

    /// <summary>The number of each by TMDB id.</summary>
    public IReadOnlyDictionary<int, int> Numbers => _numbers;

    /// <summary>-1 for a movie that cannot be recommended.</summary>
    public int NumberOf(int id) => _numbers.GetValueOrDefault(id, -1);
}

/// <summary>A movie that can be recommended.</summary>
/// <param name="Id">TMDB id.</param>
/// <param name="Collection">TMDB id of its collection, or 0.</param>
/// <param name="Year">Of the first release, or 0.</param>
/// <param name="Language">ISO 639-1, or empty.</param>
/// <param name="Votes">Number of votes.</param>
/// <param name="Rating">Their mean, 0 to 10.</param>
public readonly record struct Candidate(int Id, int Collection, int Year, string Language, int Votes, double Rating);

/// <summary>Collects the candidates one after the other, those with the most votes first, without keeping their facts.</summary>
public sealed class CandidatesBuilder
{
    /// <summary>A word that more than this share of the overviews have says nothing of a story.</summary>
    private const double MostCommonWord = 0.05;

    private readonly List<Candidate> _movies = [];
    private readonly Dictionary<Feature, int> _numbers = [];
    private readonly List<int> _starts = [0];
    private readonly List<int> _columns = [];
    private readonly List<float> _values = [];

    public void Add(MovieFacts movie)
    {
        _movies.Add(new(movie.Id, movie.Collection, movie.Year, string.Intern(movie.Language), movie.Votes, movie.Rating));
        if (movie.Collection > 0)
            Add(new(FeatureKind.Collection, movie.Collection), 1);
        foreach (var (feature, weight) in movie.Features)
            Add(feature, weight);
        _starts.Add(_columns.Count);
    }

    /// <summary>Sorts the features, so that the columns, and with them the order of every sum, do not depend on that of reading.</summary>
    public Candidates Build()
    {
        var movies = new int[_numbers.Count];
        foreach (var number in _columns)
            movies[number]++;
        var mostCommon = Math.Max(20, MostCommonWord * _movies.Count);
        var kept = _numbers.Where(entry => movies[entry.Value] > 1
            && (entry.Key.Kind != FeatureKind.Story || movies[entry.Value] <= mostCommon)).Select(entry => entry.Key).ToArray();
        Array.Sort(kept);
        var vocabulary = new Vocabulary(kept, Array.ConvertAll(kept, feature => movies[_numbers[feature]]));

        var columns = new int[_numbers.Count];
        foreach (var (feature, number) in _numbers)
            columns[number] = vocabulary.TryFind(feature, out var column) ? column : -1;
        var matrix = SparseMatrix.FromRows(_starts, number => columns[_columns[number]], place => _values[place]);
        return new([.. _movies], vocabulary, matrix);
    }

    private void Add(Feature feature, float weight)
    {
        if (!_numbers.TryGetValue(feature, out var number))
            _numbers.Add(feature, number = _numbers.Count);
        _columns.Add(number);
        _values.Add(weight);
    }
}
