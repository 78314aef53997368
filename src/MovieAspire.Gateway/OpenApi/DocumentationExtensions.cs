namespace MovieAspire.Gateway.OpenApi;

/// <summary>The OpenAPI document and its two readers, which serve their scripts from inside this process.</summary>
internal static class DocumentationExtensions
{
    private const string DocumentPath = "/openapi/v1.json";

    internal static WebApplicationBuilder AddDocumentation(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer(DocumentInfo.ApplyAsync);
            options.AddOperationTransformer(OperationSecurity.ApplyAsync);
            options.AddOperationTransformer(ExampleTransformer.ApplyToParametersAsync);
            options.AddSchemaTransformer(AllowedValuesSchema.ApplyAsync);
            options.AddSchemaTransformer(ExtraPropertiesSchema.ApplyAsync);
            options.AddSchemaTransformer(ExampleTransformer.ApplyAsync);
        });
        return builder;
    }

    internal static void MapDocumentation(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.UseSwaggerUI(ui =>
        {
            ui.DocumentTitle = "MovieAspire API";
            ui.RoutePrefix = "docs";
            ui.SwaggerEndpoint(DocumentPath, "MovieAspire v1");
        });
        app.UseReDoc(ui =>
        {
            ui.DocumentTitle = "MovieAspire API";
            ui.RoutePrefix = "redoc";
            ui.SpecUrl = DocumentPath;
        });
    }
}
