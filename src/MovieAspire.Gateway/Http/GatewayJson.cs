using System.Text.Json.Serialization;
using MovieAspire.Gateway.Admin;
using MovieAspire.Gateway.Analytics;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Collections;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Genres;
using MovieAspire.Gateway.Movies;
using MovieAspire.Gateway.People;
using MovieAspire.Gateway.Pipeline;
using MovieAspire.Gateway.Recommendations;
using MovieAspire.Gateway.Search;
using MovieAspire.Gateway.Service;

namespace MovieAspire.Gateway.Http;

/// <summary>
/// Serializers that the compiler writes, for the bodies of the API; how they are written is set in EdgeExtensions. The
/// request of a run is left to reflection: the generator cannot fill its extension data.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<MovieSummary>))]
[JsonSerializable(typeof(IReadOnlyList<TrendingMovie>))]
[JsonSerializable(typeof(Movie))]
[JsonSerializable(typeof(MovieRecommendations))]
[JsonSerializable(typeof(SearchResult))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(CollectionDetails))]
[JsonSerializable(typeof(IReadOnlyList<Genre>))]
[JsonSerializable(typeof(IReadOnlyList<GenreStats>))]
[JsonSerializable(typeof(IReadOnlyList<DecadeRatings>))]
[JsonSerializable(typeof(Freshness))]
[JsonSerializable(typeof(Coverage))]
[JsonSerializable(typeof(AdminTask))]
[JsonSerializable(typeof(EnqueuedTask))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(StartRunResponse))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(IReadOnlyList<Run>))]
[JsonSerializable(typeof(PipelineStatus))]
[JsonSerializable(typeof(SchedulerStatus))]
[JsonSerializable(typeof(IReadOnlyList<Quota>))]
[JsonSerializable(typeof(WorkersStatus))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Alive))]
[JsonSerializable(typeof(Metrics.Metrics))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class GatewayJson : JsonSerializerContext;
