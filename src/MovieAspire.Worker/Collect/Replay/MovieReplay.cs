using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using MovieAspire.Data.Catalog;
using MovieAspire.Lake.Bronze;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Collect.Replay;

/// <summary>Writes the newest details of every movie that bronze has: one reads, some take apart, some write.</summary>
internal sealed class MovieReplay(NpgsqlDataSource dataSource, MovieWriter writer, MovieBatches batches, IOptions<DetailsOptions> options)
{
    private const string SourceName = "replay";
    private const int Parsers = 2;

    // While the database works on what one has sent, the other puts the next batch together.
    private const int Writers = 2;

    // Some 2 MB. Of what is at hand nobody waits for the first movies, and the more a statement writes the less it costs for each.
    private const int BatchSize = 200;

    // A movie is written some time after its answer came.
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <returns>How many answers were replayed, and the movies that TMDB has removed since, for <see cref="RemoveAsync"/>.</returns>
    public async Task<(long Replayed, IReadOnlyList<(int Id, DateTimeOffset At)> Removed)> RunAsync(RunContext run, string lake, CancellationToken cancellationToken)
    {
        run.BeginPhase("Replaying TMDB", BronzeFeed.Bytes(lake, "tmdb"));
        // When its newest readable description was received, and since when TMDB does not have it: some 30 bytes a movie.
        var (newest, removed) = (new ConcurrentDictionary<int, DateTimeOffset>(), new Dictionary<int, DateTimeOffset>());
        var answers = Channel.CreateBounded<BronzeAnswer>(128);
        // All answers about a movie go to the same writer: the older one must not come after the newer.
        var movies = Enumerable.Range(0, Writers).Select(_ => Channel.CreateBounded<MovieRow>(BatchSize)).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var tasks = new List<Task> { ReadAsync() };
        var parsing = Task.WhenAll(Enumerable.Range(0, Parsers).Select(_ => Task.Run(ParseAsync)));
        tasks.Add(CompleteAsync());
        var writing = movies.ConvertAll(channel => Task.Run(() => WriteAsync(run, channel.Reader, newest, stop.Token), CancellationToken.None));
        tasks.AddRange(writing);
        // Whoever fails ends the others, who may wait for it.
        while (tasks.Count > 0)
        {
            var done = await Task.WhenAny(tasks);
            tasks.Remove(done);
            if (done.IsCompletedSuccessfully)
                continue;
            await stop.CancelAsync();
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await done;
        }

        run.StopRequested.ThrowIfCancellationRequested();
        return ((await Task.WhenAll(writing)).Sum(), [
            .. removed.Where(movie => newest.TryGetValue(movie.Key, out var at) && at < movie.Value)
                .Select(movie => (movie.Key, movie.Value)).OrderBy(movie => movie.Key),
        ]);

        async Task ReadAsync()
        {
            try
            {
                await foreach (var answer in BronzeFeed.ReadAsync(lake, "tmdb", ReplayJob.Progress(run, SourceName), stop.Token))
                {
                    if (run.StopRequested.IsCancellationRequested)
                        break;
                    if (ReplayJob.MovieOf(answer.Request) is not { } id || answer.Status is not (null or 200 or 404))
                        continue;
                    var latest = answer.Status is 404 ? removed.GetValueOrDefault(id) : newest.GetValueOrDefault(id);
                    if (latest >= answer.At)
                        continue;
                    run.Source(SourceName).Add(fetched: 1);
                    if (answer.Status is 404)
                    {
                        removed[id] = answer.At;
                        continue;
                    }

                    await answers.Writer.WriteAsync(answer, stop.Token);
                }
            }
            finally
            {
                answers.Writer.TryComplete();
            }
        }

        async Task ParseAsync()
        {
            await foreach (var answer in answers.Reader.ReadAllAsync(stop.Token))
            {
                var id = ReplayJob.MovieOf(answer.Request)!.Value;
                if (Parse(run, id, answer) is not { } movie)
                    continue;
                // Of one that cannot be read, the answer before it counts.
                newest.AddOrUpdate(id, answer.At, (_, at) => at > answer.At ? at : answer.At);
                await movies[id % Writers].Writer.WriteAsync(movie, stop.Token);
            }
        }

        async Task CompleteAsync()
        {
            try
            {
                await parsing;
            }
            finally
            {
                foreach (var channel in movies)
                    channel.Writer.TryComplete();
            }
        }
    }

    private MovieRow? Parse(RunContext run, int id, BronzeAnswer answer)
    {
        try
        {
            var details = TmdbMovieDetails.Parse(BronzeLine.Parse("tmdb", answer.Line).Body.Body.Span);
            if (details?.Id == id)
                return MovieMapping.FromDetails(details, options.Value.MaxCast, answer.At);
            run.RecordError(SourceName, Item(id), "bad_body", "The answer is about another movie.", isCounted: true);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            run.RecordError(SourceName, Item(id), "bad_body", e.Message, isCounted: true);
        }

        return null;
    }

    private async Task<long> WriteAsync(
        RunContext run, ChannelReader<MovieRow> movies, ConcurrentDictionary<int, DateTimeOffset> newest, CancellationToken cancellationToken)
    {
        var (batch, written) = (new Dictionary<int, MovieRow>(), 0L);
        while (await movies.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < BatchSize && movies.TryRead(out var movie))
            {
                if (newest[movie.Id] == movie.LastTmdbUpdate)
                    batch[movie.Id] = movie;
            }

            written += await WriteAsync(run, [.. batch.Values], cancellationToken);
            batch.Clear();
        }

        return written;
    }

    private async Task<long> WriteAsync(RunContext run, List<MovieRow> movies, CancellationToken cancellationToken)
    {
        if (movies.Count == 0)
            return 0;
        var (written, refused) = await batches.WriteAsync(
            run, SourceName, movies, cancellationToken, movies.Min(movie => movie.LastTmdbUpdate), PickAsync);
        return written.Count + refused.Count;

        async Task<IReadOnlyList<MovieRow>> PickAsync(IReadOnlyList<MovieRow> some)
        {
            var later = await LaterAsync([.. some.Select(movie => (movie.Id, movie.LastTmdbUpdate!.Value))], cancellationToken);
            return [.. some.Where(movie => !later.Contains(movie.Id))];
        }
    }

    /// <summary>Removes movies, once all that is known of them was written: the catalog keeps it.</summary>
    /// <returns>How many answers were replayed.</returns>
    public async Task<long> RemoveAsync(
        RunContext run, IReadOnlyList<(int Id, DateTimeOffset At)> removed, CancellationToken cancellationToken)
    {
        var later = await LaterAsync([.. removed], cancellationToken);
        var movies = removed.Where(movie => !later.Contains(movie.Id)).ToList();
        foreach (var (id, at) in movies)
        {
            if (await writer.RemoveAsync(id, run.Run.Id, cancellationToken, at))
                run.Source(SourceName).Add(updated: 1);
        }

        return movies.Count;
    }

    private async Task<HashSet<int>> LaterAsync(List<(int Id, DateTimeOffset At)> answers, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT m.id FROM unnest($1, $2) AS a (id, at) JOIN catalog.movies m ON m.id = a.id
            WHERE greatest(m.last_tmdb_update, m.removed_at) > a.at
            """);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. answers.Select(answer => answer.Id)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. answers.Select(answer => answer.At + Tolerance)] });
        var ids = new HashSet<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt32(0));
        return ids;
    }

    private static string Item(int id) => id.ToString(CultureInfo.InvariantCulture);
}
