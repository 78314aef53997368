namespace MovieAspire.Worker.Pipeline;

internal static class PipelineServices
{
    /// <summary>Adds the control of runs and schedules over gRPC.</summary>
    public static IHostApplicationBuilder AddPipeline(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<RunQueries>();
        builder.Services.AddSingleton<RunWatchers>();
        builder.Services.AddSingleton<PipelineQueries>();
        builder.Services.AddSingleton<MovieConditions>();
        builder.Services.AddScoped<PipelineOverview>();
        return builder;
    }

    public static WebApplication MapPipeline(this WebApplication app)
    {
        app.MapGrpcService<PipelineService>();
        return app;
    }
}
