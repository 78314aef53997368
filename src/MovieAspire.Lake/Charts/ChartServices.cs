using Microsoft.Extensions.Hosting;

namespace MovieAspire.Lake.Charts;

/// <summary>Registers the charts.</summary>
public static class ChartServices
{
    /// <summary>Adds charts; needs silver and gold.</summary>
    public static IHostApplicationBuilder AddCharts(this IHostApplicationBuilder builder) => builder;
}
