namespace MovieAspire.Worker.Compute.Recommendations;

internal static class RecommendationServices
{
    /// <summary>Adds the computation of recommendations and its settings, checked at start.</summary>
    public static IHostApplicationBuilder AddRecommendations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RecommendationOptions>().BindConfiguration(RecommendationOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<CatalogReader>();
        builder.Services.AddSingleton<RecommendationVersions>();
        builder.Services.AddSingleton<RecommendationComputation>();
        return builder;
    }
}
