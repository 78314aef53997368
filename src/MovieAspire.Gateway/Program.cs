using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.Movies;
using MovieAspire.Gateway.RateLimits;
using MovieAspire.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGrpcServiceClient<Catalog.CatalogClient>("catalog");
builder.AddEdge();
builder.AddProblems();
builder.AddRateLimits();
builder.AddAuth();

var app = builder.Build();
app.UseEdge();
app.UseProblems();
app.UseRateLimiter();
app.UseAuth();

var api = app.MapApi();
api.MapMovies();
api.MapAuth();
await app.RunAsync();
