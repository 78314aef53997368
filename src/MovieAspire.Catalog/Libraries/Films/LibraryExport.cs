using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using MovieAspire.Catalog.Libraries.Matches;
using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Catalog.Libraries.Films;

/// <summary>A library as a file, written page by page.</summary>
internal sealed class LibraryExport(FilmQuery films, ListQuery lists, MatchQuery matches)
{
    private const int PageSize = 500;
    private const int MatchPageSize = 100;

    // What Letterboxd's importer calls its columns.
    private const string CsvHeader = "Title,Year,tmdbID,imdbID,LetterboxdURI,Rating,WatchedDate,Rewatch,Tags,Review\r\n";

    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    public Task WriteAsync(
        SessionRow session, ExportFormat format, IServerStreamWriter<ExportChunk> chunks, CancellationToken cancellationToken) => format switch
        {
            ExportFormat.Json => WriteJsonAsync(session, chunks, cancellationToken),
            ExportFormat.UnmatchedCsv => WriteUnmatchedAsync(session, chunks, cancellationToken),
            _ => WriteCsvAsync(session, chunks, cancellationToken),
        };

    /// <summary>A row for each viewing, and one for each film that was seen on no known day.</summary>
    private async Task WriteCsvAsync(SessionRow session, IServerStreamWriter<ExportChunk> chunks, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(CsvHeader);
        await foreach (var film in AllAsync(session, new() { Watched = true }, cancellationToken))
        {
            foreach (var (place, viewing) in film.Viewings.DefaultIfEmpty(new()).Index())
            {
                // A rating that no viewing has goes with the newest one.
                var rating = viewing.HasRating ? viewing.Rating
                    : place == 0 && film.HasRating && !film.Viewings.Any(other => other.HasRating) ? film.Rating : (double?)null;
                AppendRow(
                    text, film.Title, Number(film.HasYear ? film.Year : null), Number(film.HasTmdbId ? film.TmdbId : null), film.ImdbId,
                    film.LetterboxdUri, rating?.ToString("0.#", CultureInfo.InvariantCulture) ?? "", viewing.WatchedDate,
                    viewing.Rewatch ? "true" : "", string.Join(", ", viewing.Tags), viewing.Review);
            }

            await FlushAsync(text, chunks, isEnd: false, cancellationToken);
        }

        await FlushAsync(text, chunks, isEnd: true, cancellationToken);
    }

    private async Task WriteUnmatchedAsync(SessionRow session, IServerStreamWriter<ExportChunk> chunks, CancellationToken cancellationToken)
    {
        var text = new StringBuilder("Title,Year,LetterboxdURI,State,Reason,Candidates\r\n");
        foreach (var state in new[] { MatchState.Review, MatchState.Unmatched, MatchState.Series, MatchState.Dismissed, MatchState.Pending })
        {
            var request = new ListMatchesRequest { State = state, Limit = MatchPageSize };
            do
            {
                var page = await matches.ListAsync(session, request, cancellationToken);
                foreach (var match in page.Matches)
                {
                    AppendRow(
                        text, match.Name, Number(match.HasYear ? match.Year : null), match.LetterboxdUri, state.ToString().ToLowerInvariant(), match.Message,
                        string.Join("; ", match.Candidates.Where(candidate => candidate.Score >= 0.5).Select(candidate =>
                            string.Create(CultureInfo.InvariantCulture, $"{candidate.Title} {candidate.ReleaseDate} ({candidate.MediaType}/{candidate.TmdbId})"))));
                }

                request.Cursor = page.NextCursor;
                await FlushAsync(text, chunks, isEnd: false, cancellationToken);
            }
            while (request.Cursor.Length > 0);
        }

        await FlushAsync(text, chunks, isEnd: true, cancellationToken);
    }

    private async Task WriteJsonAsync(SessionRow session, IServerStreamWriter<ExportChunk> chunks, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, JsonOptions);
        json.WriteStartObject();
        json.WriteNumber("total_movies", session.TotalMovies);
        json.WriteStartArray("movies");
        await foreach (var film in AllAsync(session, new(), cancellationToken))
        {
            Write(json, film);
            if (buffer.WrittenCount + json.BytesPending > 64 * 1024)
                await SendAsync();
        }

