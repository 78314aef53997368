using Microsoft.EntityFrameworkCore;
using MovieAspire.Data;
using MovieAspire.Data.Pipeline;

namespace MovieAspire.Worker.Pipeline;

/// <summary>A run with its counters and newest errors.</summary>
internal sealed record RunView(PipelineRun Run, IReadOnlyList<RunSource> Sources, IReadOnlyList<RunError> Errors);

/// <summary>Reads of runs.</summary>
internal sealed class RunQueries(MovieDbContext db)
{
    private const int MaxErrors = 20;

    public async Task<RunView?> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.PipelineRuns.SingleOrDefaultAsync(run => run.Id == id, cancellationToken) is not { } run)
            return null;
        var sources = await db.RunSources.Where(s => s.RunId == id).OrderBy(s => s.Source).ToListAsync(cancellationToken);
        var errors = await db.RunErrors.Where(error => error.RunId == id)
            .OrderByDescending(error => error.Id).Take(MaxErrors).ToListAsync(cancellationToken);
        return new(run, sources, errors);
    }

    /// <summary>Runs with their counters but without errors, newest first.</summary>
    public async Task<IReadOnlyList<RunView>> ListAsync(
        string? job, string? status, RunCursor? after, int offset, int limit, CancellationToken cancellationToken)
    {
        var query = Of(job, status);
        if (after is not null)
        {
            query = query.Where(run => EF.Functions.LessThan(
                ValueTuple.Create(run.CreatedAt, run.Id), ValueTuple.Create(after.CreatedAt, after.Id)));
        }

        var runs = await query.OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id)
            .Skip(offset).Take(limit).ToListAsync(cancellationToken);
        var ids = runs.Select(run => run.Id).ToArray();
        var sources = await db.RunSources.Where(source => ids.Contains(source.RunId))
            .OrderBy(source => source.Source).ToListAsync(cancellationToken);
        var byRun = sources.ToLookup(source => source.RunId);
        return [.. runs.Select(run => new RunView(run, [.. byRun[run.Id]], []))];
    }

    public Task<long> CountAsync(string? job, string? status, CancellationToken cancellationToken) =>
        Of(job, status).LongCountAsync(cancellationToken);

    private IQueryable<PipelineRun> Of(string? job, string? status) => db.PipelineRuns
        .Where(run => (job == null || run.Job == job) && (status == null || run.Status == status));
}
