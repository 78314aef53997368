using Polly;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Sends requests through a resilience pipeline.</summary>
public class ResilienceHandler : DelegatingHandler
{
    private readonly Func<HttpRequestMessage, ResiliencePipeline<HttpResponseMessage>> _pipelineProvider;

    /// <summary>Chooses the pipeline for each request.</summary>
    public ResilienceHandler(Func<HttpRequestMessage, ResiliencePipeline<HttpResponseMessage>> pipelineProvider)
    {
        ArgumentNullException.ThrowIfNull(pipelineProvider);
        _pipelineProvider = pipelineProvider;
    }

    /// <summary>Uses one pipeline for all requests.</summary>
    public ResilienceHandler(ResiliencePipeline<HttpResponseMessage> pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        _pipelineProvider = _ => pipeline;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var execution = new Execution(request, cancellationToken);
        Outcome<HttpResponseMessage> outcome = await _pipelineProvider(request).ExecuteOutcomeAsync(
            async (context, _) =>
            {
                // An exception in an Outcome costs less than one thrown through every strategy.
                try
                {
                    HttpRequestMessage current = execution.Current();
                    return Outcome.FromResult(await base.SendAsync(current, context.CancellationToken));
                }
#pragma warning disable CA1031
                catch (Exception e)
#pragma warning restore CA1031
                {
                    return Outcome.FromException<HttpResponseMessage>(e);
                }
            },
            execution.Context,
            this);
        outcome.ThrowIfException();
        return outcome.Result!;
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var execution = new Execution(request, cancellationToken);
        return _pipelineProvider(request).Execute(
            context => base.Send(execution.Current(), context.CancellationToken), execution.Context);
    }

    /// <summary>Ties a request to its context while it runs; the context is the caller's where it set one.</summary>
    private sealed class Execution : IDisposable
    {
        private readonly HttpRequestMessage _request;
        private readonly bool _rented;

        public Execution(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _request = request;
            _rented = request.GetResilienceContext() is null;
            Context = request.GetResilienceContext() ?? ResilienceContextPool.Shared.Get(cancellationToken);
            request.SetResilienceContext(Context);
            Context.SetRequestMessage(request);
        }

        public ResilienceContext Context { get; }

        /// <summary>The request to send now: a strategy may have replaced the first one.</summary>
        public HttpRequestMessage Current()
        {
            HttpRequestMessage current = Context.GetRequestMessage() ?? _request;
            current.SetResilienceContext(Context);
            return current;
        }

        public void Dispose()
        {
            _request.SetResilienceContext(_rented ? null : Context);
            if (_rented)
                ResilienceContextPool.Shared.Return(Context);
        }
    }
}
