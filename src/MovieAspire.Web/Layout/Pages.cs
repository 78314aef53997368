using System.Diagnostics;
using System.Net.Mime;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Web.Parts;
using MovieAspire.Web.Pictures;

namespace MovieAspire.Web.Layout;

/// <summary>How a component becomes an answer, and what every page has in common.</summary>
internal static partial class Pages
{
    /// <summary>A page, or a part of one; its parameters are named as the component's.</summary>
    internal static RazorComponentResult<TComponent> View<TComponent>(object parameters, int status = StatusCodes.Status200OK)
        where TComponent : IComponent =>
        // Streaming needs a script that is not served, and would leave placeholders for ever.
        new(parameters) { PreventStreamingRendering = true, StatusCode = status };

    /// <summary>There is nothing at this address.</summary>
    internal static IResult NotFound(string detail) => Error(StatusCodes.Status404NotFound, "Not found", detail);

    /// <summary>The request cannot be understood.</summary>
    internal static IResult Bad(string detail) => Error(StatusCodes.Status400BadRequest, "This address does not work", detail);

    /// <summary>This is not for whoever asks.</summary>
    internal static IResult Forbidden(string detail) => Error(StatusCodes.Status403Forbidden, "Not allowed", detail);

    /// <summary>
    /// Errors as pages, and the headers of all of them. No script but ours, nothing inline, no picture but the image host's:
    /// a title that got through as markup could still do nothing.
    /// </summary>
    internal static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        SetPolicy(context);
        try
        {
            var result = await next(invocation);
            if (context.Response.Headers.CacheControl.Count is 0)
                context.Response.Headers.CacheControl = PartReader.HasTrouble(context) ? "no-store" : "public, max-age=60";
            return result;
        }
        catch (RpcException e) when (!context.RequestAborted.IsCancellationRequested)
        {
            return OfRpc(context, e);
        }
        catch (BadHttpRequestException e) when (e.StatusCode is StatusCodes.Status400BadRequest)
        {
            return Bad("Something in it is not of the form that is expected there.");
        }
    }

    /// <summary>
    /// A browser that asks for what is nowhere gets a page; whoever does not ask for one gets the host's own answer. After
    /// routing.
    /// </summary>
    internal static void UseNotFoundPage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is not null || !HttpMethods.IsGet(context.Request.Method)
            || !context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == MediaTypeNames.Text.Html))
            return next(context);
        SetPolicy(context);
        context.Response.Headers.CacheControl = "no-store";
        return NotFound("There is nothing at this address.").ExecuteAsync(context);
    });

    private static void SetPolicy(HttpContext context) => context.Response.Headers.ContentSecurityPolicy =
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {context.Get<IOptions<ImageOptions>>().Value.Origin}; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static IResult OfRpc(HttpContext context, RpcException error)
    {
        context.Response.Headers.CacheControl = "no-store";
        var reason = RpcStatus.ReasonOf(error);
        switch (error.StatusCode)
        {
            case StatusCode.NotFound when reason is not null:
                return NotFound(error.Status.Detail);
            case StatusCode.FailedPrecondition when reason?.EndsWith("_REMOVED", StringComparison.Ordinal) is true:
                return Error(StatusCodes.Status410Gone, "Removed", error.Status.Detail);
            case StatusCode.InvalidArgument:
                return Bad(Words(RpcStatus.ViolationsOf(error)));
            case StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted:
                context.Response.Headers.RetryAfter = "5";
                return Error(
                    StatusCodes.Status503ServiceUnavailable, "Not available right now",
                    $"This page cannot be shown: {PartReader.WordsOf(error.StatusCode)}");
            default:
                LogBug(context.Get<ILogger<Page>>(), error, context.Request.Path);
                return Error(
                    StatusCodes.Status500InternalServerError, "Something went wrong", "That should not happen. The cause is in the logs.",
                    Activity.Current?.TraceId.ToString());
        }
    }

    private static string Words(IReadOnlyList<FieldViolation> violations) =>
        violations.Count is 0 ? "The request is malformed." : string.Join(' ', violations.Select(bad => $"{bad.Field} {bad.Description}."));

    private static RazorComponentResult<ErrorPage> Error(int status, string title, string detail, string? trace = null) =>
        View<ErrorPage>(new { Title = title, Detail = detail, Trace = trace }, status);

    private static T Get<T>(this HttpContext context) where T : notnull =>
        (T)(context.RequestServices.GetService(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T)} is not registered."));

    [LoggerMessage(LogLevel.Error, "The page {Path} failed unexpectedly")]
    private static partial void LogBug(ILogger logger, Exception exception, string path);
}
