using Grpc.Net.Client.Configuration;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Caching;
using MovieAspire.ServiceDefaults.Rpc;

namespace MovieAspire.Gateway.Backends;

internal static class BackendServices
{
    /// <summary>The services behind the gateway, by the names that the AppHost gives them.</summary>
    internal static IHostApplicationBuilder AddBackends(this IHostApplicationBuilder builder)
    {
        builder.AddGrpcServiceClient<Contracts.Catalog.V1.Catalog.CatalogClient>("catalog").AddInterceptor<StaleResponses>();
        builder.AddGrpcServiceClient<Contracts.Catalog.V1.Search.SearchClient>("catalog").AddInterceptor<StaleResponses>();
        builder.AddGrpcServiceClient<Contracts.Libraries.V1.Libraries.LibrariesClient>(
            "catalog", new MethodName { Service = Contracts.Libraries.V1.Libraries.Descriptor.FullName, Method = "Upload" });
        builder.AddGrpcServiceClient<Contracts.Analytics.V1.Analytics.AnalyticsClient>("analytics").AddInterceptor<StaleResponses>();
        builder.AddGrpcServiceClient<Contracts.Analytics.V1.Recommendations.RecommendationsClient>("analytics").AddInterceptor<StaleResponses>();
        builder.AddGrpcServiceClient<Contracts.Kpis.V1.Kpis.KpisClient>("analytics").AddInterceptor<StaleResponses>();
        builder.AddGrpcServiceClient<Contracts.Pipeline.V1.Pipeline.PipelineClient>(
            "worker", new MethodName { Service = Contracts.Pipeline.V1.Pipeline.Descriptor.FullName, Method = "StartRun" })
            .AddInterceptor<CallerToken>();
        builder.Services.AddSingleton<ServiceProbe>();
        return builder;
    }
}
