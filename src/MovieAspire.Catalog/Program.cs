using MovieAspire.Catalog.Movies;
using MovieAspire.Catalog.Search;
using MovieAspire.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGrpcDefaults();
builder.AddMovieDb();
builder.AddCache("catalog");
builder.AddMovies();
builder.AddSearch();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcDefaults();
app.MapMovies();
app.MapSearch();
await app.RunAsync();
