using System.Text.Json.Serialization;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;
using MovieAspire.ServiceDefaults.Tokens;

namespace MovieAspire.Gateway.Auth;

internal static class AuthServices
{
    internal static IHostApplicationBuilder AddAuth(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AuthOptions>()
            .BindConfiguration(AuthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.AddAccessTokens();
        services.AddSingleton<TokenIssuer>();
        services.AddHttpContextAccessor();
        services.AddSingleton<CallerToken>();
        services.AddJson(AuthJson.Default).AddExamples(TokenRequest.Example, TokenResponse.Example);
        return builder;
    }

    /// <summary>Only with a token of the role admin; documents the errors of being without.</summary>
    internal static TBuilder RequireAdmin<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(TokenServices.AdminPolicy)
            .WithProblems(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class AuthJson : JsonSerializerContext;
