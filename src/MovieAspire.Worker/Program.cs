using MovieAspire.ServiceDefaults;
using MovieAspire.Worker.Ingestion;
using MovieAspire.Worker.Jobs;
using MovieAspire.Worker.Pipeline;
using MovieAspire.Worker.Runs;
using MovieAspire.Worker.Schema;
using MovieAspire.Worker.Statistics;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGrpcDefaults();
builder.AddMovieDb();
builder.AddRedisClient("redis");
builder.AddSchemaUpdate();
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
