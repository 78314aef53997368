using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MovieAspire.Contracts.Kpis.V1;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using MovieAspire.ServiceDefaults.Errors;
using KpisBase = MovieAspire.Contracts.Kpis.V1.Kpis.KpisBase;

namespace MovieAspire.Analytics.Kpis;

/// <summary>Reads of what the lake's stages found: answered by the cache or else by the query.</summary>
internal sealed class KpisService(
    KpiQuery kpis, ChartQuery charts, QualityQuery quality, LineageQuery lineage, MessageCache cache) : KpisBase
{
    // Longer than any name; a cache key and a log line stay bounded.
    private const int MaxName = 200;

    public override Task<ListKpisResponse> ListKpis(ListKpisRequest request, ServerCallContext context) =>
        ReadAsync("kpis:all", kpis.ListAsync, context)!;

    public override async Task<GetKpiResponse> GetKpi(GetKpiRequest request, ServerCallContext context)
    {
        var rows = KpiRows.Parse(request);
        return await ReadAsync(rows.CacheKey, token => kpis.GetAsync(rows, token), context, isFreeForm: rows.IsFiltered)
            ?? throw (rows.Date is { } day
                ? ServiceError.NotComputed(string.Create(CultureInfo.InvariantCulture, $"There is no KPI {rows.Name} of {day:yyyy-MM-dd} or before."))
                : ServiceError.NotFound("KPI", rows.Name));
    }

    public override Task<ListChartsResponse> ListCharts(ListChartsRequest request, ServerCallContext context) =>
        ReadAsync("charts:all", charts.ListAsync, context)!;

    public override async Task<GetChartResponse> GetChart(GetChartRequest request, ServerCallContext context)
    {
        var picture = ChartPicture.Parse(request);
        return await ReadAsync(picture.CacheKey, token => charts.GetAsync(picture, token), context)
            ?? throw ServiceError.NotFound("chart", picture.Name);
    }

    public override Task<GetQualityResponse> GetQuality(GetQualityRequest request, ServerCallContext context) =>
        ReadAsync("quality:all", quality.GetAsync, context)!;

    public override async Task<GetQualityPageResponse> GetQualityPage(GetQualityPageRequest request, ServerCallContext context)
    {
        var check = new RequestCheck();
        check.Require(request.Layer is "silver" or "gold", "layer", "must be silver or gold");
        check.ThrowIfAnyFailed();
        return await ReadAsync($"quality_page:{request.Layer}", token => quality.GetPageAsync(request.Layer, token), context)
            ?? throw ServiceError.NotComputed($"The layer {request.Layer} was not checked yet.");
    }

    public override async Task<GetLineageResponse> GetLineage(GetLineageRequest request, ServerCallContext context)
    {
        var check = new RequestCheck();
        RequireName(check, "table", request.Table);
        check.ThrowIfAnyFailed();
        return await ReadAsync($"lineage:{request.Table}", token => lineage.GetAsync(request.Table, token), context, isFreeForm: true)
            ?? throw ServiceError.NotFound("table", request.Table);
    }

    internal static void RequireName(RequestCheck check, string field, string name)
    {
        check.Require(name.Length > 0, field, "is required");
        check.Name(field, name, MaxName);
    }

    private Task<T?> ReadAsync<T>(
        string key, Func<CancellationToken, Task<T?>> load, ServerCallContext context, bool isFreeForm = false)
        where T : class, IMessage<T>, new() =>
        cache.GetOrLoadAsync(new(key, DataArea.Kpis) { IsFreeForm = isFreeForm }, load, context);
}
