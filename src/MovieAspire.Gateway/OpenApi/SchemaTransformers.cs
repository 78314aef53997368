using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MovieAspire.Gateway.OpenApi;

/// <summary>What the framework's schemas leave out.</summary>
internal static class SchemaTransformers
{
    /// <summary>Lists the values that a parameter may have; the framework documents the other validation attributes.</summary>
    internal static Task ListAllowedValuesAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (ValuesOf(context.ParameterDescription) is { } values)
            schema.Enum = [.. values.Select(value => (JsonNode)JsonValue.Create(value))];
        return Task.CompletedTask;
    }

    /// <summary>Bodies that collect what they do not name take it; the framework's schema forbids that.</summary>
    internal static Task AllowExtraPropertiesAsync(
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

    private static IEnumerable<string>? ValuesOf(ApiParameterDescription? parameter) =>
        parameter?.ParameterDescriptor is IParameterInfoParameterDescriptor { ParameterInfo: { } info }
            ? info.GetCustomAttributes(inherit: true).OfType<AllowedValuesAttribute>().FirstOrDefault()?.Values.OfType<string>()
            : null;
}
