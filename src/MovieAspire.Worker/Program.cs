using MovieAspire.ServiceDefaults;
using MovieAspire.Worker.Bronze;
using MovieAspire.Worker.Budgets;
using MovieAspire.Worker.Ingestion;
using MovieAspire.Worker.Jobs;
using MovieAspire.Worker.Pipeline;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schedules;
using MovieAspire.Worker.Schema;
using MovieAspire.Worker.Statistics;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGrpcDefaults();
builder.AddMovieDb();
builder.AddRedisClient("redis");
builder.AddSchemaUpdate();
builder.Services.AddBudgets().AddBronze().AddScheduler();
builder.AddIngestion();
builder.AddStatistics();
builder.AddJobs();
builder.AddRuns();
builder.AddPipeline();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcDefaults();
app.MapPipeline();
await app.RunAsync();
