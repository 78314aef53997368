using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;

namespace MovieAspire.Gateway.Auth;

internal static class AuthServices
{
    /// <summary>May start and stop the platform's work.</summary>
    internal const string AdminRole = "admin";

    private const string AdminPolicy = "admin";
    private const string Redis = "redis";

    internal static IHostApplicationBuilder AddAuth(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AuthOptions>()
            .BindConfiguration(AuthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TokenIssuer>();
        builder.AddTokenKeys();
        services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken();
        services.AddAuthorizationBuilder().AddPolicy(AdminPolicy, policy => policy.RequireRole(AdminRole));
        services.AddJson(AuthJson.Default).AddExamples(TokenRequest.Example, TokenResponse.Example);
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

    // In Redis where there is one, else where the framework puts them. The client is that of the output cache.
    private static void AddTokenKeys(this IHostApplicationBuilder builder)
    {
        // Not the path of the program, which is the default: it differs between machines.
        builder.Services.AddDataProtection().SetApplicationName("MovieAspire.Gateway");
        if (builder.Configuration.GetConnectionString(Redis) is null)
            return;

        builder.Services.AddSingleton<RedisKeyRepository>();
        builder.Services.AddOptions<KeyManagementOptions>()
            .Configure<RedisKeyRepository>((keys, repository) => keys.XmlRepository = repository);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class AuthJson : JsonSerializerContext;
