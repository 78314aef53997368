using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Libraries;
using MovieAspire.Gateway.Paging;

namespace MovieAspire.Gateway.Cors;

/// <summary>Pages of other sites that may call the API from a browser; section <c>Cors</c>.</summary>
internal sealed record CorsSettings : IValidatableObject
{
    internal const string Section = "Cors";

    /// <summary>Cors:Origins by comma (https://app.example.org), or * for every site. None by default.</summary>
    public string Origins { get; init; } = "";

    internal string[] All => Origins.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => All
        .Where(origin => origin is not "*" && !IsOrigin(origin))
        .Select(origin => new ValidationResult($"Cors:Origins: {origin} is no origin like https://app.example.org."));

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Cross-origin requests (the WHATWG's Fetch standard). Tokens travel in a header that scripts set, so there are no
/// credentials to allow.
/// </summary>
internal static class CrossOrigin
{
    private static readonly string[] Readable = [HeaderNames.Link, HeaderNames.ETag, TotalCount.Header, HeaderNames.Location, HeaderNames.RetryAfter, "Stale-Since"];

    internal static IHostApplicationBuilder AddCrossOrigin(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<CorsSettings>().BindConfiguration(CorsSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<IOptions<CorsSettings>>((cors, settings) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(settings.Value.All)
            .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Delete)
            .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.IfNoneMatch, EventStreams.LastEventId, OwnerToken.Header, OwnerToken.OtherHeader)
            .WithExposedHeaders(Readable)
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return builder;
    }

    internal static WebApplication UseCrossOrigin(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<CorsSettings>>().Value.All is not [])
            app.UseCors();
        return app;
    }
}