        json.WriteEndArray();
        json.WriteStartArray("lists");
        foreach (var list in (await lists.RunAsync(session.Id, cancellationToken)).Lists)
        {
            json.WriteStartObject();
            json.WriteString("name", list.Name);
            json.WriteStartArray("movies");
            await foreach (var film in AllAsync(session, new() { List = list.Name }, cancellationToken))
            {
                WriteHead(json, film);
                json.WriteEndObject();
                if (buffer.WrittenCount + json.BytesPending > 64 * 1024)
                    await SendAsync();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await SendAsync();

        async Task SendAsync()
        {
            await json.FlushAsync(cancellationToken);
            await chunks.WriteAsync(new() { Content = ByteString.CopyFrom(buffer.WrittenSpan) }, cancellationToken);
            buffer.ResetWrittenCount();
        }
    }

    private async IAsyncEnumerable<Film> AllAsync(
        SessionRow session, FilmFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sort = filter.List.Length > 0 ? FilmSort.Position : FilmSort.WatchedAsc;
        var request = new ListFilmsRequest { Limit = PageSize, Sort = sort, Filter = filter };
        do
        {
            var page = await films.RunAsync(session.Id, FilmPage.Parse(request), cancellationToken);
            foreach (var film in page.Films)
                yield return film;
            request.Cursor = page.NextCursor;
        }
        while (request.Cursor.Length > 0);
    }

    private static void Write(Utf8JsonWriter json, Film film)
    {
        WriteHead(json, film);
        WriteNumber(json, "rating", film.HasRating ? film.Rating : null);
        json.WriteBoolean("watched", film.Watched);
        json.WriteBoolean("watchlist", film.Watchlist);
        json.WriteBoolean("liked", film.Liked);
        WriteTexts(json, "genres", film.Genres);
        WriteTexts(json, "directors", film.Directors);
        WriteTexts(json, "cast", film.Cast);
        WriteNumber(json, "runtime", film.HasRuntime ? film.Runtime : null);
        WriteNumber(json, "vote_average", film.HasVoteAverage ? film.VoteAverage : null);
        json.WriteStartArray("viewings");
        foreach (var viewing in film.Viewings)
        {
            json.WriteStartObject();
            WriteText(json, "watched_date", viewing.WatchedDate);
            WriteNumber(json, "rating", viewing.HasRating ? viewing.Rating : null);
            json.WriteBoolean("rewatch", viewing.Rewatch);
            WriteTexts(json, "tags", viewing.Tags);
            WriteText(json, "review", viewing.Review);
            json.WriteBoolean("has_spoilers", viewing.HasSpoilers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Which film it is; the object stays open.</summary>
    private static void WriteHead(Utf8JsonWriter json, Film film)
    {
        json.WriteStartObject();
        json.WriteString("title", film.Title);
        WriteNumber(json, "year", film.HasYear ? film.Year : null);
        WriteText(json, "letterboxd_uri", film.LetterboxdUri);
        WriteNumber(json, "tmdb_id", film.HasTmdbId ? film.TmdbId : null);
        WriteText(json, "imdb_id", film.ImdbId);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
            json.WriteString(name, text);
        else
            json.WriteNull(name);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static void AppendRow(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            if (cells[i].AsSpan().ContainsAny(",\"\r\n"))
                text.Append('"').Append(cells[i].Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                text.Append(cells[i]);
        }

        text.Append("\r\n");
    }

    private static async Task FlushAsync(
        StringBuilder text, IServerStreamWriter<ExportChunk> chunks, bool isEnd, CancellationToken cancellationToken)
    {
        if (text.Length == 0 || (text.Length < 32 * 1024 && !isEnd))
            return;
        await chunks.WriteAsync(new() { Content = ByteString.CopyFromUtf8(text.ToString()) }, cancellationToken);
        text.Clear();
    }
}
