using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.ServiceDefaults.Rpc;

/// <summary>
/// The one place where errors leave a gRPC service: domain errors as they are, a database that cannot be
/// reached or is too slow as UNAVAILABLE, a caller that left as CANCELLED, and anything else as INTERNAL with a trace id.
/// </summary>
internal sealed partial class ErrorInterceptor(ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Translate(error, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Translate(error, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Translate(error, context);
        }
    }

    private RpcException Translate(Exception error, ServerCallContext context)
    {
        if (error is ServiceException known)
            return RpcStatus.ToRpcException(known.Code, known.Reason, known.Message, known.Violations);

        if (context.CancellationToken.IsCancellationRequested)
        {
            var timedOut = context.Deadline <= TimeProvider.System.GetUtcNow().UtcDateTime;
            return new RpcException(timedOut
                ? new Status(StatusCode.DeadlineExceeded, "The deadline passed.")
                : new Status(StatusCode.Cancelled, "The caller left."));
        }

        if (DatabaseErrors.IsAway(error))
        {
            LogDatabaseAway(logger, context.Method, error.Message);
            return Unavailable("The database cannot be reached right now.");
        }

        if (DatabaseErrors.IsGivenUp(error))
        {
            LogDatabaseSlow(logger, context.Method, error.Message);
            return Unavailable("The database did not answer in time.");
        }

        var traceId = Activity.Current?.TraceId.ToString() ?? "";
        LogBug(logger, error, context.Method, traceId);
        return RpcStatus.ToRpcException(
            StatusCode.Internal, "INTERNAL", $"An unexpected error; its trace id is {traceId}.", []);

        static RpcException Unavailable(string message) =>
            RpcStatus.ToRpcException(StatusCode.Unavailable, "DATABASE_UNAVAILABLE", message, []);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method}: the database cannot be reached: {Reason}")]
    private static partial void LogDatabaseAway(ILogger logger, string method, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method}: a statement took too long: {Reason}")]
    private static partial void LogDatabaseSlow(ILogger logger, string method, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed unexpectedly, trace {TraceId}")]
    private static partial void LogBug(ILogger logger, Exception error, string method, string traceId);
}
