using System.ComponentModel.DataAnnotations;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Lake.Publication;

internal static class PublicationServices
{
    /// <summary>Adds what brings the lake's results to the database, where the services read them.</summary>
    public static IHostApplicationBuilder AddPublication(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<HistoryOptions>()
            .BindConfiguration(HistoryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton<KpiPublication>().AddSingleton<ChartPublication>().AddSingleton<QualityPublication>()
            .AddSingleton<LineagePublication>().AddSingleton<IJob, LineageJob>();
        builder.Services.AddHealthChecks().AddCheck<QualityHealthCheck>("quality");
        return builder;
    }
}

/// <summary>Section "Lake:History": how long the database keeps what the lake's stages found.</summary>
internal sealed record HistoryOptions
{
    public const string Section = "Lake:History";

    /// <summary>Lake:History:Kpis: so long every version of a KPI stays that was replaced.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00", ErrorMessage = "Lake:History:Kpis must not be negative.")]
    public TimeSpan Kpis { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Lake:History:MonthlyKpis: so long the last version of each month stays.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00", ErrorMessage = "Lake:History:MonthlyKpis must not be negative.")]
    public TimeSpan MonthlyKpis { get; init; } = TimeSpan.FromDays(730);

    /// <summary>Lake:History:Quality: so long the reports of the gates stay; the newest of each layer always does.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00", ErrorMessage = "Lake:History:Quality must not be negative.")]
    public TimeSpan Quality { get; init; } = TimeSpan.FromDays(90);
}
