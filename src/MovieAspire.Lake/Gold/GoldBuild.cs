using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MovieAspire.Lake.Quality;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Gold;

/// <summary>The stage "kpi": silver to gold, one Parquet file per KPI.</summary>
public sealed partial class GoldBuild(
    LakeFolder lake, LakeDatabase database, KpiCatalog kpis, QualityGate gate, IOptions<KpiOptions> options, TimeProvider time,
    ILogger<GoldBuild> logger)
{
    /// <summary>Computes every KPI over the current silver.</summary>
    /// <param name="runId">Recorded with everything that it makes.</param>
    /// <param name="cancellationToken">Ends it; nothing of it is visible then.</param>
    /// <param name="progress">Told which KPI is being computed.</param>
    /// <param name="threads">Null for Lake:Threads.</param>
    /// <exception cref="LakeException">There is no silver, or a KPI cannot be computed; the last good gold stays.</exception>
    /// <exception cref="QualityException">A rule is broken; the last good gold stays.</exception>
    /// <exception cref="LakeBusyException">Another run writes the lake.</exception>
    public async Task<BuildResult> RunAsync(
        Guid runId, CancellationToken cancellationToken, IProgress<string>? progress = null, int? threads = null)
    {
        using var writer = lake.Lock(runId);
        var silver = lake.ReadManifest().Layer(LakeFolder.Silver) ?? throw new LakeException("There is no silver yet: run the stage transform first.");
        var models = kpis.All();
        var prices = PriceTable();
        var modelsHash = SqlModel.HashOf($"{string.Join('\n', models.Select(model => model.Hash))}\n{options.Value}\n{prices}");
        var last = lake.ReadManifest().Layer(LakeFolder.Gold);
        if (last?.Models == modelsHash && last.Inputs[0].Fingerprint == silver.Version)
            return new(last, null);

        using var session = database.Open(threads);
        await UseAsync(session, silver, prices, cancellationToken);
        lake.NewVersion(LakeFolder.Gold, runId, out var version);
        try
        {
            var tables = await BuildAsync(session, models, version, runId, progress, cancellationToken);
            progress?.Report("quality");
            var report = await gate.CheckAsync(session, LakeFolder.Gold, models, tables, runId, cancellationToken);
            var manifest = new LayerManifest(
                LakeFolder.Gold, version, runId, time.GetUtcNow(), session.Engine, modelsHash,
                [new($"{LakeFolder.Silver}/{silver.Version}", silver.Version, silver.Tables.Sum(table => table.Rows))], tables);
            lake.Publish(manifest);
            LogBuilt(version, tables.Count, tables.Sum(table => table.Rows));
            return new(manifest, report);
        }
        catch
        {
            lake.Abandon(LakeFolder.Gold, version);
            throw;
        }
    }

    private async Task UseAsync(LakeSession session, LayerManifest silver, string prices, CancellationToken cancellationToken)
    {
        foreach (var table in silver.Tables)
            await session.ExecuteAsync($"CREATE TEMP VIEW {SqlText.Name(table.Name)} AS FROM read_parquet({SqlText.Literal(lake.Full(table.File))})", cancellationToken);
        var file = Path.Combine(lake.Scratch, "prices.csv");
        await File.WriteAllLinesAsync(file, prices.Split('\n').Where(line => !line.StartsWith('#')), cancellationToken);
        try
        {
            await session.ExecuteAsync(
                $"CREATE TEMP TABLE cpi AS FROM read_csv({SqlText.Literal(file)}, auto_detect = false, delim = ',', header = true, "
                + "columns = {year: 'INTEGER', cpi: 'DECIMAL(9,3)'}) WHERE cpi > 0", cancellationToken);
        }
        catch (DuckDBException error)
        {
            throw new LakeException($"The price table {options.Value.PriceTable} must be CSV with the columns year and cpi: {error.Message}", error);
        }

        await session.ExecuteAsync(
            $$"""
            SET VARIABLE depth = {{options.Value.Depth}};
            SET VARIABLE top_n = {{options.Value.TopN}};
            SET VARIABLE min_votes = {{options.Value.MinVotes}};
            SET VARIABLE min_budget_musd = {{options.Value.MinBudgetMusd.ToString(CultureInfo.InvariantCulture)}}::DECIMAL(18,6);
            """,
            cancellationToken);
    }

    private async Task<List<TableManifest>> BuildAsync(
        LakeSession session, IReadOnlyList<SqlModel> models, string version, Guid runId, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var tables = new List<TableManifest>();
        foreach (var model in models)
        {
            progress?.Report(model.Name);
            var file = $"{LakeFolder.Gold}/{version}/{model.Name}.parquet";
            tables.Add(await LakeException.NameAsync(
                $"The KPI {model.Name} cannot be computed",
                () => TableWriter.WriteAsync(session, model, KpiCatalog.Select(model), lake, file, runId, cancellationToken)));
        }

        foreach (var table in tables)
            await session.ExecuteAsync($"CREATE TEMP VIEW {SqlText.Name(table.Name)} AS FROM read_parquet({SqlText.Literal(lake.Full(table.File))})", cancellationToken);
        return tables;
    }

    private string PriceTable() => options.Value.PriceTable is { } file
        ? File.ReadAllText(file)
        : SqlModel.ReadText(typeof(GoldBuild).Assembly, "gold/cpi_us.csv");

    [LoggerMessage(LogLevel.Information, "Gold {Version}: {Kpis} KPIs, {Rows} rows")]
    private partial void LogBuilt(string version, int kpis, long rows);
}
