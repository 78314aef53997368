using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MovieAspire.Contracts.Kpis.V1;
using MovieAspire.Web.Layout;
using MovieAspire.Web.Parts;

namespace MovieAspire.Web.Kpis;

/// <summary>What the lake found: its key figures, its charts, and how good its data is.</summary>
internal static class KpiEndpoints
{
    internal static void MapKpis(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/insights/kpis", ListAsync);
        pages.MapGet("/insights/kpi/{name}", ShowAsync);
        pages.MapGet("/insights/quality", QualityAsync);
    }

    private static async Task<IResult> ListAsync(PartReader reader, Contracts.Kpis.V1.Kpis.KpisClient client)
    {
        var kpis = reader.ReadAsync("Key figures", call => client.ListKpisAsync(new(), call));
        var charts = reader.ReadAsync("Charts", call => client.ListChartsAsync(new(), call));
        return Pages.View<KpisPage>(new { Kpis = await kpis, Charts = await charts });
    }

    private static async Task<IResult> ShowAsync(
        string name, HttpRequest request, Contracts.Kpis.V1.Kpis.KpisClient client, CancellationToken cancellationToken)
    {
        var query = KpiQuery.Of(request.Query);
        var response = await client.GetKpiAsync(query.ToRequest(name), cancellationToken: cancellationToken);
        return Pages.View<KpiPage>(new { Response = response, Query = query });
    }

    private static async Task<IResult> QualityAsync(PartReader reader, Contracts.Kpis.V1.Kpis.KpisClient client) =>
        Pages.View<QualityPage>(new { Quality = await reader.ReadAsync("The quality of the data", call => client.GetQualityAsync(new(), call)) });
}

/// <summary>Which rows of a key figure; what makes no sense in an address is left out.</summary>
public sealed record KpiQuery(string Genre, int? YearFrom, int? YearTo, int Limit)
{
    private const int DefaultLimit = 20;

    internal static KpiQuery Of(IQueryCollection query)
    {
        return new(
            query["genre"].ToString() is { Length: <= 100 } genre ? genre : "", Number("from", 1850, 2200), Number("to", 1850, 2200),
            Number("limit", 1, 1000) ?? DefaultLimit);

        int? Number(string name, int min, int max) =>
            int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
                ? number
                : null;
    }

    internal GetKpiRequest ToRequest(string name) =>
        new() { Name = name, Genre = Genre, YearFrom = YearFrom ?? 0, YearTo = YearTo ?? 0, Limit = Limit };

    /// <summary>The same rows over REST.</summary>
    internal string Rest(string name, string format) => $"/analytics/kpis/{Uri.EscapeDataString(name)}" + QueryString.Create(
        new Dictionary<string, string?>
        {
            ["genre"] = Genre.Length > 0 ? Genre : null,
            ["year_from"] = YearFrom?.ToString(CultureInfo.InvariantCulture),
            ["year_to"] = YearTo?.ToString(CultureInfo.InvariantCulture),
            ["limit"] = Limit.ToString(CultureInfo.InvariantCulture),
            ["format"] = format,
        }.Where(field => field.Value is not null));
}
