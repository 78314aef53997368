using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MovieAspire.Gateway.OpenApi;

/// <summary>Puts the <see cref="Examples"/> into the document.</summary>
internal static class ExampleTransformer
{
    internal static Task ApplyAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (Examples.Of(context.JsonTypeInfo.Type) is { } example)
            schema.Examples = [JsonSerializer.SerializeToNode(example, context.JsonTypeInfo)!];
        return Task.CompletedTask;
    }

    internal static Task ApplyToParametersAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            parameter.Example ??= parameter.Name is null ? null : Examples.OfParameter(parameter.Name);
        return Task.CompletedTask;
    }
}
