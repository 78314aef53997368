using Microsoft.AspNetCore.Diagnostics;

namespace MovieAspire.Gateway.Errors;

/// <summary>
/// The one place where exceptions become HTTP. A 4xx is the caller's affair and not logged here; a service
/// that does not answer is a warning, not for each request (<see cref="LogLimit"/>); the rest are bugs and logged as errors with their trace id.
/// </summary>
internal sealed partial class ProblemExceptionHandler(
    IProblemDetailsService problems, LogLimit limit, ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        // The middleware has taken it away from the context.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var problem = ErrorMapping.ToProblem(exception, endpoint?.Metadata.GetOrderedMetadata<FieldNames>() ?? []);
        context.Response.StatusCode = problem.Status!.Value;

        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        if (problem.Status is StatusCodes.Status500InternalServerError)
            LogBug(logger, exception, context.Request.Method, route, ProblemWriter.TraceId(context));
        else if (problem.Status > StatusCodes.Status500InternalServerError && limit.IsDue(route, problem.Status.Value, out var leftOut))
            LogUnavailable(logger, context.Request.Method, route, problem.Status.Value, leftOut, exception.Message);

        return problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem, Exception = exception });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed unexpectedly, trace {TraceId}")]
    private static partial void LogBug(
        ILogger logger, Exception exception, string method, string? route, string traceId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Route} answered {Status} ({LeftOut} times more since the last line): {Cause}")]
    private static partial void LogUnavailable(
        ILogger logger, string method, string? route, int status, int leftOut, string cause);
}
