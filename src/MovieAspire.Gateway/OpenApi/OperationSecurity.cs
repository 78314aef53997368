using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MovieAspire.Gateway.OpenApi;

/// <summary>Marks the operations that need an access token.</summary>
internal static class OperationSecurity
{
    internal static Task ApplyAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
        {
            operation.Security =
            [
                new() { [new OpenApiSecuritySchemeReference(DocumentInfo.BearerScheme, context.Document)] = [] },
            ];
        }

        return Task.CompletedTask;
    }
}
