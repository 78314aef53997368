using MovieAspire.Catalog.Movies;
using MovieAspire.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGrpcDefaults();
builder.AddMovieDb();
builder.AddCache("catalog");
builder.AddMovies();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcDefaults();
app.MapMovies();
await app.RunAsync();
