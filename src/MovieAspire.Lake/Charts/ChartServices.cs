using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MovieAspire.Lake.Charts.Catalog;

namespace MovieAspire.Lake.Charts;

/// <summary>Registers the charts, in the order in which they are listed.</summary>
public static class ChartServices
{
    /// <summary>Adds charts; needs silver and gold.</summary>
    public static IHostApplicationBuilder AddCharts(this IHostApplicationBuilder builder)
    {
        IChartSource[] charts =
        [
            new RevenueVsBudget(), new RoiByGenre(), new PopularityVsRating(), new YearlyTrends(), .. FranchiseVsStandalone.All,
            new RatingsByDecade(), new GenreShare(),
        ];
        foreach (var chart in charts)
            builder.Services.AddSingleton(chart);
        builder.Services.AddSingleton<ChartBuild>();
        return builder;
    }
}
