using MovieAspire.ServiceDefaults;
using MovieAspire.Worker;
using MovieAspire.Worker.Pipeline;

var builder = WebApplication.CreateBuilder(args);
builder.AddWorker();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcDefaults();
app.MapPipeline();
await app.RunAsync();
