using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.Libraries.Insight;
using MovieAspire.Worker.Libraries.Sessions;
using Npgsql;

namespace MovieAspire.Worker.Libraries.Insight;

/// <summary>Computes what a library says, once when its session completes or changes, and writes it in one transaction.</summary>
internal sealed class InsightComputation(NpgsqlDataSource dataSource, LibraryReader reader, TimeProvider time) : IDisposable
{
    // It looks at every movie, and hardly changes.
    private static readonly TimeSpan VoteStepsLife = TimeSpan.FromMinutes(10);

    private const int LeastOfCollection = 2;
    private const int MaxCollections = 50;
    private const int LeastWork = 3;
    private const int MaxProgress = 20;

    private readonly SemaphoreSlim _votesLock = new(1, 1);
    private (DateTimeOffset Until, IReadOnlyList<int> Steps) _votes;

    public async Task ComputeAsync(LibrarySession session, CancellationToken cancellationToken)
    {
        var (films, unmatched) = await reader.ReadAsync(session, cancellationToken);
        var now = time.GetUtcNow();
        var stats = LibraryStatistics.Of(films, unmatched, await VoteStepsAsync(now, cancellationToken));
        stats.ComputedAt = Timestamp.FromDateTimeOffset(now);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await AddCollectionsAsync(stats, films, today, cancellationToken);
        await AddPeopleAsync(stats, films, today, cancellationToken);

        var watchlist = new Watchlist { ComputedAt = stats.ComputedAt };
        watchlist.Films.AddRange(WatchlistRanking.Of(films));
        var recommendations = await RecommendAsync(films, cancellationToken);
        recommendations.ComputedAt = stats.ComputedAt;
        await WriteAsync(
            session,
            [
                ("stats", 0, stats), ("watchlist", 0, watchlist), ("recommendations", 0, recommendations),
                .. YearReview.Of([.. films.Where(film => film.IsWatched)]).Select(year => ("year", year.Year, (IMessage)year)),
            ],
            now, cancellationToken);
    }

    public void Dispose() => _votesLock.Dispose();

    private async Task<PersonalRecommendations> RecommendAsync(IReadOnlyList<LibraryFilm> films, CancellationToken cancellationToken)
    {
        var signals = PersonalList.Signals(films);
        var message = new PersonalRecommendations { Signals = films.Count(film => film.IsWatched && (film.Rating is not null || film.IsLiked)), Basis = "personal" };
        if (message.Signals >= PersonalList.LeastSignals)
        {
            var lists = await reader.ListsAsync([.. signals.Select(signal => signal.Film.MovieId).Distinct()], cancellationToken);
            // Some more than are picked: some are seen, and no director fills the list.
            var best = PersonalList.Score(signals, lists).Select(movie => movie.Movie).Take(PersonalList.Size * 10).ToList();
            message.Recommendations.AddRange(PersonalList.Pick(films, lists, await reader.MoviesAsync(best, cancellationToken)));
            if (message.Recommendations.Count > 0)
                return message;
            message.Note = "What to watch after single films has not been computed yet, so this is what is popular.";
        }
        else
        {
            message.Note = FormattableString.Invariant(
                $"Only {message.Signals} films are rated or liked, and {PersonalList.LeastSignals} are the least to go by, so this is what is popular.");
        }

        message.Basis = "popular";
        var genres = films.Where(film => film.IsWatched).SelectMany(film => film.Genres).CountBy(genre => genre).OrderByDescending(genre => genre.Value)
            .Take(3).Select(genre => genre.Key).ToList();
        var wanted = films.Where(film => film.IsWatchlisted).Select(film => film.MovieId).ToHashSet();
        var popular = await reader.PopularAsync(
            genres, [.. films.Where(film => film.IsWatched).Select(film => film.MovieId)], PersonalList.Size, cancellationToken);
        var movies = await reader.MoviesAsync(popular, cancellationToken);
        message.Recommendations.AddRange(popular.Where(movies.ContainsKey).Select((id, place) =>
        {
            var recommendation = PersonalList.ToMessage(movies[id], 1.0 / (place + 1), wanted.Contains(id));
            var reason = new PersonalReason { Kind = "popular" };
            reason.Names.AddRange(movies[id].Genres.Intersect(genres));
            recommendation.Reasons.Add(reason);
            return recommendation;
        }));
        return message;
    }

