using System.Net.Mime;
using System.Text.Json.Serialization;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;

namespace MovieAspire.Gateway.Errors;

/// <summary>Every error is a problem document, whoever decided the status: a service, routing, the server or a policy.</summary>
internal static class ProblemServices
{
    internal static IHostApplicationBuilder AddProblems(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddSingleton<LogLimit>();
        services.AddExceptionHandler<ProblemExceptionHandler>();

        // A body that cannot be read is an exception too, so that there is one way out for errors.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddJson(ProblemsJson.Default).AddExamples(Problem.Example);
        return builder;
    }

    internal static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        return app;
    }

    /// <summary>Documents the errors that an operation answers with.</summary>
    internal static TBuilder WithProblems<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata([.. statuses.Select(status =>
            new ProducesResponseTypeMetadata(status, typeof(Problem), [MediaTypeNames.Application.ProblemJson]))]);

    /// <summary>Documents the errors of an operation that asks a service: it may be away, or late.</summary>
    internal static TBuilder WithServiceProblems<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithProblems(StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemsJson : JsonSerializerContext;
