using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Kpis.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Analytics.Kpis;

/// <summary>A checked <see cref="GetChartRequest"/>; which widths there are, the query tells.</summary>
/// <param name="Name">The chart.</param>
/// <param name="Format">"svg" or "png".</param>
/// <param name="Theme">"light" or "dark".</param>
/// <param name="Width">Pixels of a PNG; 0 for an SVG.</param>
internal sealed record ChartPicture(string Name, string Format, string Theme, int Width)
{
    private const int DefaultWidth = 960;

    public string CacheKey => string.Create(CultureInfo.InvariantCulture, $"chart:{Name}:{Format}:{Theme}:{Width}");

    /// <exception cref="ServiceException">INVALID_ARGUMENT that names every bad field.</exception>
    public static ChartPicture Parse(GetChartRequest request)
    {
        var check = new RequestCheck();
        KpisService.RequireName(check, "name", request.Name);
        check.Require(System.Enum.IsDefined(request.Format), "format", "must be svg or png");
        check.Require(System.Enum.IsDefined(request.Theme), "theme", "must be light or dark");
        check.Require(request.Width >= 0, "width", "must not be negative");
        var isPng = request.Format is ChartFormat.Png;
        check.Require(isPng || request.Width == 0, "width", "is for PNG; an SVG scales by itself");
        check.ThrowIfAnyFailed();
        return new(
            request.Name, isPng ? "png" : "svg", request.Theme is ChartTheme.Dark ? "dark" : "light",
            isPng && request.Width == 0 ? DefaultWidth : request.Width);
    }
}

/// <summary>The charts, and the pictures that the worker made of them.</summary>
internal sealed class ChartQuery(NpgsqlDataSource database)
{
    private const string Charts = """
        SELECT name, title, subtitle, width, height, run_id, created_at,
               ARRAY(SELECT DISTINCT i.width FROM analytics.chart_images i WHERE i.chart = c.name AND i.format = 'png' ORDER BY 1)
        FROM analytics.charts c
        """;

    private const string Image = """
        SELECT content, content_hash FROM analytics.chart_images WHERE chart = $1 AND theme = $2 AND format = $3 AND width = $4
        """;

    public async Task<ListChartsResponse?> ListAsync(CancellationToken cancellationToken)
    {
        var response = new ListChartsResponse();
        await using var command = database.CreateCommand($"{Charts} ORDER BY position");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            response.Charts.Add(ReadChart(reader));
        return response;
    }

    /// <returns>Null for an unknown chart.</returns>
    /// <exception cref="ServiceException">INVALID_ARGUMENT: there is no PNG of that width.</exception>
    public async Task<GetChartResponse?> GetAsync(ChartPicture picture, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // Chart and picture as of one moment: a run may replace both.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"{Charts} WHERE name = $1") { Parameters = { new NpgsqlParameter<string> { TypedValue = picture.Name } } },
                new(Image)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<string> { TypedValue = picture.Name }, new NpgsqlParameter<string> { TypedValue = picture.Theme },
                        new NpgsqlParameter<string> { TypedValue = picture.Format }, new NpgsqlParameter<int> { TypedValue = picture.Width },
                    },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        var chart = ReadChart(reader);
        if (!await reader.NextResultAsync(cancellationToken) || !await reader.ReadAsync(cancellationToken))
        {
            throw ServiceError.InvalidField("width", chart.PngWidths.Count > 0
                ? $"must be one of {string.Join(", ", chart.PngWidths)}"
                : "is of no PNG: the worker could draw none, it lacks librsvg");
        }

        return new()
        {
            Chart = chart,
            Content = UnsafeByteOperations.UnsafeWrap(reader.GetFieldValue<byte[]>(0)),
            ContentHash = reader.GetString(1),
            ContentType = picture.Format == "png" ? "image/png" : "image/svg+xml",
        };
    }

    private static Chart ReadChart(NpgsqlDataReader row) => new()
    {
        Name = row.GetString(0), Title = row.GetString(1), Subtitle = row.GetString(2), Width = row.GetInt32(3), Height = row.GetInt32(4),
        RunId = row.GetGuid(5).ToString(), CreatedAt = Timestamp.FromDateTime(row.GetDateTime(6)), PngWidths = { row.GetFieldValue<int[]>(7) },
    };
}
