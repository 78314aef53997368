using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using Proto = MovieAspire.Contracts.Kpis.V1;

namespace MovieAspire.Gateway.Kpis;

/// <summary>A table of the lake, a chart, or a partition of bronze, on the way back from the table that was asked for.</summary>
/// <param name="Name">gold/highest_revenue, silver/credits, bronze for all that was staged, bronze/tmdb/ingestion_date=2026-03-01.</param>
/// <param name="Layer">visualizations, gold, silver or bronze.</param>
/// <param name="Depth">0 for the table that was asked for.</param>
/// <param name="Inputs">Names of the nodes that it was made of.</param>
/// <param name="Rows">Rows of a table, responses of a partition.</param>
/// <param name="Rejected">Responses of a partition that are in the quarantine.</param>
/// <param name="Fingerprint">Of a table: a hash over its rows and their places. Of a partition: changes when its contents do.</param>
/// <param name="Model">Hash of the SQL that made a table.</param>
/// <param name="Version">The version of the table's layer.</param>
/// <param name="RunId">The run that built it.</param>
/// <param name="CreatedAt">When it did; UTC.</param>
public sealed record LineageNode(
    string Name, string Layer, int Depth, IReadOnlyList<string> Inputs, long Rows, long Rejected, string? Fingerprint, string? Model,
    string? Version, Guid? RunId, DateTime? CreatedAt)
{
    internal static LineageNode Example { get; } = new(
        "gold/highest_revenue", "gold", 0, ["silver/movies_curated"], 3_120, 0, "8f14e45fceea167a", "5b00c3e9f216a4b1",
        "20260310T043000000Z_019cd7a35b007c3e9f216a4b1d2e8c07", Guid.Parse("019cd7a3-5b00-7c3e-9f21-6a4b1d2e8c07"),
        new DateTime(2026, 3, 10, 4, 30, 0, DateTimeKind.Utc));

    internal static LineageNode From(Proto.LineageNode node) => new(
        node.Name, node.Layer, node.Depth, [.. node.Inputs], node.Rows, node.Rejected, node.Fingerprint.OrNull(), node.Model.OrNull(),
        node.Version.OrNull(), node.RunId.Length > 0 ? Guid.Parse(node.RunId) : null, node.CreatedAt.ToUtc());
}

internal static class LineageEndpoint
{
    internal static void MapLineage(this RouteGroupBuilder analytics) =>
        analytics.MapGet("/lineage/{**table}", GetAsync)
            .WithName("GetLineage").WithSummary("What a chart, or a table of silver or gold, was made of, nearest first, back to the partitions of bronze")
            .WithProblems(StatusCodes.Status404NotFound)
            .CacheStoredData();

    private static async Task<JsonWithETag<IReadOnlyList<LineageNode>>> GetAsync(
        [FromRoute(Name = "table"), MaxLength(200), Description("gold/highest_revenue, silver/credits, or the table's name alone; visualizations/yearly_trends.")] string table,
        Proto.Kpis.KpisClient kpis, CancellationToken cancellationToken)
    {
        var response = await kpis.GetLineageAsync(new() { Table = table }, cancellationToken: cancellationToken);
        return new([.. response.Nodes.Select(LineageNode.From)], CachingServices.MaxAge);
    }
}
