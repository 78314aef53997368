using MovieAspire.ServiceDefaults;
using MovieAspire.ServiceDefaults.Rpc;
using MovieAspire.Worker;
using MovieAspire.Worker.Pipeline;

var builder = WebApplication.CreateBuilder(args);
builder.AddWorker();
builder.AddRedisClient("redis");

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcDefaults();
app.MapPipeline();
await app.RunAsync();
