using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Proto = MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Gateway.Libraries;

internal static class ExportEndpoints
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    internal static void MapExport(this RouteGroupBuilder session)
    {
        session.MapGet("/export.csv", CsvAsync).WithName("ExportLibraryAsCsv").WithSummary("The library as a CSV that Letterboxd imports again")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv");
        session.MapGet("/export.json", JsonAsync).WithName("ExportLibraryAsJson").WithSummary("All of the library as JSON")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");
        session.MapGet("/unmatched.csv", UnmatchedAsync).WithName("ExportUnmatched").WithSummary("The films without a movie, and why")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    private static Task CsvAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id, HttpContext context, Proto.Libraries.LibrariesClient libraries, TimeProvider time) =>
        SendAsync(id, Proto.ExportFormat.LetterboxdCsv, "text/csv; charset=utf-8", "library.csv", context, libraries, time);

    private static Task JsonAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id, HttpContext context, Proto.Libraries.LibrariesClient libraries, TimeProvider time) =>
        SendAsync(id, Proto.ExportFormat.Json, "application/json; charset=utf-8", "library.json", context, libraries, time);

    private static Task UnmatchedAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id, HttpContext context, Proto.Libraries.LibrariesClient libraries, TimeProvider time) =>
        SendAsync(id, Proto.ExportFormat.UnmatchedCsv, "text/csv; charset=utf-8", "unmatched.csv", context, libraries, time);

    private static async Task SendAsync(
        Guid id, Proto.ExportFormat format, string contentType, string fileName, HttpContext context, Proto.Libraries.LibrariesClient libraries,
        TimeProvider time)
    {
        using var export = libraries.Export(
            new() { SessionId = id.ToString(), Format = format }, deadline: time.GetUtcNow().UtcDateTime + Deadline, cancellationToken: context.RequestAborted);
        // An unknown session is a problem only while nothing has been sent.
        var hasContent = await export.ResponseStream.MoveNext(context.RequestAborted);
        context.Response.ContentType = contentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        context.Response.Headers.CacheControl = "no-store";
        for (; hasContent; hasContent = await export.ResponseStream.MoveNext(context.RequestAborted))
            await context.Response.Body.WriteAsync(export.ResponseStream.Current.Content.Memory, context.RequestAborted);
    }
}
