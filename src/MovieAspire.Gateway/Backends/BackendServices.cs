using Grpc.Net.Client.Configuration;
using MovieAspire.ServiceDefaults;

namespace MovieAspire.Gateway.Backends;

internal static class BackendServices
{
    /// <summary>The services behind the gateway, by the names that the AppHost gives them.</summary>
    internal static IHostApplicationBuilder AddBackends(this IHostApplicationBuilder builder)
    {
        builder.AddGrpcServiceClient<Contracts.Catalog.V1.Catalog.CatalogClient>("catalog");
        builder.AddGrpcServiceClient<Contracts.Catalog.V1.Search.SearchClient>("catalog");
        builder.AddGrpcServiceClient<Contracts.Analytics.V1.Analytics.AnalyticsClient>("analytics");
        builder.AddGrpcServiceClient<Contracts.Analytics.V1.Recommendations.RecommendationsClient>("analytics");
        builder.AddGrpcServiceClient<Contracts.Pipeline.V1.Pipeline.PipelineClient>(
            "worker", new MethodName { Service = "movieaspire.pipeline.v1.Pipeline", Method = "StartRun" });
        builder.Services.AddSingleton<ServiceProbe>();
        return builder;
    }
}
