#:project ../src/MovieAspire.Contracts/MovieAspire.Contracts.csproj
#:property PublishAot=false
// The most popular movies, over gRPC: dotnet run samples/movies.cs http://localhost:5101
using Grpc.Net.Client;
using MovieAspire.Contracts.Catalog.V1;

using var channel = GrpcChannel.ForAddress(args is [var address] ? address : "http://localhost:5101");
var page = await new Catalog.CatalogClient(channel).ListMoviesAsync(new() { Limit = 10, Count = true });
foreach (var movie in page.Movies)
    Console.WriteLine($"{movie.Id,8}  {movie.ReleaseDate,10}  {movie.VoteAverage:0.0}  {movie.Title}");
Console.WriteLine($"{page.TotalCount} movies in all");
