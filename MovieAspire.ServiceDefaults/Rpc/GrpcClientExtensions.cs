using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.ServiceDefaults.Rpc;

namespace MovieAspire.ServiceDefaults;

/// <summary>Typed gRPC clients of our own services.</summary>
public static class GrpcClientExtensions
{
    /// <summary>
    /// Registers <typeparamref name="TClient"/> for the service of that name, which Aspire announces as
    /// <c>services:{name}:grpc:0</c>, with a default deadline and a health check called by that name.
    /// Calls that get UNAVAILABLE are tried up to five times, within some 3 s, which is what a service needs to start
    /// again; there is no other layer of retries. A service that is up and says itself that it cannot answer is not
    /// asked again (<see cref="RpcStatus.NoRetry"/>). Interceptors that are registered as <see cref="Interceptor"/>
    /// see every call.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's name.</param>
    /// <param name="once">Methods that are not idempotent, so that a failed call must not be tried again.</param>
    public static IHostApplicationBuilder AddGrpcServiceClient<TClient>(this IHostApplicationBuilder builder, string name, params MethodName[] once)
        where TClient : ClientBase<TClient>
    {
        var services = builder.Services;
        services.AddOptions<GrpcClientOptions>().BindConfiguration("GrpcClients").ValidateDataAnnotations().ValidateOnStart();

        services.AddChannel(name, once);
        services.AddSingleton(provider =>
        {
            var deadline = new DeadlineInterceptor(
                provider.GetRequiredService<IOptions<GrpcClientOptions>>().Value.Deadline,
                provider.GetRequiredService<TimeProvider>());
            var invoker = provider.GetRequiredKeyedService<GrpcChannel>(name)
                .Intercept([deadline, .. provider.GetServices<Interceptor>()]);
            return (TClient)Activator.CreateInstance(typeof(TClient), invoker)!;
        });
        return builder;
    }

    /// <summary>The channel of a process and its health check, once for all clients of what that process serves.</summary>
    private static void AddChannel(this IServiceCollection services, string name, MethodName[] once)
    {
        if (services.Any(service => service.ServiceType == typeof(GrpcChannel) && name.Equals(service.ServiceKey)))
            return;

        // A channel of its own and not the HttpClient factory, whose resilience handler would retry once more.
        services.AddKeyedSingleton(name, (provider, _) => CreateChannel(provider, name, once));
        services.AddHealthChecks().Add(new(
            name, provider => new GrpcServiceHealthCheck(provider.GetRequiredKeyedService<GrpcChannel>(name)),
            failureStatus: null, tags: null, timeout: TimeSpan.FromSeconds(3)));
    }

    private static GrpcChannel CreateChannel(IServiceProvider provider, string name, MethodName[] once)
    {
        var key = $"services:{name}:grpc:0";
        var address = provider.GetRequiredService<IConfiguration>()[key]
            ?? throw new InvalidOperationException($"The address of the service {name} is missing: {key}.");

        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
            ServiceConfig = ServiceConfig(once),
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(2),
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = TimeSpan.FromSeconds(30),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            },
        });
    }

    private static ServiceConfig ServiceConfig(MethodName[] once)
    {
        var config = new ServiceConfig { MethodConfigs = { Retries } };
        if (once is [])
            return config;

        // The most specific name counts, and it has no retry policy.
        var single = new MethodConfig();
        foreach (var method in once)
            single.Names.Add(method);
        config.MethodConfigs.Add(single);
        return config;
    }

    private static MethodConfig Retries => new()
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
    };
}
