using MovieAspire.ServiceDefaults;
using MovieAspire.Worker.Collect;
using MovieAspire.Worker.Compute.Recommendations;
using MovieAspire.Worker.Compute.Search;
using MovieAspire.Worker.Compute.Statistics;
using MovieAspire.Worker.Lake;
using MovieAspire.Worker.Pipeline;
using MovieAspire.Worker.Quotas;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schedules;
using MovieAspire.Worker.Schema;

namespace MovieAspire.Worker;

internal static class WorkerSetup
{
    public static WebApplicationBuilder AddWorker(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddGrpcDefaults();
        builder.AddMovieDb();
        builder.AddSchemaUpdate();
        builder.Services.AddBudgets().AddBronze().AddScheduler();
        builder.AddIngestion();
        builder.AddStatistics();
        builder.AddRecommendations();
        builder.AddSearchIndex();
        builder.AddJobs();
        builder.AddRuns();
        builder.AddPipeline();
        return builder;
    }
}
