using MovieAspire.Gateway.Analytics;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Movies;
using MovieAspire.Gateway.OpenApi;
using MovieAspire.Gateway.Pipeline;
using MovieAspire.Gateway.RateLimits;
using MovieAspire.Gateway.Service;
using MovieAspire.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddServiceClients();
builder.AddEdge().AddProblems().AddRateLimits().AddAuth();
builder.AddRunEvents().AddHealth().AddDocumentation();

var app = builder.Build();
app.UseEdge().UseProblems();
app.UseRateLimiter();
app.UseAuth();
app.MapDocumentation();
var api = app.MapApi();
api.MapMovies();
api.MapAnalytics();
api.MapPipeline();
api.MapAuth();
api.MapService();
await app.RunAsync();
