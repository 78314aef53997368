using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MovieAspire.Lake.Charts;
using MovieAspire.Lake.Gold;
using MovieAspire.Lake.Inspection;
using MovieAspire.Lake.Lineage;
using MovieAspire.Lake.Quality;
using MovieAspire.Lake.Silver;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake;

/// <summary>Puts the lake's capabilities together.</summary>
public static class LakeServices
{
    /// <summary>Adds silver, gold, charts and what inspects them.</summary>
    public static IHostApplicationBuilder AddLake(this IHostApplicationBuilder builder)
    {
        builder.AddLakeFolder();
        builder.Services.AddSingleton<LakeDatabase>();
        builder.Services.AddSingleton<QualityGate>();
        builder.Services.AddSingleton<Staging>();
        builder.Services.AddSingleton<SilverBuild>();
        builder.Services.AddSingleton<BronzeCompaction>();
        builder.AddGold();
        builder.AddCharts();
        builder.Services.AddSingleton<LakeInspection>();
        builder.Services.AddSingleton<LineageTrace>();
        return builder;
    }
}
