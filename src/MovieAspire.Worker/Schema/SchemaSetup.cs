namespace MovieAspire.Worker.Schema;

/// <summary>Registers the update of the schema at start-up.</summary>
internal static class SchemaSetup
{
    public static IHostApplicationBuilder AddSchemaUpdate(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SchemaReadiness>();
        builder.Services.AddHostedService<SchemaUpdate>();
        return builder;
    }
}
