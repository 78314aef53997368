using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace MovieAspire.Providers.Http;

internal sealed record ResilienceHandlerContext(IServiceProvider ServiceProvider);

internal static class InterimResilience
{
    public static void AddResilienceHandler(this IHttpClientBuilder builder, string pipelineName,
        Action<ResiliencePipelineBuilder<HttpResponseMessage>, ResilienceHandlerContext> configure) =>
        builder.AddHttpMessageHandler(services =>
        {
            var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { Name = pipelineName };
            configure(pipeline, new(services));
            return new Handler(pipeline.Build());
        });

    private sealed class Handler(ResiliencePipeline<HttpResponseMessage> pipeline) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            await pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
    }
}
