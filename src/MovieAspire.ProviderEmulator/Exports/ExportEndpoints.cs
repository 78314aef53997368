using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Tmdb;

namespace MovieAspire.ProviderEmulator.Exports;

/// <summary>The daily id export, /p/exports/movie_ids_MM_DD_YYYY.json.gz: ready by 08:00 UTC, kept for three
/// months, without a key. Every day's file has the movies of now.</summary>
internal static class ExportEndpoints
{
    public const string Root = "/p/exports";

    private const int KeptDays = 90;
    private const int FlushEvery = 32 * 1024;

    public static void MapExports(this IEndpointRouteBuilder app) => app.MapGet(Root + "/{file}", async (
        string file, HttpContext context, MovieCatalog catalog, EmulatorClock clock) =>
    {
        if (Day(file) is { } day && IsThere(day, clock.Now))
            await WriteAsync(context, catalog);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    });

    private static DateOnly? Day(string file) =>
        DateOnly.TryParseExact(file, "'movie_ids_'MM'_'dd'_'yyyy'.json.gz'", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;

    private static bool IsThere(DateOnly day, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var newest = now.Hour >= 8 ? today : today.AddDays(-1);
        return day <= newest && day >= today.AddDays(-KeptDays);
    }

    private static async Task WriteAsync(HttpContext context, MovieCatalog catalog)
    {
        context.Response.ContentType = "application/gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        using var lines = new MemoryStream();
        await using var writer = new Utf8JsonWriter(lines);
        for (var i = 0; i < catalog.Source.Facts.Length; i++)
        {
            if (Line(catalog, i) is not { } line)
                continue;

            JsonSerializer.Serialize(writer, line, TmdbJson.Default.ExportLine);
            writer.Reset();
            lines.WriteByte((byte)'\n');
            if (lines.Length >= FlushEvery)
                await FlushAsync(lines, gzip, context.RequestAborted);
        }

        await FlushAsync(lines, gzip, context.RequestAborted);
    }

    private static ExportLine? Line(MovieCatalog catalog, int position)
    {
        var facts = catalog.Source.Facts[position];
        return catalog.IsRemoved(facts.Id)
            ? null
            : new(facts.Adult, facts.Id, catalog.Source.OriginalTitleAt(position), Math.Round(facts.Popularity, 4), facts.Video);
    }

    private static async Task FlushAsync(MemoryStream lines, Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), cancellationToken);
        lines.SetLength(0);
    }
}
