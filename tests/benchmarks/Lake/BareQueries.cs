using MovieAspire.Lake.Bronze;
using MovieAspire.Lake.Gold;
using MovieAspire.Lake.Silver;
using MovieAspire.Lake.Sql;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Benchmarks.Lake;

/// <summary>
/// What DuckDB alone needs for the same tables of the same files: the models' own queries one after the other, without
/// bronze as Parquet, rejections, hashes, checks and manifests.
/// </summary>
internal sealed class BareQueries(LakeFolder lake, LakeDatabase database, KpiCatalog kpis)
{
    public async Task RunAsync(string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        Directory.CreateDirectory(lake.Scratch);
        using var session = database.Open();
        await session.ExecuteAsync("SET VARIABLE depth = 50; SET VARIABLE min_votes = 10; SET VARIABLE min_budget_musd = 10::DECIMAL(18,6); CREATE TEMP TABLE cpi (year INTEGER, cpi DECIMAL(9,3))", cancellationToken);
        foreach (var model in Staging.Models)
            await StageAsync(session, model, Path.Combine(target, model.Name + ".parquet"), cancellationToken);
        foreach (var model in SilverBuild.Models.Where(model => model.Name != "quarantine"))
        {
            if (model.Name.StartsWith("int_", StringComparison.Ordinal))
                await session.ExecuteAsync($"CREATE TEMP TABLE {model.Name} AS {model.Sql}", cancellationToken);
            else
                await CopyAsync(session, model, model.Sql, target, cancellationToken);
        }

        foreach (var kpi in kpis.All())
            await CopyAsync(session, kpi, KpiCatalog.Select(kpi), target, cancellationToken);
    }

    private async Task StageAsync(LakeSession session, SqlModel model, string file, CancellationToken cancellationToken)
    {
        var provider = model.Name.Split('_')[1];
        var raw = SqlText.Literal(Path.Combine(BronzeLayout.Root(lake.Root), provider, "*", "*.ndjson.gz"));
        var columns = string.Join(", ", model.Head.Columns.Select(column => $"TRY_CAST({SqlText.Name(column.Key)} AS {column.Value.Type}) AS {SqlText.Name(column.Key)}"));
        await session.ExecuteAsync(
            $$"""
            CREATE OR REPLACE TEMP VIEW bronze_responses AS
              SELECT filename AS bronze_file, content_hash, run_id, ingested_at AS ingestion_timestamp, request AS source_url, status, body
              FROM read_json({{raw}}, format = 'newline_delimited', filename = true, columns = {run_id: 'VARCHAR', ingested_at: 'VARCHAR',
                request: 'VARCHAR', status: 'INTEGER', content_hash: 'VARCHAR', body: 'VARCHAR'});
            COPY (SELECT {{columns}} FROM ({{model.Sql}})) TO {{SqlText.Literal(file)}} (FORMAT parquet, COMPRESSION zstd);
            CREATE TEMP VIEW {{model.Name}} AS SELECT *, file_row_number AS part_row FROM read_parquet({{SqlText.Literal(file)}}, filename = 'part', file_row_number = true);
            """,
            cancellationToken);
    }

    private static async Task CopyAsync(LakeSession session, SqlModel model, string sql, string target, CancellationToken cancellationToken)
    {
        var file = SqlText.Literal(Path.Combine(target, model.Name + ".parquet"));
        await session.ExecuteAsync(
            $"COPY (SELECT * FROM ({sql}\n) ORDER BY {model.OrderBy}) TO {file} (FORMAT parquet, COMPRESSION zstd); "
            + $"CREATE TEMP VIEW {SqlText.Name(model.Name)} AS FROM read_parquet({file})", cancellationToken);
    }
}
