using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Kpis.V1;

namespace MovieAspire.Gateway.Kpis;

/// <summary>A key figure of the catalog, and what it means.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Meaning">What it tells and how it is to be read.</param>
/// <param name="Unit">The unit of its main value.</param>
/// <param name="Kind">ranking: movies in the order of their rank; table: all groups of the catalog.</param>
/// <param name="Columns">What a row has, in this order.</param>
/// <param name="Filters">Which it takes: genre, year (year_from and year_to).</param>
/// <param name="DefaultLimit">Rows where a request does not say.</param>
/// <param name="MaxLimit">The most rows; a ranking is exact up to here, also when it is filtered.</param>
/// <param name="RowCount">Rows that are kept of it.</param>
/// <param name="RunId">The run that computed it; later runs that found the same are not named.</param>
/// <param name="ComputedAt">When it did; UTC.</param>
public record Kpi(
    string Name, string Title, string Meaning, string Unit, string Kind, IReadOnlyList<KpiColumn> Columns, IReadOnlyList<string> Filters,
    int DefaultLimit, int MaxLimit, long RowCount, Guid RunId, DateTime? ComputedAt)
{
    /// <summary>The day of that, UTC.</summary>
    public DateOnly? ComputedOn => ComputedAt is { } at ? DateOnly.FromDateTime(at) : null;

    internal static Kpi Example { get; } = new(
        "highest_revenue", "Highest revenue", "Movies by what they earned in cinemas, as TMDB has it.", "million USD", "ranking",
        [new("rank", "BIGINT", null, null), new("title", "VARCHAR", null, null), new("revenue_musd", "DECIMAL(18,6)", "million USD", null)],
        ["genre", "year"], 5, 50, 3_120, Guid.Parse("019cd7a3-5b00-7c3e-9f21-6a4b1d2e8c07"), new DateTime(2026, 3, 10, 4, 30, 0, DateTimeKind.Utc));

    internal static Kpi From(Proto.Kpi kpi) => new(
        kpi.Name, kpi.Title, kpi.Meaning, kpi.Unit, kpi.Kind,
        [.. kpi.Columns.Select(column => new KpiColumn(column.Name, column.Type, column.Unit.OrNull(), column.Meaning.OrNull()))],
        [.. kpi.Filters], kpi.DefaultLimit, kpi.MaxLimit, kpi.RowCount, Guid.Parse(kpi.RunId), kpi.ComputedAt.ToUtc());
}

/// <summary>A column of a KPI.</summary>
/// <param name="Name">Its name in rows.</param>
/// <param name="Type">As SQL has it.</param>
/// <param name="Unit">Null for names and counts.</param>
/// <param name="Meaning">Where the name does not say it.</param>
public sealed record KpiColumn(string Name, string Type, string? Unit, string? Meaning);

/// <summary>A KPI with its rows.</summary>
public sealed record KpiTable : Kpi
{
    private KpiTable(Kpi kpi, IReadOnlyList<JsonObject> rows) : base(kpi) => Rows = rows;

    /// <summary>Each with the columns of the KPI. The rank is that in the whole catalog, also in a filtered list.</summary>
    public IReadOnlyList<JsonObject> Rows { get; }

    internal static new KpiTable Example { get; } = new(
        Kpi.Example, [new JsonObject { ["rank"] = 1, ["title"] = "Avatar", ["revenue_musd"] = 2923.706026 }]);

    internal static KpiTable From(Proto.GetKpiResponse response) => new(
        From(response.Kpi),
        [.. response.Rows.Select(row => new JsonObject(response.Kpi.Columns.Zip(
            row.Values, (column, value) => new KeyValuePair<string, JsonNode?>(column.Name, ToJson(value)))))]);

    private static JsonValue? ToJson(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.NumberValue => JsonValue.Create(value.NumberValue),
        Value.KindOneofCase.StringValue => JsonValue.Create(value.StringValue),
        Value.KindOneofCase.BoolValue => JsonValue.Create(value.BoolValue),
        _ => null,
    };
}

internal static class KpiTableEndpoints
{
    internal static void MapKpiTables(this RouteGroupBuilder analytics)
    {
        analytics.MapGet("/kpis", ListAsync)
            .WithName("ListKpis").WithSummary("All KPIs by name, with meaning and unit").CacheStoredData();
        analytics.MapGet("/kpis/{name}", GetAsync)
            .WithName("GetKpi").WithSummary("The rows of a KPI, as JSON, CSV or Parquet by the Accept header; also as it was on an earlier day")
            .Produces<KpiTable>(StatusCodes.Status200OK, KpiFormat.Json, KpiFormat.Csv, KpiFormat.Parquet)
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status406NotAcceptable)
            .CacheStoredDataByAccept();
    }

    private static async Task<JsonWithETag<IReadOnlyList<Kpi>>> ListAsync(Proto.Kpis.KpisClient kpis, CancellationToken cancellationToken)
    {
        var response = await kpis.ListKpisAsync(new(), cancellationToken: cancellationToken);
        return new([.. response.Kpis.Select(Kpi.From)], CachingServices.MaxAge);
    }

    private static async Task<IResult> GetAsync(
        [FromRoute(Name = "name"), MaxLength(200), Description("The KPI's name, as in /analytics/kpis.")] string name,
        [FromQuery(Name = "genre"), MaxLength(100), Description("Only rows of this genre, by its name, in any case.")] string? genre,
        [FromQuery(Name = "year_from"), Range(1850, 2200), Description("Only rows of this year of release or later.")] int? yearFrom,
        [FromQuery(Name = "year_to"), Range(1850, 2200), Description("Only rows of this year of release or earlier.")] int? yearTo,
        [FromQuery(Name = "limit"), Range(1, 1000), Description("The most rows; the KPI's own default and maximum apply.")] int? limit,
        [FromQuery(Name = "date"), Description("As it was at the end of this day, UTC, YYYY-MM-DD; now by default.")] DateOnly? date,
        [FromQuery(Name = "format"), AllowedValues("json", "csv", "parquet"), Description("For links, which have no Accept header: json, csv or parquet.")] string? format,
        HttpContext context, Proto.Kpis.KpisClient kpis, CancellationToken cancellationToken)
    {
        context.Response.Headers.Append("Vary", "Accept");
        if (KpiFormat.Of(format, context.Request) is not { } written)
            return TypedResults.StatusCode(StatusCodes.Status406NotAcceptable);
        var request = new Proto.GetKpiRequest
        {
            Name = name, Genre = genre ?? "", YearFrom = yearFrom ?? 0, YearTo = yearTo ?? 0, Limit = limit ?? 0, Date = date.ToProto(),
        };
        var response = await kpis.GetKpiAsync(request, cancellationToken: cancellationToken);
        return written.Write(context, response);
    }
}
