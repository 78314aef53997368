using Microsoft.EntityFrameworkCore;

namespace MovieAspire.Data.Pipeline;

/// <summary>Tables and keys of schema <c>pipeline</c>.</summary>
internal static class PipelineModel
{
    private const string Schema = "pipeline";

    public static void Configure(ModelBuilder model)
    {
        model.Entity<PipelineRun>(run =>
        {
            run.ToTable("pipeline_runs", Schema).Property(r => r.Id).ValueGeneratedNever();
            run.Property(r => r.Options).HasColumnType("jsonb");
            run.Property(r => r.Cursor).HasColumnType("jsonb");
        });
        model.Entity<RunSource>().ToTable("run_sources", Schema).HasKey(source => new { source.RunId, source.Source });
        model.Entity<RunError>().ToTable("run_errors", Schema);
    }
}
