using Microsoft.Extensions.Hosting;
using MovieAspire.Lake.Charts;
using MovieAspire.Lake.Gold;
using MovieAspire.Lake.Inspection;
using MovieAspire.Lake.Quality;
using MovieAspire.Lake.Silver;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake;

/// <summary>Puts the lake's capabilities together.</summary>
public static class LakeServices
{
    /// <summary>Adds silver, gold, charts and what looks into them.</summary>
    public static IHostApplicationBuilder AddLake(this IHostApplicationBuilder builder) => builder
        .AddStorage()
        .AddSql()
        .AddQuality()
        .AddSilver()
        .AddGold()
        .AddCharts()
        .AddInspection();
}
