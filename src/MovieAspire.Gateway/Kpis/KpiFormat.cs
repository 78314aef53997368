using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Net.Http.Headers;
using MovieAspire.Gateway.Caching;
using Proto = MovieAspire.Contracts.Kpis.V1;

namespace MovieAspire.Gateway.Kpis;

/// <summary>How a KPI is written: the caller's Accept header decides (RFC 9110 section 12.5.1).</summary>
/// <param name="Name">In an address.</param>
/// <param name="MediaType">Of the body.</param>
/// <param name="Write">Makes the response.</param>
internal sealed record KpiFormat(string Name, string MediaType, Func<HttpContext, Proto.GetKpiResponse, IResult> Write)
{
    internal const string Json = "application/json";
    internal const string Csv = "text/csv";
    internal const string Parquet = "application/vnd.apache.parquet";

    // The first one is for whoever takes any.
    private static readonly KpiFormat[] All =
    [
        new("json", Json, (_, response) => new JsonWithETag<KpiTable>(KpiTable.From(response), CachingServices.MaxAge)),
        new("csv", Csv, (context, response) => File(context, response, "csv", $"{Csv}; charset=utf-8; header=present", Encoding.UTF8.GetBytes(ToCsv(response)))),
        new("parquet", Parquet, (context, response) => File(context, response, "parquet", Parquet, ParquetFile.Write(
            [.. response.Kpi.Columns.Select(column => (column.Name, column.Type))], response.Rows))),
    ];

    /// <summary>The format that the caller names or likes best; null when it takes none of them.</summary>
    internal static KpiFormat? Of(string? name, HttpRequest request)
    {
        if (name is not null)
            return All.First(format => format.Name == name);
        var accept = request.GetTypedHeaders().Accept;
        return accept.Count is 0
            ? All[0]
            : All.Select((format, place) => (Format: format, place, Quality: QualityOf(format, accept)))
                .Where(choice => choice.Quality > 0)
                .OrderByDescending(choice => choice.Quality).ThenBy(choice => choice.place)
                .Select(choice => choice.Format).FirstOrDefault();
    }

    // The most specific range that covers it counts.
    private static double QualityOf(KpiFormat format, IList<MediaTypeHeaderValue> accept)
    {
        var type = new MediaTypeHeaderValue(format.MediaType);
        return accept.Where(range => type.IsSubsetOf(WithoutQuality(range)))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .Select(range => range.Quality ?? 1).FirstOrDefault();
    }

    private static MediaTypeHeaderValue WithoutQuality(MediaTypeHeaderValue range) => new(range.MediaType);

    private static BodyWithETag File(HttpContext context, Proto.GetKpiResponse response, string extension, string contentType, byte[] body)
    {
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{response.Kpi.Name}.{extension}\"";
        return new(body, contentType, CachingServices.MaxAge);
    }

    // RFC 4180.
    private static string ToCsv(Proto.GetKpiResponse response)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', response.Kpi.Columns.Select(column => Quoted(column.Name))).Append("\r\n");
        foreach (var row in response.Rows)
            csv.AppendJoin(',', row.Values.Select(value => Quoted(ToText(value)))).Append("\r\n");
        return csv.ToString();
    }

    private static string ToText(Value value) => value.KindCase switch
    {
        // Never as 1E-06: not every reader of CSV takes that for a number.
        Value.KindOneofCase.NumberValue => value.NumberValue.ToString("0.###############", CultureInfo.InvariantCulture),
        Value.KindOneofCase.StringValue => value.StringValue,
        Value.KindOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        _ => "",
    };

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
