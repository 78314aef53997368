using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MovieAspire.ServiceDefaults.Tokens;

/// <summary>The check of access tokens, the same in every process.</summary>
public static class TokenServices
{
    internal const string Scheme = "Bearer";

    /// <summary>May start and stop the platform's work.</summary>
    public const string AdminRole = "admin";

    /// <summary>The policy of what needs that role, for <c>[Authorize]</c>.</summary>
    public const string AdminPolicy = "admin";

    /// <summary>Adds <see cref="AccessTokens"/>, the scheme Bearer that checks them, and <see cref="AdminPolicy"/>.</summary>
    public static TBuilder AddAccessTokens<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AccessTokens>();
        services.AddAuthentication(Scheme)
            .AddScheme<AuthenticationSchemeOptions, AccessTokenHandler>(Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(AdminPolicy, policy => policy.RequireRole(AdminRole));
        return builder;
    }

    /// <summary>Finds out who calls, and refuses who may not.</summary>
    public static WebApplication UseAccessTokens(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }
}

/// <summary>Reads <c>Authorization: Bearer TOKEN</c>; the scheme's case does not matter (RFC 9110, section 11.1).</summary>
internal sealed class AccessTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            || !header.Scheme.Equals(TokenServices.Scheme, StringComparison.OrdinalIgnoreCase) || header.Parameter is not { } token)
            return AuthenticateResult.NoResult();

        return await tokens.CheckAsync(token) is { } identity
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(identity), TokenServices.Scheme))
            : AuthenticateResult.Fail("The token is not ours, was changed, or is over.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => RefuseAsync(
        StatusCodes.Status401Unauthorized, StatusCode.Unauthenticated, "This needs an access token: metadata authorization, Bearer TOKEN.");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => RefuseAsync(
        StatusCodes.Status403Forbidden, StatusCode.PermissionDenied, "The access token does not allow this.");

    // A client of gRPC is told in its own words: only trailers, which stand in the header then.
    private Task RefuseAsync(int status, StatusCode code, string message)
    {
        if (Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) is not true)
        {
            Response.StatusCode = status;
            return Task.CompletedTask;
        }

        Response.ContentType = "application/grpc";
        Response.Headers["grpc-status"] = $"{(int)code}";
        Response.Headers["grpc-message"] = message;
        return Task.CompletedTask;
    }
}
