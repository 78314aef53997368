using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Parameters;
using Proto = MovieAspire.Contracts.Kpis.V1;

namespace MovieAspire.Gateway.Kpis;

/// <summary>A chart of the catalog.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Subtitle">How it is to be read.</param>
/// <param name="Width">Of the drawing, in its own pixels.</param>
/// <param name="Height">Of the drawing, in its own pixels.</param>
/// <param name="Svg">Its address as SVG; with ?theme=dark on dark ground.</param>
/// <param name="Png">Its address as PNG; null where the worker could draw none.</param>
/// <param name="PngWidths">Pixels that a PNG may be wide.</param>
/// <param name="RunId">The run that drew it.</param>
/// <param name="CreatedAt">When it did; UTC.</param>
public sealed record Chart(
    string Name, string Title, string Subtitle, int Width, int Height, string Svg, string? Png, IReadOnlyList<int> PngWidths, Guid RunId,
    DateTime? CreatedAt)
{
    /// <summary>The day of that, UTC.</summary>
    public DateOnly? ComputedOn => CreatedAt is { } at ? DateOnly.FromDateTime(at) : null;

    internal static Chart Example { get; } = new(
        "revenue_vs_budget", "Revenue and budget", "Each dot is a movie of which both are known; on the line it earned what it cost.", 960, 600,
        "/analytics/charts/revenue_vs_budget.svg", "/analytics/charts/revenue_vs_budget.png", [480, 960, 1440, 1920],
        Guid.Parse("019cd7a3-5b00-7c3e-9f21-6a4b1d2e8c07"), new DateTime(2026, 3, 10, 4, 30, 0, DateTimeKind.Utc));

    internal static Chart From(Proto.Chart chart) => new(
        chart.Name, chart.Title, chart.Subtitle, chart.Width, chart.Height, $"/analytics/charts/{chart.Name}.svg",
        chart.PngWidths.Count > 0 ? $"/analytics/charts/{chart.Name}.png" : null, [.. chart.PngWidths], Guid.Parse(chart.RunId),
        chart.CreatedAt.ToUtc());
}

internal static class ChartEndpoints
{
    private const string Svg = "image/svg+xml";
    private const string Png = "image/png";

    internal static void MapCharts(this RouteGroupBuilder analytics)
    {
        var charts = analytics.MapGroup("/charts").CacheStoredData();
        charts.MapGet("", ListAsync).WithName("ListCharts").WithSummary("All charts, in the order in which they are shown");
        charts.MapGet("/{name}.svg", GetSvgAsync)
            .WithName("GetChartAsSvg").WithSummary("A chart as SVG, without scripts")
            .Produces<string>(StatusCodes.Status200OK, Svg).Produces(StatusCodes.Status304NotModified)
            .WithProblems(StatusCodes.Status404NotFound);
        charts.MapGet("/{name}.png", GetPngAsync)
            .WithName("GetChartAsPng").WithSummary("A chart as PNG")
            .Produces<byte[]>(StatusCodes.Status200OK, Png).Produces(StatusCodes.Status304NotModified)
            .WithProblems(StatusCodes.Status404NotFound);
    }

    private static async Task<JsonWithETag<IReadOnlyList<Chart>>> ListAsync(Proto.Kpis.KpisClient kpis, CancellationToken cancellationToken)
    {
        var response = await kpis.ListChartsAsync(new(), cancellationToken: cancellationToken);
        return new([.. response.Charts.Select(Chart.From)], CachingServices.MaxAge);
    }

    private static Task<BodyWithETag> GetSvgAsync(
        [FromRoute(Name = "name"), MaxLength(200), Description("The chart's name, as in /analytics/charts.")] string name,
        [FromQuery(Name = "theme"), EnumNames<Proto.ChartTheme>, Description("The ground it stands on; light by default.")] string? theme,
        Proto.Kpis.KpisClient kpis, CancellationToken cancellationToken) =>
        GetAsync(name, Proto.ChartFormat.Svg, theme, 0, kpis, cancellationToken);

    private static Task<BodyWithETag> GetPngAsync(
        [FromRoute(Name = "name"), MaxLength(200), Description("The chart's name, as in /analytics/charts.")] string name,
        [FromQuery(Name = "theme"), EnumNames<Proto.ChartTheme>, Description("The ground it stands on; light by default.")] string? theme,
        [FromQuery(Name = "width"), Range(1, 10_000), Description("Pixels, one of the chart's png_widths; 960 by default.")] int? width,
        Proto.Kpis.KpisClient kpis, CancellationToken cancellationToken) =>
        GetAsync(name, Proto.ChartFormat.Png, theme, width ?? 0, kpis, cancellationToken);

    private static async Task<BodyWithETag> GetAsync(
        string name, Proto.ChartFormat format, string? theme, int width, Proto.Kpis.KpisClient kpis, CancellationToken cancellationToken)
    {
        var request = new Proto.GetChartRequest { Name = name, Format = format, Theme = EnumNames<Proto.ChartTheme>.ToValue(theme), Width = width };
        var response = await kpis.GetChartAsync(request, cancellationToken: cancellationToken);
        return new(response.Content.Memory, response.ContentType, CachingServices.MaxAge);
    }
}
