using MovieAspire.ServiceDefaults;
using MovieAspire.Worker.Bronze;
using MovieAspire.Worker.Budgets;
using MovieAspire.Worker.Ingestion;
using MovieAspire.Worker.Jobs;
using MovieAspire.Worker.Pipeline;
using MovieAspire.Worker.Recommendations;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schedules;
using MovieAspire.Worker.Schema;
using MovieAspire.Worker.SearchIndex;
using MovieAspire.Worker.Statistics;

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
