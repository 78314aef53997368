using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using MovieAspire.Providers.Omdb;
using MovieAspire.Worker.Collect.Omdb;
using MovieAspire.Lake.Bronze;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Collect.Replay;

/// <summary>Writes the newest of what OMDb said about every movie, as far as the catalog has its IMDb id.</summary>
internal sealed class OmdbReplay(NpgsqlDataSource dataSource, OmdbWriter writer)
{
    private const string SourceName = "replay-omdb";
    private const int BatchSize = 200;

    private sealed record Answer(OmdbTitle? Title, DateTimeOffset At);

    /// <returns>How many answers were replayed.</returns>
    public async Task<long> RunAsync(RunContext run, string lake, CancellationToken cancellationToken)
    {
        run.BeginPhase("Replaying OMDb", BronzeFeed.Bytes(lake, "omdb"));
        var (newest, batch, written) = (new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal), new Dictionary<string, Answer>(StringComparer.Ordinal), 0L);
        await foreach (var answer in BronzeFeed.ReadAsync(lake, "omdb", ReplayJob.Progress(run, SourceName), cancellationToken))
        {
            run.StopRequested.ThrowIfCancellationRequested();
            if (ImdbIdOf(answer.Request) is not { } imdbId || newest.TryGetValue(imdbId, out var at) && at >= answer.At)
                continue;
            run.Source(SourceName).Add(fetched: 1);
            if (!TryParse(answer, out var title))
                continue;
            newest[imdbId] = answer.At;
            batch[imdbId] = new(title, answer.At);
            if (batch.Count < BatchSize)
                continue;
            written += await WriteAsync(run, batch, cancellationToken);
            batch.Clear();
        }

        return written + await WriteAsync(run, batch, cancellationToken);
    }

    // An error, such as a spent quota, says nothing about the movie.
    private static bool TryParse(BronzeAnswer answer, out OmdbTitle? title)
    {
        title = null;
        try
        {
            return OmdbTitle.TryParse(BronzeLine.Parse("omdb", answer.Line).Body.Body.Span, out title);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return false;
        }
    }

    private async Task<long> WriteAsync(RunContext run, Dictionary<string, Answer> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return 0;
        var movies = await MoviesAsync(batch, cancellationToken);
        if (movies.Count == 0)
            return 0;
        var known = movies.Where(movie => batch[movie.ImdbId].Title is not null)
            .Select(movie => OmdbMapping.From(movie.Id, batch[movie.ImdbId].Title!)).ToList();
        var at = movies.Min(movie => batch[movie.ImdbId].At);
        run.Source(SourceName).Add(await writer.WriteAsync(
            [.. movies.Select(movie => movie.Id)], known, run.Run.Id, cancellationToken, at));
        run.CountMovies(movies.Select(movie => movie.Id));
        return movies.Count;
    }

    /// <summary>The movies with these IMDb ids, but for those that OMDb was asked about later.</summary>
    private async Task<List<(int Id, string ImdbId)>> MoviesAsync(Dictionary<string, Answer> batch, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT m.id, m.imdb_id FROM unnest($1, $2) AS a (imdb_id, at)
            JOIN catalog.movies m ON m.imdb_id = a.imdb_id AND m.removed_at IS NULL
            WHERE m.last_omdb_update IS NULL OR m.last_omdb_update <= a.at + interval '1 hour'
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. batch.Keys] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. batch.Values.Select(answer => answer.At)] });
        var movies = new List<(int, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            movies.Add((reader.GetInt32(0), reader.GetString(1)));
        return movies;
    }

    private static string? ImdbIdOf(string request)
    {
        var query = request.IndexOf('?', StringComparison.Ordinal);
        return query >= 0 && QueryHelpers.ParseQuery(request[query..]).TryGetValue("i", out var id) ? id.ToString() : null;
    }
}
