using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Kpis.V1;

namespace MovieAspire.Gateway.Kpis;

/// <summary>What the newest check of a layer of the lake found.</summary>
/// <param name="Layer">silver or gold.</param>
/// <param name="Published">False when a rule of severity error was broken: the last good version is served on.</param>
/// <param name="Rules">How many rules were checked.</param>
/// <param name="Broken">Rules of severity error that do not hold.</param>
/// <param name="Warnings">Rules of severity warn that do not hold.</param>
/// <param name="Results">Each rule, those that do not hold first.</param>
/// <param name="Page">The address of the same for people.</param>
/// <param name="RunId">The run.</param>
/// <param name="CheckedAt">When; UTC.</param>
public sealed record QualityReport(
    string Layer, bool Published, int Rules, int Broken, int Warnings, IReadOnlyList<QualityResult> Results, string Page, Guid RunId,
    DateTime? CheckedAt)
{
    internal static QualityReport Example { get; } = new(
        "silver", true, 64, 0, 1,
        [new("Movies have at least one genre", "movies_curated", "completeness", "warn", false, 5_400, 17_929, ["""{"movie_id":11,"title":"Untitled"}"""])],
        "/analytics/quality/silver.html", Guid.Parse("019cd7a3-5b00-7c3e-9f21-6a4b1d2e8c07"), new DateTime(2026, 3, 10, 4, 30, 0, DateTimeKind.Utc));

    internal static QualityReport From(Proto.QualityReport report) => new(
        report.Layer, report.Published, report.Results.Count, report.Results.Count(result => !result.Passed && result.Severity == "error"),
        report.Results.Count(result => !result.Passed && result.Severity == "warn"), [.. report.Results.Select(QualityResult.From)],
        $"/analytics/quality/{report.Layer}.html", Guid.Parse(report.RunId), report.CheckedAt.ToUtc());
}

/// <summary>How one rule was kept to.</summary>
/// <param name="Rule">A sentence that is true when it holds.</param>
/// <param name="Table">The table.</param>
/// <param name="Dimension">completeness, validity, uniqueness, freshness, referential, agreement or drift.</param>
/// <param name="Severity">error or warn.</param>
/// <param name="Passed">Whether it holds.</param>
/// <param name="Offending">Rows against it; more than 0 can be within what it tolerates.</param>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Sample">Some of the offending rows, as JSON.</param>
public sealed record QualityResult(
    string Rule, string Table, string Dimension, string Severity, bool Passed, long Offending, long Rows, IReadOnlyList<string> Sample)
{
    internal static QualityResult From(Proto.QualityResult result) => new(
        result.Rule, result.Table, result.Dimension, result.Severity, result.Passed, result.Offending, result.Rows, [.. result.Sample]);
}

internal static class QualityEndpoints
{
    internal static void MapQuality(this RouteGroupBuilder analytics)
    {
        var quality = analytics.MapGroup("/quality").CacheStoredData();
        quality.MapGet("", ListAsync).WithName("GetQuality").WithSummary("What the newest checks of silver and gold found");
        quality.MapGet("/{layer}.html", GetPageAsync)
            .WithName("GetQualityPage").WithSummary("The same as a page, without scripts")
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Html).Produces(StatusCodes.Status304NotModified)
            .WithProblems(StatusCodes.Status404NotFound);
    }

    private static async Task<JsonWithETag<IReadOnlyList<QualityReport>>> ListAsync(
        Proto.Kpis.KpisClient kpis, CancellationToken cancellationToken)
    {
        var response = await kpis.GetQualityAsync(new(), cancellationToken: cancellationToken);
        return new([.. response.Reports.Select(QualityReport.From)], CachingServices.MaxAge);
    }

    private static async Task<BodyWithETag> GetPageAsync(
        [FromRoute(Name = "layer"), AllowedValues("silver", "gold"), Description("The layer of the lake.")] string layer,
        Proto.Kpis.KpisClient kpis, CancellationToken cancellationToken)
    {
        var response = await kpis.GetQualityPageAsync(new() { Layer = layer }, cancellationToken: cancellationToken);
        return new(Encoding.UTF8.GetBytes(response.Html), "text/html; charset=utf-8", CachingServices.MaxAge);
    }
}
