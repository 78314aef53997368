namespace MovieAspire.Libraries.Insight;

/// <summary>
/// Predicts how a person will rate a film, 0.5 to 5, out of the person's own ratings:
/// <code>
/// mean + slope * (crowd - crowd's mean over the rated films)
///      + the mean of what is left over for its directors, genres, actors and decade, each pulled towards 0 by how little there is
/// </code>
/// The slope is the regression of the person's ratings on the crowd's, pulled towards 0.5 by how few there are.
/// </summary>
public sealed class Taste
{
    private const double UsualMean = 3.3;
    private const double UsualSlope = 0.5;
    private const double UsualCrowd = 3.3;
    private const double PriorRatings = 10;

    // As if each director, genre... had so many films rated as expected: what differs most from person to person is pulled least.
    private const double DirectorPrior = 2;
    private const double ActorPrior = 4;
    private const double GenrePrior = 12;
    private const double DecadePrior = 12;

    private readonly double _mean;
    private readonly double _crowd;
    private readonly double _slope;
    private readonly Dictionary<(char Kind, string Key), (double Sum, int Count)> _left = [];

    /// <param name="rated">Films with ratings; others are passed over.</param>
    public Taste(IEnumerable<LibraryFilm> rated)
    {
        var films = rated.Where(film => film.Rating is not null).ToList();
        _mean = Averages.Pulled(films.Sum(film => film.Rating!.Value), films.Count, UsualMean, PriorRatings / 2);
        var known = films.Where(film => film.HasCrowd).ToList();
        _crowd = Averages.Pulled(known.Sum(film => film.VoteAverage / 2), known.Count, UsualCrowd, PriorRatings / 2);
        var (xy, xx) = (0.0, 0.0);
        foreach (var film in known)
        {
            var x = (film.VoteAverage / 2) - _crowd;
            xy += x * (film.Rating!.Value - _mean);
            xx += x * x;
        }

        // A crowd's mean varies by some 0.35 stars.
        const double variance = 0.12;
        _slope = Math.Clamp((xy + (UsualSlope * PriorRatings * variance)) / (xx + (PriorRatings * variance)), 0, 1.5);
        foreach (var film in films)
        {
            var left = film.Rating!.Value - Expected(film);
            foreach (var (kind, key, _) in FeaturesOf(film))
            {
                var (sum, count) = _left.GetValueOrDefault((kind, key));
                _left[(kind, key)] = (sum + left, count + 1);
            }
        }
    }

    public double Predict(LibraryFilm film)
    {
        var prediction = Expected(film);
        foreach (var kind in FeaturesOf(film).GroupBy(feature => feature.Kind))
            prediction += kind.Average(feature => _left.TryGetValue((feature.Kind, feature.Key), out var left) ? left.Sum / (left.Count + feature.Prior) : 0);
        return Math.Clamp(prediction, 0.5, 5);
    }

    private double Expected(LibraryFilm film) => _mean + (film.HasCrowd ? _slope * ((film.VoteAverage / 2) - _crowd) : 0);

    private static IEnumerable<(char Kind, string Key, double Prior)> FeaturesOf(LibraryFilm film) =>
    [
        .. film.Directors.Select(person => ('d', Text(person.Id), DirectorPrior)),
        .. film.Actors.Take(5).Select(person => ('a', Text(person.Id), ActorPrior)),
        .. film.Genres.Select(genre => ('g', genre, GenrePrior)),
        .. film.Year is { } year ? [('y', Text(year / 10), DecadePrior)] : Array.Empty<(char, string, double)>(),
    ];

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
