using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Web.Host;
using MovieAspire.Web.Layout;
using MovieAspire.Web.Parts;

namespace MovieAspire.Web.Operate;

/// <summary>The pages of who operates the platform; all but the sign-in need its role.</summary>
internal static class OperateEndpoints
{
    internal const string Root = "/operate";

    private const string SignInPath = "/sign-in";

    internal static void MapOperate(this RouteGroupBuilder pages, PageConventions host)
    {
        pages.AddEndpointFilter(CheckFormAsync);
        pages.MapGet(SignInPath, (HttpContext context, string? next) => SignInPage(context, next));
        host.SignIns(pages.MapPost(SignInPath, SignInAsync));

        var operators = pages.MapGroup("");
        operators.AddEndpointFilter((invocation, next) => invocation.HttpContext.User.IsInRole(host.AdminRole)
            ? next(invocation)
            : ValueTask.FromResult<object?>(AskToSignIn(invocation.HttpContext)));
        operators.MapPost("/sign-out", SignOut);
        operators.MapGet("", OverviewAsync);
        operators.MapPost("/scheduler", SetSchedulerAsync);
        operators.MapRuns(host);
    }

    private static async Task<IResult> OverviewAsync(
        HttpContext context, PartReader reader, Pipeline.PipelineClient pipeline, IPlatformHealth health, CancellationToken cancellationToken)
    {
        var status = reader.ReadAsync("The state of the pipeline", call => pipeline.GetPipelineStatusAsync(new(), call));
        var scheduler = reader.ReadAsync("The schedules", call => pipeline.GetSchedulerStatusAsync(new(), call));
        var workers = reader.ReadAsync("The workers", call => pipeline.GetWorkerStatusAsync(new(), call));
        var runs = reader.ReadAsync("The runs", call => pipeline.ListRunsAsync(new() { Limit = 10 }, call));
        var jobs = reader.ReadAsync("The jobs", call => pipeline.ListJobsAsync(new(), call));
        var state = await health.AskAsync(cancellationToken);
        return Pages.View<OperatePage>(new
        {
            Health = state, Status = await status, Scheduler = await scheduler, Workers = await workers, Runs = await runs,
            Jobs = await jobs, User = context.User.Identity?.Name,
        });
    }

    private static async Task<IResult> SetSchedulerAsync(
        HttpContext context, Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var request = new SetSchedulerRequest { Running = form["running"] == "true" };
        await pipeline.SetSchedulerAsync(request, cancellationToken: cancellationToken);
        return TypedResults.LocalRedirect($"{Root}#schedules");
    }

    private static RazorComponentResult<SignInPage> SignInPage(HttpContext context, string? next, bool isWrong = false)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Pages.View<SignInPage>(
            new { Next = Local(next), IsWrong = isWrong }, isWrong ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, ISignIn signIn, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (signIn.SignIn(form["username"].ToString(), form["password"].ToString()) is not { } signedIn)
            return SignInPage(context, form["next"], isWrong: true);

        OperatorCookie.Set(context, signedIn);
        return TypedResults.LocalRedirect(Local(form["next"]));
    }

    private static RedirectHttpResult SignOut(HttpContext context)
    {
        OperatorCookie.Clear(context);
        return TypedResults.LocalRedirect("/");
    }

    // Forms come back to where they were shown; only pages do.
    private static RedirectHttpResult AskToSignIn(HttpContext context)
    {
        var wanted = HttpMethods.IsGet(context.Request.Method) ? $"{context.Request.Path}{context.Request.QueryString}" : Root;
        return TypedResults.LocalRedirect($"{Root}{SignInPath}{QueryString.Create("next", wanted)}");
    }

    // Nobody is led away from here by an address that somebody else wrote.
    private static string Local(string? address) =>
        address is not null && (address == Root || address.StartsWith($"{Root}/", StringComparison.Ordinal) || address.StartsWith($"{Root}?", StringComparison.Ordinal))
            ? address
            : Root;

    /// <summary>
    /// Nothing here may be kept by anybody, and what changes something comes out of a form of ours. Browsers say where a
    /// form was (Fetch Metadata, and Origin in older ones), which needs no keys that all gateways share as tokens in forms
    /// would; other programs say nothing, and have no cookie either. The cookie itself is for this site only (SameSite).
    /// </summary>
    private static ValueTask<object?> CheckFormAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (request, headers) = (invocation.HttpContext.Request, invocation.HttpContext.Request.Headers);
        invocation.HttpContext.Response.Headers.CacheControl = "no-store";
        var isOurs = headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => true,
            "" => headers.Origin.Count is 0 || (Uri.TryCreate(headers.Origin, UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value),
            _ => false,
        };
        return HttpMethods.IsPost(request.Method) && !isOurs
            ? ValueTask.FromResult<object?>(Pages.Forbidden("This form was not on a page of ours."))
            : next(invocation);
    }
}
