using MovieAspire.Data;
using MovieAspire.Redis.Connection;
using MovieAspire.ServiceDefaults;
using MovieAspire.ServiceDefaults.Rpc;
using MovieAspire.ServiceDefaults.Tokens;
using MovieAspire.Worker.Collect;
using MovieAspire.Worker.Compute;
using MovieAspire.Worker.Lake;
using MovieAspire.Worker.Libraries;
using MovieAspire.Worker.Maintenance;
using MovieAspire.Worker.Pipeline;
using MovieAspire.Worker.Quotas;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schedules;
using MovieAspire.Worker.Schema;

namespace MovieAspire.Worker;

internal static class Program
{
    public static Task Main(string[] args) => Build(WebApplication.CreateBuilder(args)).RunAsync();

    /// <summary>Makes a worker out of a builder's settings and of what was added to its services before.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddGrpcDefaults();
        builder.AddAccessTokens();
        builder.AddMovieDb();
        builder.AddMovieDbContext();
        // A worker without Redis works alone.
        builder.AddRedis();

        // What runs need stands before them: services stop in reverse order.
        builder.AddSchema();
        builder.AddQuotas();
        builder.AddRuns();
        builder.AddSchedules();
        builder.AddPipeline();
        builder.AddWorkerLake();
        builder.AddCollect();
        builder.AddCompute();
        builder.AddLibraries();
        builder.AddMaintenance();

        var app = builder.Build();
        app.UseAccessTokens();
        app.MapServiceDefaults();
        app.MapGrpcDefaults();
        app.MapPipeline();
        return app;
    }
}
