using Microsoft.Extensions.Options;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.RateLimits;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Auth;

internal static class AuthEndpoints
{
    internal static void MapAuth(this RouteGroupBuilder api) =>
        api.MapPost("/auth/token", Issue)
            .WithName("IssueToken").WithTags("Auth").WithSummary("An access token for a name and password")
            .RequireRateLimiting(RateLimitPolicies.Token)
            .Produces<TokenResponse>()
            .WithProblems(
                StatusCodes.Status401Unauthorized, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType);

    private static async Task Issue(
        TokenRequest request, HttpContext context, TokenIssuer issuer, IOptions<AuthOptions> options)
    {
        var (username, password) = Complete(request);
        if (issuer.Issue(username, password) is not { } token)
        {
            await ProblemWriter.WriteAsync(context, new Failure(
                StatusCodes.Status401Unauthorized, "The username or the password is wrong.", "WRONG_CREDENTIALS"));
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        var response = new TokenResponse(token, "Bearer", (long)options.Value.TokenLifetime.TotalSeconds);
        await context.Response.WriteAsJsonAsync(response, context.RequestAborted);
    }

    private static (string Username, string Password) Complete(TokenRequest request)
    {
        var missing = new List<FieldViolation>();
        if (string.IsNullOrEmpty(request.Username))
            missing.Add(new("username", "is required"));
        if (string.IsNullOrEmpty(request.Password))
            missing.Add(new("password", "is required"));

        return missing.Count is 0
            ? (request.Username!, request.Password!)
            : throw ServiceError.InvalidFields(missing);
    }
}
