using MovieAspire.Lake.Charts;
using MovieAspire.Lake.Gold;
using MovieAspire.Lake.Quality;
using MovieAspire.Lake.Silver;
using MovieAspire.Lake.Storage;
using MovieAspire.Worker.Lake.Publication;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Lake.Stages;

/// <summary>
/// The stages of the lake, each alone or all in order: bronze to silver, silver to gold, both to charts. What a stage found
/// is written to the database as well, where the services read it; a stage that has nothing to do still brings that up to date.
/// </summary>
internal sealed class Medallion(
    SilverBuild silver, GoldBuild gold, ChartBuild charts, BronzeCompaction compaction,
    KpiPublication kpis, ChartPublication pictures, QualityPublication quality, LineagePublication lineage)
{
    /// <summary>Every stage after the other; the first that fails is the last.</summary>
    /// <returns>Whether any of them changed something.</returns>
    /// <exception cref="JobException">A stage failed; the message names it and says where and why.</exception>
    public async Task<bool> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var changed = await TransformAsync(run, cancellationToken);
        if (!silver.HasInput)
            return false;
        changed |= await KpiAsync(run, cancellationToken);
        changed |= await VisualizeAsync(run, cancellationToken);
        return changed;
    }

    /// <summary>Bronze to silver.</summary>
    public Task<bool> TransformAsync(RunContext run, CancellationToken cancellationToken) => StageAsync("transform", run, async (progress, token) =>
    {
        if (!silver.HasInput)
        {
            progress.Report("there is no bronze yet");
            return false;
        }

        var result = await silver.RunAsync(run.Run.Id, token, progress);
        await quality.PublishAsync(result.Report, token);
        await lineage.PublishAsync(token);
        run.Source("transform").Add(inserted: result.IsNoOp ? 0 : result.Manifest.Tables.Sum(table => table.Rows));
        return !result.IsNoOp;
    }, cancellationToken);

    /// <summary>Silver to gold.</summary>
    public Task<bool> KpiAsync(RunContext run, CancellationToken cancellationToken) => StageAsync("kpi", run, async (progress, token) =>
    {
        var result = await gold.RunAsync(run.Run.Id, token, progress);
        await quality.PublishAsync(result.Report, token);
        await lineage.PublishAsync(token);
        progress.Report("writing the KPIs that changed");
        var changed = await kpis.PublishAsync(run.Run.Id, token);
        run.Source("kpi").Add(updated: changed);
        return !result.IsNoOp || changed > 0;
    }, cancellationToken);

    /// <summary>Silver and gold to charts.</summary>
    public Task<bool> VisualizeAsync(RunContext run, CancellationToken cancellationToken) => StageAsync("visualize", run, async (progress, token) =>
    {
        if (charts.Current() is { } current && await pictures.HasAsync(current.Version, token))
            return false;
        var (manifest, drawn) = await charts.RunAsync(run.Run.Id, token, progress);
        await pictures.PublishAsync(manifest, drawn, token);
        await lineage.PublishAsync(token);
        run.Source("visualize").Add(updated: drawn.Count);
        return true;
    }, cancellationToken);

    /// <summary>Merges the small files of past days.</summary>
    public Task<bool> CompactAsync(RunContext run, CancellationToken cancellationToken) => StageAsync("compact-lake", run, async (progress, token) =>
    {
        var removed = await compaction.RunAsync(run.Run.Id, token);
        progress.Report(FormattableString.Invariant($"{removed} files less"));
        return removed > 0;
    }, cancellationToken);

    // What a stage makes is visible as a whole or not at all, so it may stop at any point.
    private async Task<bool> StageAsync(
        string stage, RunContext run, Func<IProgress<string>, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.StopRequested, cancellationToken);
        run.BeginPhase(stage, total: 1);
        try
        {
            var changed = await work(new StageProgress(run, stage), stop.Token);
            if (changed)
                run.MarkChanged();
            run.Advance(1, stage);
            return changed;
        }
        catch (LakeBusyException busy)
        {
            throw new JobException($"The stage {stage} did not begin. {busy.Message}", mayPass: true, busy);
        }
        catch (QualityException breach)
        {
            await quality.PublishAsync(breach.Report, cancellationToken);
            run.MarkChanged();
            throw new JobException($"The stage {stage} failed. {breach.Message}", mayPass: false, breach);
        }
        // A damaged manifest or a KPI that nobody understands; a disk that is full or not to be written to.
        catch (Exception error) when (error is LakeException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The stage {stage} failed. {error.Message}", mayPass: false, error);
        }
    }

    private sealed class StageProgress(RunContext run, string stage) : IProgress<string>
    {
        public void Report(string value) => run.Say($"{stage}: {value}");
    }
}
