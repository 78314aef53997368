using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MovieAspire.Gateway.OpenApi;

/// <summary>Lists the values that a parameter may have; the framework documents the other validation attributes.</summary>
internal static class AllowedValuesSchema
{
    internal static Task ApplyAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (ValuesOf(context.ParameterDescription) is { } values)
            schema.Enum = [.. values.Select(value => (JsonNode)JsonValue.Create(value))];
        return Task.CompletedTask;
    }

    private static IEnumerable<string>? ValuesOf(ApiParameterDescription? parameter) =>
        parameter?.ParameterDescriptor is IParameterInfoParameterDescriptor { ParameterInfo: { } info }
            ? info.GetCustomAttributes(inherit: true).OfType<AllowedValuesAttribute>().FirstOrDefault()?.Values.OfType<string>()
            : null;
}
