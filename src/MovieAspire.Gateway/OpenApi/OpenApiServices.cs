namespace MovieAspire.Gateway.OpenApi;

/// <summary>The OpenAPI document and its two readers, which serve their scripts from inside this process.</summary>
internal static class OpenApiServices
{
    private const string DocumentPath = "/openapi/v1.json";
    private const string Swagger = "docs";
    private const string ReDoc = "redoc";

    internal static IHostApplicationBuilder AddApiDocument(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer(DocumentInfo.ApplyAsync);
            options.AddOperationTransformer(DocumentInfo.MarkSecuredAsync);
            options.AddSchemaTransformer(SchemaTransformers.ListAllowedValuesAsync);
            options.AddSchemaTransformer(SchemaTransformers.AllowExtraPropertiesAsync);
            options.AddSchemaTransformer<ExampleTransformer>();
            options.AddOperationTransformer<ExampleTransformer>();
        });
        return builder;
    }

    internal static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");

        // They match every path against patterns of their own, so other requests do not pass them.
        app.UseWhen(IsForReaders, readers =>
        {
            readers.UseSwaggerUI(ui =>
            {
                ui.DocumentTitle = "MovieAspire API";
                ui.RoutePrefix = Swagger;
                ui.SwaggerEndpoint(DocumentPath, "MovieAspire v1");
            });
            readers.UseReDoc(ui =>
            {
                ui.DocumentTitle = "MovieAspire API";
                ui.RoutePrefix = ReDoc;
                ui.SpecUrl = DocumentPath;
            });
        });
    }

    private static bool IsForReaders(HttpContext context) =>
        context.Request.Path.StartsWithSegments($"/{Swagger}", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments($"/{ReDoc}", StringComparison.OrdinalIgnoreCase);
}
