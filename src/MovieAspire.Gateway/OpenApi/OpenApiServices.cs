using System.Text;

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
                var page = ui.IndexStream;
                ui.IndexStream = () => WithoutFonts(page());
            });
        });
    }

    // The page would ask another host for fonts; a browser has its own. (What its script asks for, the page's policy forbids.)
    private static MemoryStream WithoutFonts(Stream page)
    {
        using var reader = new StreamReader(page);
        var lines = reader.ReadToEnd().Split('\n').Where(line => !line.Contains("fonts.googleapis.com", StringComparison.Ordinal));
        return new(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }

    private static bool IsForReaders(HttpContext context) =>
        context.Request.Path.StartsWithSegments($"/{Swagger}", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments($"/{ReDoc}", StringComparison.OrdinalIgnoreCase);
}
