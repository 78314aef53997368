namespace MovieAspire.Worker.Statistics;

/// <summary>Registers what the worker computes.</summary>
internal static class StatisticsSetup
{
    public static IHostApplicationBuilder AddStatistics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GenreStats>();
        return builder;
    }
}
