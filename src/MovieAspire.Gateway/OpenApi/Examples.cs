using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MovieAspire.Gateway.OpenApi;

internal static class ExampleServices
{
    /// <summary>One value of each of these bodies, for the document; typed, so that an example always has the body's shape.</summary>
    internal static IServiceCollection AddExamples(this IServiceCollection services, params object[] values)
    {
        foreach (var value in values)
            services.AddSingleton(new BodyExample(value));
        return services;
    }
}

internal sealed record BodyExample(object Value);

/// <summary>Puts examples of bodies and of parameters into the document.</summary>
internal sealed class ExampleTransformer(IEnumerable<BodyExample> bodies) : IOpenApiSchemaTransformer, IOpenApiOperationTransformer
{
    // A reader of the document sends all of them at once: they are those of one movie that every catalog has. What has to be of
    // the day, or of one's own, has none, nor have persons, whose ids a sample catalog makes up.
    private static readonly Dictionary<string, JsonNode> Parameters = new()
    {
        ["genre"] = new JsonArray("Action"), ["year"] = 1999, ["year_from"] = 1990, ["year_to"] = 1999, ["min_rating"] = 7.5,
        ["min_votes"] = 100, ["language"] = "en", ["collection"] = 2344, ["keyword"] = "dystopia",
        ["q"] = "matrix", ["facets"] = "genre,year", ["limit"] = 20, ["offset"] = 0, ["count"] = true,
        ["task_id"] = "019cd7a3-5b00-7c3e-9f21-6a4b1d2e8c07", ["movie_id"] = 603, ["status"] = "succeeded", ["job"] = "quick",
        ["table"] = "gold/highest_revenue", ["layer"] = "silver", ["width"] = 960, ["theme"] = "dark",
    };

    // An id is of what the operation's tag says.
    private static readonly Dictionary<string, JsonNode> Ids = new() { ["Movies"] = 603, ["Collections"] = 2344 };

    private readonly Dictionary<Type, object> _bodies = bodies.ToDictionary(body => body.Value.GetType(), body => body.Value);

    public Task TransformAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (_bodies.TryGetValue(context.JsonTypeInfo.Type, out var example))
            schema.Examples = [JsonSerializer.SerializeToNode(example, context.JsonTypeInfo)!];
        return Task.CompletedTask;
    }

    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var tag = operation.Tags?.FirstOrDefault()?.Name ?? "";
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            var example = parameter.Name is "id" ? Ids.GetValueOrDefault(tag) : Parameters.GetValueOrDefault(parameter.Name ?? "");
            parameter.Example ??= example?.DeepClone();
        }

        return Task.CompletedTask;
    }
}
