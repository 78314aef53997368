using System.ComponentModel;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.RateLimits;
using MovieAspire.ServiceDefaults.Errors;
using Proto = MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Gateway.Libraries;

/// <summary>An upload as multipart/form-data.</summary>
/// <param name="Files">The files themselves, each a part of its own: CSVs, or the ZIP of the whole export.</param>
public sealed record UploadForm(IReadOnlyList<string> Files)
{
    internal static UploadForm Example { get; } = new(["Date,Name,Year,Letterboxd URI\n2024-01-01,Arrival,2016,https://boxd.it/aTS6\n"]);
}

/// <summary>What an upload made.</summary>
/// <param name="SessionId">Reads the session: whoever has it sees the library.</param>
/// <param name="Status">processing, enriching, completed or failed.</param>
/// <param name="TotalMovies">Distinct films.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">UTC; moves on whenever the session is used.</param>
/// <param name="OwnerToken">Changes and removes the session; told only once, when the session is made, null later.</param>
/// <param name="Counts">What was new, by kind.</param>
/// <param name="Errors">The first 100 rows that could not be used.</param>
/// <param name="ErrorCount">All rows that could not.</param>
public sealed record UploadResult(
    Guid SessionId, string Status, long TotalMovies, DateTime? CreatedAt, DateTime? ExpiresAt, string? OwnerToken,
    IReadOnlyList<ImportCount> Counts, IReadOnlyList<ImportRowError> Errors, long ErrorCount)
{
    internal static UploadResult Example { get; } = new(
        LibrarySession.Example.SessionId, "processing", 409, LibrarySession.Example.CreatedAt, LibrarySession.Example.ExpiresAt,
        "kq3m0v2lq2Yw6lq1d0Zk3b9cQwLr8sVtUu7xYz5aBcE", [new("diary", 318, 0, 0)],
        [new("ratings.csv", 17, "Rating", "A rating must be 0.5 to 5 in steps of 0.5, or empty.")], 1);

    internal static UploadResult From(Proto.UploadResponse response) => new(
        Guid.Parse(response.Session.Id), LibrarySession.StatusOf(response.Session), response.Session.TotalMovies, response.Session.CreatedAt.ToUtc(),
        response.Session.ExpiresAt.ToUtc(), response.OwnerToken.OrNull(),
        [.. response.Counts.Select(count => new ImportCount(count.Kind, count.Added, count.Updated, count.Unchanged))],
        [.. response.Errors.Select(error => new ImportRowError(error.File, error.Line, error.Column, error.Message))], response.ErrorCount);
}

/// <summary>What an upload brought of one kind.</summary>
/// <param name="Kind">film, watched, rating, diary, review, watchlist, like or list-item.</param>
/// <param name="Added">Not there before.</param>
/// <param name="Updated">There before and different.</param>
/// <param name="Unchanged">There before.</param>
public sealed record ImportCount(string Kind, long Added, long Updated, long Unchanged);

/// <summary>A row that could not be used; the others are.</summary>
/// <param name="File">As the export names it.</param>
/// <param name="Line">1 for the file's first.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Message">One sentence.</param>
public sealed record ImportRowError(string File, long Line, string Column, string Message);

internal static class UploadEndpoints
{
    // What the service takes, and the frame around the files.
    private const long MaxBodyBytes = (50L << 20) + (1 << 20);
    private const int PartBytes = 256 * 1024;
    private const string Field = "files";

    // Reading 200,000 rows takes seconds; many uploads at once wait for each other.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    internal static void MapUpload(this RouteGroupBuilder libraries, RouteGroupBuilder session)
    {
        Describe(libraries.MapPost("/upload", CreateAsync))
            .WithName("UploadLibrary").WithSummary("Makes a session of a Letterboxd export: CSV files or the whole ZIP, at most 50 MB and 200,000 rows")
            .Produces<UploadResult>(StatusCodes.Status201Created);
        Describe(session.MapPost("/upload", AddAsync))
            .WithName("AddToLibrary").WithSummary("Adds what is new in a later export to a session")
            .WithProblems(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder upload) => upload
        .Accepts<UploadForm>("multipart/form-data").WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
        .WithProblems(StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType).CountsAs(RequestKind.Upload).DisableAntiforgery();

    private static async Task<IResult> CreateAsync(
        HttpContext context, Proto.Libraries.LibrariesClient libraries, TimeProvider time, CancellationToken cancellationToken)
    {
        var result = await SendAsync(context.Request, new(), libraries, time, cancellationToken);
        return TypedResults.Created($"/api/session/{result.SessionId}", result);
    }

    private static Task<UploadResult> AddAsync(
        [FromRoute(Name = "id"), Description("The session.")] Guid id,
        [FromHeader(Name = OwnerToken.Header), Description(OwnerToken.Description)] string? token,
        HttpContext context, Proto.Libraries.LibrariesClient libraries, TimeProvider time, CancellationToken cancellationToken) =>
        SendAsync(context.Request, new() { SessionId = id.ToString(), OwnerToken = OwnerToken.Of(context.Request, token) }, libraries, time, cancellationToken);

    /// <summary>Passes the files on as they come: neither this process nor the next holds one in memory.</summary>
    private static async Task<UploadResult> SendAsync(
        HttpRequest request, Proto.UploadTarget target, Proto.Libraries.LibrariesClient libraries, TimeProvider time, CancellationToken cancellationToken)
    {
        var reader = ReaderOf(request);
        using var call = libraries.Upload(deadline: time.GetUtcNow().UtcDateTime + Deadline, cancellationToken: cancellationToken);
        try
        {
            await call.RequestStream.WriteAsync(new() { Target = target }, cancellationToken);
            while (await NextAsync(reader, cancellationToken) is { } section)
            {
                if (FileNameOf(section) is not { } name)
                    continue;
                await call.RequestStream.WriteAsync(new() { File = new() { Name = name } }, cancellationToken);
                var buffer = new byte[PartBytes];
                while (await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and var read)
                {
                    await call.RequestStream.WriteAsync(
                        new() { Content = ByteString.CopyFrom(buffer.AsSpan(0, read)) }, cancellationToken);
                }
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // The service has answered already; its answer says more than the broken stream.
        }
        catch (InvalidOperationException) when (call.ResponseAsync.IsCompleted)
        {
            // Likewise.
        }

        return UploadResult.From(await call);
    }

    private static MultipartReader ReaderOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            throw ServiceError.InvalidField(Field, "must be sent as multipart/form-data");
        return new(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 16 * 1024 };
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw ServiceError.InvalidField(Field, "must be a complete multipart/form-data body");
        }
        catch (InvalidDataException)
        {
            throw ServiceError.InvalidField(Field, "must be a complete multipart/form-data body");
        }
    }

    /// <returns>Null for a part that is no file of ours.</returns>
    private static string? FileNameOf(MultipartSection section)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            return null;
        var field = HeaderUtilities.RemoveQuotes(disposition.Name).Value;
        if (field is not (Field or "file" or "files[]"))
            throw ServiceError.InvalidField(field is { Length: > 0 and < 100 } ? field : Field, $"is not a field of this operation; the files are in {Field}");
        return (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value is { Length: > 0 } name
            ? name
            : throw ServiceError.InvalidField(Field, "must be files with names");
    }
}
