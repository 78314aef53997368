namespace MovieAspire.Analytics.Kpis;

internal static class KpiServices
{
    /// <summary>Adds what the lake's stages found: KPIs, charts, quality, lineage.</summary>
    public static IHostApplicationBuilder AddKpis(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton<KpiQuery>().AddSingleton<ChartQuery>().AddSingleton<QualityQuery>().AddSingleton<LineageQuery>();
        return builder;
    }
}
