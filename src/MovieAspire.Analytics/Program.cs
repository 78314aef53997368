using MovieAspire.Analytics;
using MovieAspire.Analytics.Coverage;
using MovieAspire.Analytics.Decades;
using MovieAspire.Analytics.Freshness;
using MovieAspire.Analytics.Genres;
using MovieAspire.Analytics.Recommendations;
using MovieAspire.Analytics.Trending;
using MovieAspire.Data;
using MovieAspire.Redis.Caching;
using MovieAspire.ServiceDefaults;
using MovieAspire.ServiceDefaults.Rpc;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGrpcDefaults();
builder.AddMovieDb(onlyReads: true);
builder.AddMessageCache();
builder.AddFreshness();
builder.Services.AddSingleton<TrendingQuery>().AddSingleton<TopGenresQuery>().AddSingleton<RatingsByDecadeQuery>();
builder.Services.AddSingleton<CoverageQuery>().AddSingleton<RecommendationsQuery>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapMessageCache();
app.MapGrpcDefaults();
app.MapGrpcService<AnalyticsService>();
app.MapGrpcService<RecommendationsService>();
await app.RunAsync();
