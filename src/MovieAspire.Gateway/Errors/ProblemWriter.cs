using System.Diagnostics;
using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.WebUtilities;

namespace MovieAspire.Gateway.Errors;

/// <summary>
/// Writes problem documents in this API's shape (<see cref="Problem"/>), whatever the caller says that it accepts: the
/// framework's writer would leave the body empty for who waits for events or CSV.
/// </summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    // Long enough for a service to restart, short enough for a person to wait.
    private const int RetrySeconds = 5;

    internal static string TraceId(HttpContext context) =>
        Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        var details = context.ProblemDetails;
        var status = details.Status ?? response.StatusCode;
        response.Headers.CacheControl = "no-store";
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests && response.Headers.RetryAfter.Count is 0)
            response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        if (status is StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count is 0)
            response.Headers.WWWAuthenticate = "Bearer";

        var problem = new Problem
        {
            Title = TitleOf(status),
            Status = status,
            Detail = details.Detail ?? DetailOf(status),
            Reason = details.Extensions.TryGetValue(ErrorMapping.Reason, out var reason) ? reason as string : null,
            Errors = details.Extensions.TryGetValue(ErrorMapping.Errors, out var errors)
                ? errors as IReadOnlyDictionary<string, string[]>
                : null,
            TraceId = TraceId(context.HttpContext),
        };
        return new(response.WriteAsJsonAsync(
            problem, options: null, MediaTypeNames.Application.ProblemJson, context.HttpContext.RequestAborted));
    }

    private static string TitleOf(int status) => status is StatusCodes.Status499ClientClosedRequest
        ? "Client Closed Request"
        : ReasonPhrases.GetReasonPhrase(status);

    private static string DetailOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request is malformed.",
        StatusCodes.Status401Unauthorized => "This needs a valid access token; POST /auth/token issues one.",
        StatusCodes.Status403Forbidden => "The access token does not allow this.",
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take this method; see the Allow header.",
        StatusCodes.Status413PayloadTooLarge => "The body is larger than this server accepts.",
        StatusCodes.Status415UnsupportedMediaType => "The body is of a media type, or in an encoding, that this operation does not take.",
        StatusCodes.Status429TooManyRequests => "Too many requests; try again after the time in Retry-After.",
        StatusCodes.Status431RequestHeaderFieldsTooLarge => "The header is larger than this server accepts.",
        StatusCodes.Status499ClientClosedRequest => "The request was cancelled.",
        StatusCodes.Status500InternalServerError => "An unexpected error; its trace id finds the cause in the logs.",
        StatusCodes.Status501NotImplemented => "The service does not offer this yet.",
        StatusCodes.Status503ServiceUnavailable => "A service that this needs does not answer right now.",
        StatusCodes.Status504GatewayTimeout => "A service that this needs did not answer in time.",
        _ => TitleOf(status) + ".",
    };
}
