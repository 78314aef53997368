using MovieAspire.Text.Folding;

namespace MovieAspire.Recommendations.Input;

/// <summary>What the models take of a movie. Add what it has; of something added twice the greater weight counts.</summary>
/// <param name="id">TMDB id.</param>
/// <param name="collection">TMDB id of its collection, or 0.</param>
/// <param name="year">Of the first release, or 0.</param>
/// <param name="language">ISO 639-1 of the original language, or empty.</param>
/// <param name="votes">Number of votes.</param>
/// <param name="rating">Their mean, 0 to 10.</param>
public sealed class MovieFacts(int id, int collection, int year, string language, int votes, double rating)
{
    /// <summary>
    /// TMDB's keywords that tell how a movie was made or ends and not what it is about, and so have nothing to say of what to
    /// watch after it.
    /// </summary>
    public static readonly IReadOnlyList<string> ProductionKeywords =
    [
        "aftercreditsstinger", "duringcreditsstinger", "woman director", "independent film", "3d", "imax", "sequel", "prequel",
        "remake", "based on novel", "based on novel or book", "based on a novel",
    ];

    private const int ShortestWord = 3;

    private readonly Dictionary<Feature, float> _features = [];
    private readonly List<int> _similar = [];

    public int Id => id;

    public int Collection => collection;

    public int Year => year;

    public string Language => language;

    public int Votes => votes;

    public double Rating => rating;

    /// <summary>What the movie has, and how much of it.</summary>
    public IReadOnlyDictionary<Feature, float> Features => _features;

    /// <summary>TMDB ids of the movies that TMDB lists as similar, best first.</summary>
    public IReadOnlyList<int> Similar => _similar;

    public void AddGenre(int genre) => Add(new(FeatureKind.Genre, genre), 1);

    public void AddKeyword(int keyword) => Add(new(FeatureKind.Keyword, keyword), 1);

    /// <summary>One of the cast; who is billed later plays less of a part: 1, 0.83, 0.71...</summary>
    /// <param name="person">TMDB id.</param>
    /// <param name="billing">0 first.</param>
    public void AddCast(int person, int billing) => Add(new(FeatureKind.Cast, person), 1 / (1 + (0.2f * Math.Max(billing, 0))));

    /// <summary>
    /// One of the crew; only those who shape what a movie is like count. A director's other jobs on the same movie say nothing
    /// new.
    /// </summary>
    /// <param name="person">TMDB id.</param>
    /// <param name="job">TMDB's name of the job.</param>
    public void AddCrew(int person, string job)
    {
        var director = new Feature(FeatureKind.Director, person);
        switch (job)
        {
            case "Director":
                Add(director, 1);
                _features.Remove(new(FeatureKind.Crew, person));
                break;
            case "Screenplay" or "Writer" or "Story" or "Novel" when !_features.ContainsKey(director):
                Add(new(FeatureKind.Crew, person), 1);
                break;
            case "Original Music Composer" or "Director of Photography" when !_features.ContainsKey(director):
                Add(new(FeatureKind.Crew, person), 0.5f);
                break;
        }
    }

    /// <summary>The words of the overview; one that occurs n times weighs 1 + ln n.</summary>
    public void AddOverview(ReadOnlySpan<char> overview)
    {
        foreach (var word in Words.Of(overview).Where(word => word.Length >= ShortestWord).CountBy(word => word))
            Add(new(FeatureKind.Story, 0, word.Key), 1 + MathF.Log(word.Value));
    }

    /// <summary>The next movie of TMDB's list of similar ones.</summary>
    public void AddSimilar(int movie) => _similar.Add(movie);

    private void Add(Feature feature, float weight) =>
        _features[feature] = Math.Max(weight, _features.GetValueOrDefault(feature));
}
