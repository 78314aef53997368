using Grpc.Core;
using Grpc.Core.Interceptors;

namespace MovieAspire.Gateway.Auth;

/// <summary>Hands the caller's token on to a service, which checks it again and takes the caller's name from it.</summary>
internal sealed class CallerToken(IHttpContextAccessor contexts) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        // What the gateway did not accept as a token is no business of the service's.
        if (contexts.HttpContext is not { User.Identity.IsAuthenticated: true } caller)
            return continuation(request, context);

        var headers = new Metadata();
        foreach (var header in context.Options.Headers ?? [])
            headers.Add(header);
        headers.Add("authorization", caller.Request.Headers.Authorization.ToString());
        return continuation(request, new(context.Method, context.Host, context.Options.WithHeaders(headers)));
    }
}
