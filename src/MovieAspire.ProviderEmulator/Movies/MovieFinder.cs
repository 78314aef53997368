namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>Ordered lists of movie ids out of the source's facts, without the movies that have vanished.</summary>
internal sealed class MovieFinder(IMovieSource source, ChangeLog changes, EmulatorClock clock)
{
    // Walking through the pages of one query must not filter a million movies for each page.
    private const int CachedQueries = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<MovieOrder, int[]> _orderings = [];
    private readonly Dictionary<object, int[]> _queries = [];
    private int _cachedRevision;

    public IReadOnlyList<int> Find(MovieQuery query) => Cached(query, () =>
    {
        var ordering = Ordering(query.Order);
        var found = new List<int>();
        for (var i = 0; i < ordering.Length; i++)
        {
            ref readonly var facts = ref source.Facts[ordering[query.Ascending ? ordering.Length - 1 - i : i]];
            if (query.Matches(facts) && !changes.IsRemoved(facts.Id))
                found.Add(facts.Id);
        }

        return [.. found];
    });

    /// <summary>Best averages; few votes prove nothing.</summary>
    public IReadOnlyList<int> TopRated()
    {
        var least = source.Facts.Length < 1_000 ? 0 : 200;
        return Find(new(MovieOrder.VoteAverage, MinVotes: least));
    }

    /// <summary>Released in the last six weeks or, when the data is older than that, the newest.</summary>
    public MovieWindow NowPlaying() => Window(clock.Today.AddDays(-42), clock.Today, skipNewest: 0);

    /// <summary>Released in the next three weeks or, when the data ends before, the newest but the 20 that play now.</summary>
    public MovieWindow Upcoming() => Window(clock.Today.AddDays(1), clock.Today.AddDays(22), skipNewest: 20);

    /// <summary>The 10,000 most popular, shuffled a little differently each day (or week).</summary>
    public IReadOnlyList<int> Trending(bool week)
    {
        var period = clock.Today.DayNumber / (week ? 7 : 1);
        return Cached(("trending", week, period), () =>
        {
            var popular = Find(new()).Take(10_000).ToArray();
            var scores = popular
                .Select((id, rank) => -Math.Log(rank + 1) + 3 * StableHash.Unit(StableHash.Of(week ? 7 : 1, period, id)))
                .ToArray();
            Array.Sort(scores, popular);
            Array.Reverse(popular);
            return popular;
        });
    }

    /// <summary>Titles that contain all words, whole titles first; a year moves its movies to the front.</summary>
    public IReadOnlyList<int> Search(string text, int? nudgeYear, int? onlyYear, bool includeAdult)
    {
        var words = TextFolding.Fold(text);
        if (words.Length == 0)
            return [];

        var parts = words.Split(' ');
        var found = new List<(int Id, double Score)>();
        for (var i = 0; i < source.Facts.Length; i++)
        {
            ref readonly var facts = ref source.Facts[i];
            var year = facts.ReleaseDay > 0 ? DateOnly.FromDayNumber(facts.ReleaseDay).Year : 0;
            if ((onlyYear is not null && year != onlyYear) || (facts.Adult && !includeAdult) || changes.IsRemoved(facts.Id))
                continue;

            if (source.FoldedTitlesAt(i).Max(title => Relevance(title, words, parts)) is > 0 and var relevance)
                found.Add((facts.Id, relevance + (year == nudgeYear ? 50 : 0) + Math.Log(1 + facts.Popularity)));
        }

        return [.. found.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id).Select(hit => hit.Id)];
    }

    private static double Relevance(string title, string words, string[] parts)
    {
        foreach (var part in parts)
        {
            if (!title.Contains(part, StringComparison.Ordinal))
                return 0;
        }

        return title == words ? 100 : title.Contains(words, StringComparison.Ordinal) ? 40 : 20;
    }

    private MovieWindow Window(DateOnly first, DateOnly last, int skipNewest)
    {
        var inWindow = Find(new(FirstDay: first.DayNumber, LastDay: last.DayNumber));
        if (inWindow.Count >= 20)
            return new(inWindow, first, last);

        var newest = Find(new(MovieOrder.ReleaseDate, LastDay: clock.Today.DayNumber)).Skip(skipNewest).Take(200);
        return new([.. inWindow.Union(newest).Take(200)], first, last);
    }

    private int[] Ordering(MovieOrder order)
    {
        lock (_gate)
        {
            if (!_orderings.TryGetValue(order, out var positions))
                _orderings[order] = positions = Sort(order);
            return positions;
        }
    }

    /// <summary>Places in Facts, the highest value first; the same data always gives the same order.</summary>
    private int[] Sort(MovieOrder order)
    {
        var keys = new double[source.Facts.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            ref readonly var facts = ref source.Facts[i];
            keys[i] = -(order switch
            {
                MovieOrder.ReleaseDate => facts.ReleaseDay,
                MovieOrder.VoteCount => facts.VoteCount,
                MovieOrder.VoteAverage => facts.VoteAverage,
                MovieOrder.Revenue => facts.Revenue,
                _ => facts.Popularity,
            });
        }

        var positions = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, positions);
        return positions;
    }

    private int[] Cached(object key, Func<int[]> find)
    {
        var revision = changes.Revision;
        lock (_gate)
        {
            if (revision != _cachedRevision || _queries.Count >= CachedQueries)
                _queries.Clear();
            _cachedRevision = revision;
            if (_queries.TryGetValue(key, out var known))
                return known;
        }

        var ids = find();
        lock (_gate)
        {
            if (_cachedRevision == revision)
                _queries[key] = ids;
        }

        return ids;
    }
}

/// <summary>A list with the days it covers.</summary>
internal sealed record MovieWindow(IReadOnlyList<int> Ids, DateOnly First, DateOnly Last);

internal enum MovieOrder
{
    Popularity,
    ReleaseDate,
    VoteCount,
    VoteAverage,
    Revenue,
}

/// <summary>Conditions of /discover/movie; null leaves one out. Days are day numbers.</summary>
internal sealed record MovieQuery(
    MovieOrder Order = MovieOrder.Popularity, bool Ascending = false, int? FirstDay = null, int? LastDay = null,
    int? MinVotes = null, double? MinAverage = null, uint AllGenres = 0, uint AnyGenre = 0, ushort? Language = null,
    bool IncludeAdult = false, bool IncludeVideo = false)
{
    public bool Matches(in MovieFacts facts) =>
        (FirstDay is null || facts.ReleaseDay >= FirstDay)
        && (LastDay is null || (facts.ReleaseDay > 0 && facts.ReleaseDay <= LastDay))
        && (MinVotes is null || facts.VoteCount >= MinVotes)
        && (MinAverage is null || facts.VoteAverage >= (float)MinAverage.Value)
        && (facts.Genres & AllGenres) == AllGenres
        && (AnyGenre == 0 || (facts.Genres & AnyGenre) != 0)
        && (Language is null || facts.Language == Language)
        && (IncludeAdult || !facts.Adult)
        && (IncludeVideo || !facts.Video);
}
