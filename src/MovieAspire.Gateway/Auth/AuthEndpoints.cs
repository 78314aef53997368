using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.RateLimits;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Auth;

/// <summary>Who asks for an access token.</summary>
public sealed record TokenRequest
{
    /// <summary>The user's name.</summary>
    /// <example>admin</example>
    public string? Username { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    internal static TokenRequest Example { get; } = new() { Username = "admin", Password = "correct-horse-battery" };

    /// <summary>Without the password, which a record would print.</summary>
    public override string ToString() => $"{nameof(TokenRequest)} of {Username}";
}

/// <summary>An access token, as RFC 6749 section 5.1 has it.</summary>
/// <param name="AccessToken">For the Authorization header, after the word Bearer.</param>
/// <param name="TokenType">Always Bearer.</param>
/// <param name="ExpiresIn">Seconds that the token is good for.</param>
public sealed record TokenResponse(string AccessToken, string TokenType, long ExpiresIn)
{
    internal static TokenResponse Example { get; } = new("eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9...", "Bearer", 3600);
}

internal static partial class AuthEndpoints
{
    internal static void MapAuth(this RouteGroupBuilder api) =>
        api.MapPost("/auth/token", Issue)
            .WithName("IssueToken").WithTags("Auth").WithSummary("An access token for a name and password")
            .CountsAs(RequestKind.SignIn)
            .WithProblems(
                StatusCodes.Status401Unauthorized, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType);

    private static Results<Ok<TokenResponse>, ProblemHttpResult> Issue(
        TokenRequest request, HttpResponse response, TokenIssuer issuer, IOptions<AuthOptions> options, ILogger<TokenIssuer> logger)
    {
        var check = new RequestCheck();
        check.Require(!string.IsNullOrEmpty(request.Username), "username", "is required");
        check.Require(!string.IsNullOrEmpty(request.Password), "password", "is required");
        check.ThrowIfAnyFailed();

        if (issuer.Issue(request.Username!, request.Password!) is not { } token)
        {
            LogRefused(logger);
            return TypedResults.Problem(
                "The username or the password is wrong.", statusCode: StatusCodes.Status401Unauthorized,
                extensions: [new(ErrorMapping.Reason, "WRONG_CREDENTIALS")]);
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new TokenResponse(token, "Bearer", (long)options.Value.TokenLifetime.TotalSeconds));
    }

    // Without the name: people type passwords there.
    [LoggerMessage(LogLevel.Warning, "A sign-in was refused: wrong username or password")]
    private static partial void LogRefused(ILogger logger);
}
