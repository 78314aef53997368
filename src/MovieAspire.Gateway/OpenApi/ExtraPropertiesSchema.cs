using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MovieAspire.Gateway.OpenApi;

/// <summary>Bodies that collect what they do not name take it; the framework's schema forbids that.</summary>
internal static class ExtraPropertiesSchema
{
    internal static Task ApplyAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Properties.Any(property => property.IsExtensionData))
        {
            schema.AdditionalPropertiesAllowed = true;
            schema.AdditionalProperties = new OpenApiSchema
            {
                Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean,
            };
        }

        return Task.CompletedTask;
    }
}
