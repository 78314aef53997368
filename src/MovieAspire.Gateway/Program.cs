using MovieAspire.Gateway.Admin;
using MovieAspire.Gateway.Analytics;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Backends;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Collections;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Genres;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Kpis;
using MovieAspire.Gateway.Metrics;
using MovieAspire.Gateway.Movies;
using MovieAspire.Gateway.OpenApi;
using MovieAspire.Gateway.Pages;
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
using MovieAspire.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults().AddBackends();
builder.AddHttp().AddProblems().AddRateLimits().AddCaching().AddAuth().AddApiDocument();
builder.AddMovies().AddRecommendations().AddPeople().AddCollections().AddGenres().AddSearch();
builder.AddAnalytics().AddKpis().AddPipeline().AddAdmin().AddHealth().AddMetrics();
builder.AddWeb().AddPages();

var app = builder.Build();
app.UseRequests().UseMetrics().UseHttp().UseProblems().UseCrossOrigin();
app.UseRateLimiter().UseRequestBounds();
app.UseWeb().UseAccessTokens();
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
api.MapKpis();
api.MapPipeline();
api.MapAdmin();
api.MapAuth();
api.MapHealth();
api.MapMetrics();
app.MapWeb(PageServices.Conventions);
await app.RunAsync();
