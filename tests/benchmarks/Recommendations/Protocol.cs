using MovieAspire.Recommendations.Input;

namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>A user that a model never saw: some of the likes are shown to it, and it is to find the others.</summary>
/// <param name="Shown">Numbers of movies.</param>
/// <param name="Hidden">Numbers of movies.</param>
internal sealed record Trial(int[] Shown, int[] Hidden);

/// <summary>Ratings to learn from, and users of whom none is among them.</summary>
internal sealed record Fold(IReadOnlyList<Rating> Training, IReadOnlyList<Trial> Trials);

/// <summary>
/// Strong generalisation (Liang et al., WWW 2018): whole users are held out. One in five, drawn at random, serves only to
/// choose weights; the others are split into five folds, each tested by models that learned from all other users. Of a
/// tested user's likes 80 % are shown and 20 % hidden. Users with fewer than ten likes are only learned from.
/// </summary>
internal sealed class Protocol
{
    private const int Seed = 42;
    private const int Folds = 5;
    private const int LeastLikes = 10;
    private const double HiddenShare = 0.2;

    private readonly IReadOnlyList<Rating> _ratings;
    private readonly IReadOnlyDictionary<int, int> _numbers;
    private readonly double _likedFrom;
    private readonly Dictionary<int, int> _groups;

    public Protocol(IReadOnlyList<Rating> ratings, IReadOnlyDictionary<int, int> numbers, double likedFrom)
    {
        (_ratings, _numbers, _likedFrom) = (ratings, numbers, likedFrom);
        var users = ratings.Select(rating => rating.User).Distinct().Order().ToArray();
        new Random(Seed).Shuffle(users);
        // Group 0 is for validation, 1 to 5 are the folds.
        var validation = users.Length / 5;
        _groups = users.Select((user, i) => (user, i)).ToDictionary(
            pair => pair.user, pair => pair.i < validation ? 0 : 1 + (pair.i - validation) % Folds);
    }

    /// <summary>Users for choosing weights; they are never tested.</summary>
    public Fold Validation() => Of(0);

    /// <summary>The five folds of the test.</summary>
    public IEnumerable<Fold> Test() => Enumerable.Range(1, Folds).Select(Of);

    private Fold Of(int group)
    {
        var trials = new List<Trial>();
        foreach (var user in _ratings.Where(rating => _groups[rating.User] == group).GroupBy(rating => rating.User).OrderBy(user => user.Key))
        {
            var liked = user.Where(rating => rating.Stars >= _likedFrom && _numbers.ContainsKey(rating.Movie))
                .Select(rating => _numbers[rating.Movie]).Distinct().Order().ToArray();
            if (liked.Length < LeastLikes)
                continue;
            new Random(Seed + user.Key).Shuffle(liked);
            var hidden = Math.Max(1, (int)(HiddenShare * liked.Length));
            trials.Add(new(liked[hidden..], liked[..hidden]));
        }

        return new([.. _ratings.Where(rating => _groups[rating.User] != group)], trials);
    }
}
