using MovieAspire.Analytics;
using MovieAspire.Data;
using MovieAspire.Redis.Caching;
using MovieAspire.ServiceDefaults;
using MovieAspire.ServiceDefaults.Rpc;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGrpcDefaults();
builder.AddMovieDb(onlyReads: true);
builder.AddMessageCache();
builder.AddAnalytics();

var app = builder.Build();
app.MapServiceDefaults();
app.MapMessageCache();
app.MapGrpcDefaults();
app.MapAnalytics();
await app.RunAsync();
