using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MovieAspire.Gateway.OpenApi;

internal static class DocumentInfo
{
    private const string BearerScheme = "bearer";

    internal static Task ApplyAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "MovieAspire",
            Version = "v1",
            Description = """
                Movie data from TMDB and OMDb, and analytics computed from it. JSON in snake_case, times in UTC, null for
                what is not known. Errors are problem documents (RFC 9457) with a trace_id and, for bad requests, what is
                wrong with each field. Lists announce their next page in the Link header. Reads carry an ETag and answer
                304 to If-None-Match.
                """,
        };

        // Whatever address the reader has reached is the right one, also behind a proxy.
        document.Servers = [new() { Url = "/" }];

        var components = document.Components ??= new();
        components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        components.SecuritySchemes[BearerScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The access_token of POST /auth/token.",
        };
        return Task.CompletedTask;
    }

    /// <summary>Marks the operations that need an access token.</summary>
    internal static Task MarkSecuredAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(BearerScheme, context.Document)] = [] }];
        return Task.CompletedTask;
    }
}
