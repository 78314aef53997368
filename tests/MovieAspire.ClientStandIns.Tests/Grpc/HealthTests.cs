using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace MovieAspire.ClientStandIns.Tests.Grpc;

public class HealthTests
{
    private static readonly HealthCheckRequest Server = new();

    [Theory]
    [InlineData(HealthStatus.Healthy, ServingStatus.Serving)]
    [InlineData(HealthStatus.Degraded, ServingStatus.Serving)]
    [InlineData(HealthStatus.Unhealthy, ServingStatus.NotServing)]
    public async Task The_server_serves_unless_a_check_is_unhealthy(HealthStatus health, ServingStatus serving)
    {
        await using GrpcServer server = await GrpcServer.StartAsync(() => new HealthCheckResult(health));

        HealthCheckResponse response = await Client(server).CheckAsync(Server, deadline: Deadline());

        Assert.Equal(serving, response.Status);
    }

    [Fact]
    public async Task Without_checks_nothing_is_known()
    {
        await using GrpcServer server = await GrpcServer.StartAsync();

        Assert.Equal(
            ServingStatus.Unknown, (await Client(server).CheckAsync(Server, deadline: Deadline())).Status);
    }

    [Fact]
    public async Task An_unknown_service_is_not_found()
    {
        await using GrpcServer server = await GrpcServer.StartAsync();
        var unknown = new HealthCheckRequest { Service = "unknown" };

        var error = await Assert.ThrowsAsync<RpcException>(
            () => Client(server).CheckAsync(unknown, deadline: Deadline()).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        using var watch = Client(server).Watch(unknown, deadline: Deadline());
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(watch));
    }

    [Fact]
    public async Task A_watcher_hears_of_changes_and_of_the_end()
    {
        HealthCheckResult result = HealthCheckResult.Healthy();
        await using GrpcServer server = await GrpcServer.StartAsync(() => result);
        using var watch = Client(server).Watch(Server, deadline: Deadline());

        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
        result = HealthCheckResult.Unhealthy();
        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
        result = HealthCheckResult.Healthy();
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
        Task stop = server.App.StopAsync();
        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
        Assert.False(await watch.ResponseStream.MoveNext(CancellationToken.None));
        await stop;
    }

    private static Health.HealthClient Client(GrpcServer server) => new(server.Channel);

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30);

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        return watch.ResponseStream.Current.Status;
    }
}
