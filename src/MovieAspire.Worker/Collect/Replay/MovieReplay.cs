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

/// <summary>Writes the newest details of every movie that bronze has: one reads, some take apart, one writes.</summary>
internal sealed class MovieReplay(NpgsqlDataSource dataSource, MovieWriter writer, IOptions<DetailsOptions> options)
{
    private const string SourceName = "replay";
    private const int Parsers = 2;

    // A movie is written some time after its answer came.
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    // Some 30 bytes a movie: by when its newest answer was received.
    private readonly record struct Answered(MovieRow? Movie, int Id, DateTimeOffset At);

    /// <returns>How many answers were replayed.</returns>
    public async Task<long> RunAsync(RunContext run, string lake, CancellationToken cancellationToken)
    {
        run.BeginPhase("Replaying TMDB", BronzeFeed.Bytes(lake, "tmdb"));
        var newest = new ConcurrentDictionary<int, DateTimeOffset>();
        var answers = Channel.CreateBounded<BronzeAnswer>(128);
        var movies = Channel.CreateBounded<Answered>(options.Value.BatchSize * 2);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var tasks = new List<Task> { ReadAsync() };
        var parsing = Task.WhenAll(Enumerable.Range(0, Parsers).Select(_ => Task.Run(ParseAsync)));
        tasks.Add(CompleteAsync());
        // One: of what two movies share, each must see what the other has written.
        var writing = WriteAsync(run, movies.Reader, newest, stop.Token);
        tasks.Add(writing);
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
        return await writing;

        async Task ReadAsync()
        {
            try
            {
                await foreach (var answer in BronzeFeed.ReadAsync(lake, "tmdb", ReplayJob.Progress(run, SourceName), stop.Token))
                {
                    if (run.StopRequested.IsCancellationRequested)
                        break;
                    if (ReplayJob.MovieOf(answer.Request) is not { } id || newest.TryGetValue(id, out var at) && at >= answer.At)
                        continue;
                    newest[id] = answer.At;
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
                if (Parse(run, id, answer) is { } parsed)
                    await movies.Writer.WriteAsync(parsed, stop.Token);
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
                movies.Writer.TryComplete();
            }
        }
    }

    private Answered? Parse(RunContext run, int id, BronzeAnswer answer)
    {
        run.Source(SourceName).Add(fetched: 1);
        if (answer.Status is 404)
            return new(null, id, answer.At);
        if (answer.Status is not (null or 200))
            return null;
        try
        {
            var details = TmdbMovieDetails.Parse(BronzeLine.Parse("tmdb", answer.Line).Body.Body.Span);
            if (details?.Id == id)
                return new(MovieMapping.FromDetails(details, options.Value.MaxCast, answer.At), id, answer.At);
            run.RecordError(SourceName, Item(id), "bad_body", "The answer is about another movie.", isCounted: true);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            run.RecordError(SourceName, Item(id), "bad_body", e.Message, isCounted: true);
        }

        return null;
    }

    private async Task<long> WriteAsync(
        RunContext run, ChannelReader<Answered> answers, ConcurrentDictionary<int, DateTimeOffset> newest, CancellationToken cancellationToken)
    {
        var (batch, written) = (new Dictionary<int, Answered>(), 0L);
        while (await answers.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < options.Value.BatchSize && answers.TryRead(out var answer))
            {
                if (newest[answer.Id] == answer.At)
                    batch[answer.Id] = answer;
            }

            written += await WriteAsync(run, [.. batch.Values], cancellationToken);
            batch.Clear();
        }

        return written;
    }

    private async Task<long> WriteAsync(RunContext run, List<Answered> batch, CancellationToken cancellationToken)
    {
        var later = await LaterAsync(batch, cancellationToken);
        batch.RemoveAll(answer => later.Contains(answer.Id));
        foreach (var removed in batch.Where(answer => answer.Movie is null))
        {
            if (await writer.RemoveAsync(removed.Id, run.Run.Id, cancellationToken))
                run.Source(SourceName).Add(updated: 1);
        }

        var movies = batch.Where(answer => answer.Movie is not null).ToList();
        if (movies.Count == 0)
            return batch.Count;
        try
        {
            var result = await writer.WriteAsync(
                movies.ConvertAll(answer => answer.Movie!), run.Run.Id, cancellationToken, movies.Min(answer => answer.At));
            run.Source(SourceName).Add(result.Counts);
            run.CountMovies(movies.Select(answer => answer.Id));
        }
        catch (PostgresException) when (movies.Count > 1)
        {
            // One movie cannot be written, or somebody else wrote the same ones: one by one.
            foreach (var movie in movies)
                await WriteAsync(run, [movie], cancellationToken);
        }
        catch (PostgresException e)
        {
            run.RecordError(SourceName, Item(movies[0].Id), "database", e.MessageText, isCounted: true);
        }

        return batch.Count;
    }

    private async Task<HashSet<int>> LaterAsync(List<Answered> batch, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT m.id FROM unnest($1, $2) AS a (id, at) JOIN catalog.movies m ON m.id = a.id
            WHERE greatest(m.last_tmdb_update, m.removed_at) > a.at
            """);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. batch.Select(answer => answer.Id)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. batch.Select(answer => answer.At + Tolerance)] });
        var ids = new HashSet<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt32(0));
        return ids;
    }

    private static string Item(int id) => id.ToString(CultureInfo.InvariantCulture);
}
