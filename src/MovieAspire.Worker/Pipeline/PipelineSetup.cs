namespace MovieAspire.Worker.Pipeline;

/// <summary>Registers and maps the control of runs.</summary>
internal static class PipelineSetup
{
    public static IHostApplicationBuilder AddPipeline(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<RunQueries>();
        builder.Services.AddSingleton<PipelineQueries>();
        builder.Services.AddScoped<PipelineOverview>();
        return builder;
    }

    public static WebApplication MapPipeline(this WebApplication app)
    {
        app.MapGrpcService<PipelineService>();
        return app;
    }
}
