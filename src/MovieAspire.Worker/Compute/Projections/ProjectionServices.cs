using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Projections;

/// <summary>Registers what puts the documents of movies together.</summary>
internal static class ProjectionServices
{
    public static IHostApplicationBuilder AddProjections(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProjectJob>();
        builder.Services.AddSingleton<IJob>(services => services.GetRequiredService<ProjectJob>());
        return builder;
    }
}
