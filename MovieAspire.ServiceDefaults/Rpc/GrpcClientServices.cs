using System.ComponentModel.DataAnnotations;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.ServiceDefaults.Rpc;

/// <summary>Typed gRPC clients of our own services.</summary>
public static class GrpcClientServices
{
    /// <summary>
    /// Registers <typeparamref name="TClient"/> for the service of that name, which Aspire announces as
    /// <c>services:{name}:grpc:0</c>, with a default deadline.
    /// Calls that get UNAVAILABLE are tried up to five times, within some 3 s, which is what a service needs to start
    /// again; there is no other layer of retries. A service that is up and says itself that it cannot answer is not
    /// asked again (<see cref="RpcStatus.NoRetry"/>), and while most calls fail none is (gRFC A6, throttling), so that
    /// a service in trouble does not get five times its load.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's name.</param>
    /// <param name="once">Methods that are not idempotent, so that a failed call must not be tried again.</param>
    public static IHttpClientBuilder AddGrpcServiceClient<TClient>(
        this IHostApplicationBuilder builder, string name, params MethodName[] once) where TClient : ClientBase<TClient>
    {
        var services = builder.Services;
        services.AddOptions<GrpcClientOptions>()
            .BindConfiguration(GrpcClientOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<DeadlineInterceptor>();

        return services
            .AddGrpcClient<TClient>((provider, client) => client.Address = AddressOf(name, provider.GetRequiredService<IConfiguration>()))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // Nothing of what browsers need.
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(2),
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = TimeSpan.FromSeconds(30),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
                // So that a new replica, or a service that has moved, is found.
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            })
            // The resilience handler of all other HttpClients would retry once more.
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear())
            .RemoveAllLoggers()
            .ConfigureChannel(channel => channel.ServiceConfig = Retries(once))
            .AddInterceptor<DeadlineInterceptor>();
    }

    private static Uri AddressOf(string name, IConfiguration configuration)
    {
        var key = $"services:{name}:grpc:0";
        return configuration[key] is { } address
            ? new(address)
            : throw new InvalidOperationException($"The address of the service {name} is missing: {key}.");
    }

    private static ServiceConfig Retries(MethodName[] once)
    {
        var config = new ServiceConfig
        {
            MethodConfigs =
            {
                new MethodConfig
                {
                    Names = { MethodName.Default },
                    RetryPolicy = new RetryPolicy
                    {
                        MaxAttempts = 5,
                        InitialBackoff = TimeSpan.FromMilliseconds(200),
                        MaxBackoff = TimeSpan.FromSeconds(2),
                        BackoffMultiplier = 2,
                        RetryableStatusCodes = { StatusCode.Unavailable },
                    },
                },
            },
            // Each failure takes a token, ten successes bring one, and below half of them nothing is tried again: a
            // restart under some hundred calls at once passes, an outage is not made worse. The most that gRFC A6 allows.
            RetryThrottling = new RetryThrottlingPolicy { MaxTokens = 1000, TokenRatio = 0.1 },
        };

        // The most specific name counts, and it has no retry policy.
        if (once is not [])
        {
            var single = new MethodConfig();
            foreach (var method in once)
                single.Names.Add(method);
            config.MethodConfigs.Add(single);
        }

        return config;
    }
}

/// <summary>Settings of the calls between our services; section <c>GrpcClients</c>.</summary>
internal sealed record GrpcClientOptions
{
    public const string Section = "GrpcClients";

    /// <summary>The deadline of a unary call that sets none. GrpcClients:Deadline, 10 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ErrorMessage = "GrpcClients:Deadline must be between 100 ms and 5 min.")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Gives every unary call without a deadline of its own the default one; streams may last.</summary>
internal sealed class DeadlineInterceptor(IOptions<GrpcClientOptions> options, TimeProvider time) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (context.Options.Deadline is not null)
            return continuation(request, context);

        var call = context.Options.WithDeadline(time.GetUtcNow().UtcDateTime + options.Value.Deadline);
        return continuation(request, new(context.Method, context.Host, call));
    }
}
