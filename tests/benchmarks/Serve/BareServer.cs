using System.CommandLine;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Gateway.Movies;
using CatalogApi = MovieAspire.Contracts.Catalog.V1.Catalog;
using GatewayMovie = MovieAspire.Gateway.Movies.Movie;
using Movie = MovieAspire.Contracts.Catalog.V1.Movie;

namespace MovieAspire.Benchmarks.Serve;

/// <summary><c>bare ROLE</c>, started by <see cref="BareProcesses"/>: the least that any server of these bytes must do.</summary>
internal static class BareServer
{
    public static Command Create()
    {
        var role = new Argument<string>("role") { Description = "bytes, service or hop" };
        var command = new Command("bare", "A server without a product, for comparison.") { role };
        command.Hidden = true;
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(role)));
        return command;
    }

    /// <summary>The movie with the most cast, as text for a setting.</summary>
    public static async Task<string> ReadMovieAsync(ServingSystem system)
    {
        await using var command = system.Database.CreateCommand(
            "SELECT movie_id FROM catalog.movie_cast GROUP BY movie_id ORDER BY count(*) DESC, movie_id LIMIT 1");
        using var channel = GrpcChannel.ForAddress(system.Catalog);
        var movie = await new CatalogApi.CatalogClient(channel).GetMovieAsync(new() { Id = (int)(await command.ExecuteScalarAsync())! });
        return movie.ToByteString().ToBase64();
    }

    private static async Task RunAsync(string role)
    {
        // Not beside this program, where the settings of the services lie that it refers to.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = "/" });
        builder.Services.AddGrpc();
        var movie = Movie.Parser.ParseFrom(ByteString.FromBase64(builder.Configuration["movie"]!));
        builder.Services.AddSingleton(movie);

        var app = builder.Build();
        switch (role)
        {
            case "service":
                app.MapGrpcService<BareCatalog>();
                break;
            case "hop":
                var catalog = new CatalogApi.CatalogClient(GrpcChannel.ForAddress(
                    app.Configuration["service"]!,
                    new() { HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true } }));
                var request = new GetMovieRequest { Id = movie.Summary.Id };
                app.MapGet("/movie", async context =>
                    await WriteAsync(context, ToJson(await catalog.GetMovieAsync(request))));
                break;
            default:
                var json = ToJson(movie);
                app.MapGet("/movie", context => WriteAsync(context, json));
                break;
        }

        await app.RunAsync();
    }

    private static byte[] ToJson(Movie movie) =>
        JsonSerializer.SerializeToUtf8Bytes(GatewayMovie.From(movie), MoviesJson.Default.Movie);

    private static Task WriteAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json).AsTask();
    }

    private sealed class BareCatalog(Movie movie) : CatalogApi.CatalogBase
    {
        public override Task<Movie> GetMovie(GetMovieRequest request, ServerCallContext context) => Task.FromResult(movie);
    }
}
