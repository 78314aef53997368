using System.Text.Json.Serialization;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;

namespace MovieAspire.Gateway.Kpis;

/// <summary>What the lake's stages found: KPIs, charts, quality and lineage.</summary>
internal static class KpiServices
{
    internal static IHostApplicationBuilder AddKpis(this IHostApplicationBuilder builder)
    {
        builder.Services.AddJson(KpisJson.Default)
            .AddExamples(Kpi.Example, KpiTable.Example, Chart.Example, QualityReport.Example, LineageNode.Example);
        return builder;
    }

    internal static void MapKpis(this RouteGroupBuilder api)
    {
        var kpis = api.MapGroup("/analytics").WithTags("KPIs").WithServiceProblems();
        kpis.MapKpiTables();
        kpis.MapCharts();
        kpis.MapQuality();
        kpis.MapLineage();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<Kpi>))]
[JsonSerializable(typeof(KpiTable))]
[JsonSerializable(typeof(IReadOnlyList<Chart>))]
[JsonSerializable(typeof(IReadOnlyList<QualityReport>))]
[JsonSerializable(typeof(IReadOnlyList<LineageNode>))]
internal sealed partial class KpisJson : JsonSerializerContext;
