using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MovieAspire.Providers.Calls;

namespace MovieAspire.Providers.Tmdb;

/// <summary>A movie in the daily id export.</summary>
/// <param name="Id">TMDB id.</param>
/// <param name="OriginalTitle">Title in the original language.</param>
/// <param name="Popularity">TMDB's popularity score.</param>
/// <param name="Adult">Adult content.</param>
/// <param name="Video">Not a film but a video.</param>
public sealed record TmdbExportMovie(int Id, string? OriginalTitle, double Popularity, bool Adult, bool Video);

/// <summary>An open export. Dispose it when done, or to stop early.</summary>
public sealed class TmdbExport : IAsyncDisposable
{
    internal const string HttpClientName = "tmdb-export";

    private readonly HttpResponseMessage _response;
    private readonly TimeSpan _stallTimeout;

    private TmdbExport(HttpResponseMessage response, DateOnly date, TimeSpan stallTimeout) =>
        (_response, Date, _stallTimeout) = (response, date, stallTimeout);

    /// <summary>The day of the export.</summary>
    public DateOnly Date { get; }

    /// <summary>Lines so far that were no movie.</summary>
    public int BadLines { get; private set; }

    internal static async Task<TmdbExport> OpenAsync(
        ProviderCalls calls, DateOnly date, TimeSpan stallTimeout, CancellationToken cancellationToken)
    {
        var file = FormattableString.Invariant($"movie_ids_{date:MM_dd_yyyy}.json.gz");
        var response = await calls.OpenStreamAsync(HttpClientName, file, cancellationToken);
        return new(response, date, stallTimeout);
    }

    /// <summary>The movies in the order of the file; can be read once. Memory stays flat.</summary>
    /// <exception cref="ProviderException">Network when the stream breaks or stalls, BadBody when it is no gzip.</exception>
    public async IAsyncEnumerable<TmdbExportMovie> ReadMoviesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var compressed = await _response.Content.ReadAsStreamAsync(cancellationToken);
        await using var unpacked = new GZipStream(compressed, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        while (await ReadLineAsync(reader, cancellationToken) is { } line)
        {
            if (Parse(line) is { } movie)
                yield return movie;
            else if (line.Length > 0)
                BadLines++;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(_stallTimeout);
        try
        {
            return await reader.ReadLineAsync(stall.Token);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(Provider.Tmdb, ProviderFailure.Network, $"The export of {Date:O} broke off.", error);
        }
        catch (InvalidDataException error)
        {
            throw new ProviderException(Provider.Tmdb, ProviderFailure.BadBody, $"The export of {Date:O} is no gzip.", error);
        }
    }

    private static TmdbExportMovie? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TmdbJson.Default.TmdbExportMovie) is { Id: > 0 } movie ? movie : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
