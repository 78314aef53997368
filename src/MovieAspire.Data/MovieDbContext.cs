using Microsoft.EntityFrameworkCore;
using MovieAspire.Data.Bulk;
using MovieAspire.Data.Pipeline;

namespace MovieAspire.Data;

/// <summary>
/// What is edited or listed row by row: runs. Columns are the properties' names in snake_case. The SQL files in Migrations/
/// define the schema; what is read fast is read by Dapper, and the catalog is written by <see cref="TableStatements{T}"/>.
/// </summary>
public sealed class MovieDbContext(DbContextOptions<MovieDbContext> options) : DbContext(options)
{
    /// <summary>Runs of the worker's jobs.</summary>
    public DbSet<PipelineRun> PipelineRuns => Set<PipelineRun>();

    /// <summary>Counters of the runs' sources.</summary>
    public DbSet<RunSource> RunSources => Set<RunSource>();

    /// <summary>Errors of single items.</summary>
    public DbSet<RunError> RunErrors => Set<RunError>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        PipelineModel.Configure(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(SnakeCase.From(property.Name));
    }
}
