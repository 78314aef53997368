using MovieAspire.Catalog;
using MovieAspire.Catalog.Collections;
using MovieAspire.Catalog.Genres;
using MovieAspire.Catalog.Movies;
using MovieAspire.Catalog.People;
using MovieAspire.Catalog.Search;
using MovieAspire.Data;
using MovieAspire.Redis.Caching;
using MovieAspire.ServiceDefaults;
using MovieAspire.ServiceDefaults.Rpc;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGrpcDefaults();
builder.AddMovieDb(onlyReads: true);
builder.AddMessageCache();
builder.AddMovies();
builder.Services.AddSingleton<PersonQuery>().AddSingleton<CollectionQuery>().AddSingleton<GenresQuery>().AddSingleton<CatalogService>();
builder.AddSearch();

var app = builder.Build();
app.MapServiceDefaults();
app.MapMessageCache();
app.MapGrpcDefaults();
app.MapGrpcService<CatalogService>();
app.MapMovies();
app.MapSearch();
await app.RunAsync();
