using MovieAspire.Analytics;
using MovieAspire.Analytics.Genres;
using MovieAspire.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGrpcDefaults();
builder.AddMovieDb();
builder.AddCache("analytics");
builder.Services.AddSingleton<TopGenresQuery>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcDefaults();
app.MapGrpcService<AnalyticsService>();
await app.RunAsync();
