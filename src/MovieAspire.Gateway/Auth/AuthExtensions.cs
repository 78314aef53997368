using Microsoft.AspNetCore.Authentication.BearerToken;
using MovieAspire.Gateway.Errors;

namespace MovieAspire.Gateway.Auth;

internal static class AuthExtensions
{
    private const string AdminPolicy = "admin";

    internal static WebApplicationBuilder AddAuth(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AuthOptions>()
            .BindConfiguration(AuthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TokenIssuer>();
        builder.AddTokenKeys();
        services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken();
        services.AddAuthorizationBuilder().AddPolicy(AdminPolicy, policy => policy.RequireRole(Roles.Admin));
        return builder;
    }

    internal static void UseAuth(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>Only with a token of the role admin; documents the errors of being without.</summary>
    internal static TBuilder RequireAdmin<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(AdminPolicy)
            .WithProblems(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);
}
