using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace MovieAspire.Gateway.Errors;

/// <summary>Writes every error body, whoever decided the status: a service, routing, the server or a policy.</summary>
internal static class ProblemWriter
{
    // Long enough for a service to restart, short enough for a person to wait.
    private const int RetrySeconds = 5;

    internal static string TraceId(HttpContext context) =>
        Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    internal static Task WriteAsync(HttpContext context, Failure failure)
    {
        var response = context.Response;
        response.StatusCode = failure.Status;
        response.Headers.CacheControl = "no-store";
        if (NeedsRetryAfter(failure.Status) && response.Headers.RetryAfter.Count is 0)
            response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        if (failure.Status is StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count is 0)
            response.Headers.WWWAuthenticate = "Bearer";

        var errors = ErrorsOf(context, failure);
        var problem = new Problem
        {
            Title = TitleOf(failure.Status),
            Status = failure.Status,
            Detail = errors is null ? failure.Detail ?? DetailOf(failure.Status) : Sentences(errors),
            Reason = failure.Reason,
            Errors = errors,
            TraceId = TraceId(context),
        };
        return response.WriteAsJsonAsync(problem, options: null, Problem.ContentType, context.RequestAborted);
    }

    private static bool NeedsRetryAfter(int status) =>
        status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests;

    private static Dictionary<string, string[]>? ErrorsOf(HttpContext context, Failure failure)
    {
        if (failure.Violations is not { Count: > 0 } violations)
            return null;

        // The exception handler takes the endpoint away from the context.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var names = endpoint?.Metadata.GetOrderedMetadata<FieldNames>() ?? [];
        return violations
            .GroupBy(violation => names.Aggregate(violation.Field, (field, name) => name.InJson(field)))
            .ToDictionary(group => group.Key, group => group.Select(violation => violation.Description).ToArray());
    }

    // A service's own text has the names of its protocol.
    private static string Sentences(Dictionary<string, string[]> errors) =>
        string.Join(' ', errors.SelectMany(field => field.Value.Select(description => $"{field.Key} {description}.")));

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
        StatusCodes.Status415UnsupportedMediaType => "The body must be application/json.",
        StatusCodes.Status429TooManyRequests => "Too many requests; try again after the time in Retry-After.",
        StatusCodes.Status499ClientClosedRequest => "The request was cancelled.",
        StatusCodes.Status500InternalServerError => "An unexpected error; its trace id finds the cause in the logs.",
        StatusCodes.Status501NotImplemented => "The service does not offer this yet.",
        StatusCodes.Status503ServiceUnavailable => "A service that this needs does not answer right now.",
        StatusCodes.Status504GatewayTimeout => "A service that this needs did not answer in time.",
        _ => TitleOf(status) + ".",
    };
}