    private async Task AddCollectionsAsync(
        LibraryStats stats, IReadOnlyList<LibraryFilm> films, DateOnly today, CancellationToken cancellationToken)
    {
        var seen = films.Where(film => film is { IsWatched: true, CollectionId: > 0 }).DistinctBy(film => film.MovieId).ToLookup(film => film.CollectionId);
        var parts = await reader.PartsAsync([.. seen.Select(collection => collection.Key)], today, cancellationToken);
        stats.Collections.AddRange(seen
            .Select(collection =>
            {
                var all = parts[collection.Key].ToList();
                var ids = collection.Select(film => film.MovieId).ToHashSet();
                var stat = new CollectionStat
                {
                    Id = collection.Key, Name = collection.First().CollectionName, Seen = ids.Count, Total = Math.Max(all.Count, ids.Count),
                };
                stat.Missing.AddRange(all.Where(part => !ids.Contains(part.MovieId)).Select(part => part.ToFact(part.VoteAverage)));
                return stat;
            })
            .Where(collection => collection.Total >= LeastOfCollection)
            // Those that little is missing of first, the longest first among the complete ones.
            .OrderByDescending(collection => (double)collection.Seen / collection.Total).ThenByDescending(collection => collection.Seen)
            .ThenBy(collection => collection.Id).Take(MaxCollections));
    }

    private async Task AddPeopleAsync(LibraryStats stats, IReadOnlyList<LibraryFilm> films, DateOnly today, CancellationToken cancellationToken)
    {
        var seen = films.Where(film => film.IsWatched).DistinctBy(film => film.MovieId).ToList();
        var progress = new List<PersonProgress>();
        foreach (var (role, people, credits) in new (string, IReadOnlyList<PersonStat>, Func<LibraryFilm, IReadOnlyList<Contributor>>)[]
                 {
                     ("director", stats.Directors, film => film.Directors), ("actor", stats.Actors, film => film.Actors),
                     ("writer", stats.Writers, film => film.Writers), ("composer", stats.Composers, film => film.Composers),
                 })
        {
            var work = await reader.WorkAsync([.. people.Select(person => person.Id)], role, today, cancellationToken);
            foreach (var person in people)
            {
                if (!work.TryGetValue(person.Id, out var known))
                    continue;
                if (known.Profile is { } profile)
                    person.ProfilePath = profile;
                if (known.Movies < LeastWork)
                    continue;
                var part = new PersonProgress
                {
                    Id = person.Id, Name = person.Name, Role = role, Total = known.Movies,
                    Seen = Math.Min(known.Movies, seen.Count(film => credits(film).Any(other => other.Id == person.Id))),
                };
                if (known.Profile is { } path)
                    part.ProfilePath = path;
                progress.Add(part);
            }
        }

        stats.Progress.AddRange(progress.GroupBy(person => person.Role).SelectMany(role => role
            .OrderByDescending(person => (double)person.Seen / person.Total).ThenByDescending(person => person.Seen).ThenBy(person => person.Id).Take(MaxProgress)));
    }

    private async Task<IReadOnlyList<int>> VoteStepsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _votesLock.WaitAsync(cancellationToken);
        try
        {
            if (_votes.Until < now)
                _votes = (now + VoteStepsLife, await reader.VoteStepsAsync(cancellationToken));
            return _votes.Steps;
        }
        finally
        {
            _votesLock.Release();
        }
    }

    private async Task WriteAsync(
        LibrarySession session, IReadOnlyCollection<(string Kind, int Key, IMessage Content)> insights, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var exists = new NpgsqlCommand("SELECT 1 FROM libraries.sessions WHERE id = $1 FOR UPDATE", connection))
        {
            exists.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session.Id });
            if (await exists.ExecuteScalarAsync(cancellationToken) is null)
                throw new SessionGoneException();
        }

        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("DELETE FROM libraries.insights WHERE session_id = $1") { Parameters = { new NpgsqlParameter<Guid> { TypedValue = session.Id } } });
        batch.BatchCommands.Add(new("""
            INSERT INTO libraries.insights (session_id, kind, key, content, computed_at)
            SELECT $1, kind, key, content, $5 FROM unnest($2, $3, $4) AS i (kind, key, content)
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = session.Id },
                new NpgsqlParameter<string[]> { TypedValue = [.. insights.Select(insight => insight.Kind)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. insights.Select(insight => insight.Key)] },
                new NpgsqlParameter<byte[][]> { TypedValue = [.. insights.Select(insight => insight.Content.ToByteArray())] },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
