using MovieAspire.Gateway.Admin;
using MovieAspire.Gateway.Analytics;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Backends;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Collections;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Genres;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Metrics;
using MovieAspire.Gateway.Movies;
using MovieAspire.Gateway.OpenApi;
using MovieAspire.Gateway.Parameters;
using MovieAspire.Gateway.People;
using MovieAspire.Gateway.Pipeline;
using MovieAspire.Gateway.RateLimits;
using MovieAspire.Gateway.Recommendations;
using MovieAspire.Gateway.Search;
using MovieAspire.Gateway.Service;
using MovieAspire.ServiceDefaults;
using MovieAspire.ServiceDefaults.HealthChecks;
using MovieAspire.ServiceDefaults.Tokens;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults().AddBackends();
builder.AddHttp().AddProblems().AddRateLimits().AddCaching().AddAuth().AddApiDocument();
builder.AddMovies().AddRecommendations().AddPeople().AddCollections().AddGenres().AddSearch();
builder.AddAnalytics().AddPipeline().AddAdmin().AddHealth().AddMetrics();

var app = builder.Build();
app.UseRequests().UseMetrics().UseHttp().UseProblems().UseCrossOrigin();
app.UseRateLimiter().UseRequestBounds();
app.UseAccessTokens();
app.MapReadiness();
app.UseParameterRules().UseOutputCache();
app.MapApiDocument();

var api = app.MapGroup("").WithParameterRules().WithProblems(
    StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests,
    StatusCodes.Status431RequestHeaderFieldsTooLarge, StatusCodes.Status500InternalServerError);
api.MapMovies();
api.MapRecommendations();
api.MapPeople();
api.MapCollections();
api.MapGenres();
api.MapSearch();
api.MapAnalytics();
api.MapPipeline();
api.MapAdmin();
api.MapAuth();
api.MapHealth();
api.MapMetrics();
await app.RunAsync();
