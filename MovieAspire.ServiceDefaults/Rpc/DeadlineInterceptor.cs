using Grpc.Core;
using Grpc.Core.Interceptors;

namespace MovieAspire.ServiceDefaults.Rpc;

/// <summary>Gives every unary call without a deadline of its own the default one; streams may last.</summary>
internal sealed class DeadlineInterceptor(TimeSpan timeout, TimeProvider time) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (context.Options.Deadline is not null)
            return continuation(request, context);

        var options = context.Options.WithDeadline(time.GetUtcNow().UtcDateTime + timeout);
        return continuation(request, new(context.Method, context.Host, options));
    }
}
