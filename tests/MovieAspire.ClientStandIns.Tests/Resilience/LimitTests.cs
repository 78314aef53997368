using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace MovieAspire.ClientStandIns.Tests.Resilience;

public class LimitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_attempt_that_hangs_is_given_up_after_ten_seconds_and_retried()
    {
        var client = new ResilientClient(async (attempt, token) =>
        {
            if (attempt == 1)
                await Task.Delay(Timeout.Infinite, token);
            return ResilientClient.Status(200);
        });

        Task<HttpResponseMessage> request = client.GetAsync();
        await client.Time.ElapseAsync(10 * Second);
        await client.Time.ElapseAsync(2 * Second);

        Assert.Equal(HttpStatusCode.OK, (await request).StatusCode);
        Assert.Equal(2, client.Attempts);
    }

    [Fact]
    public async Task The_whole_request_ends_after_thirty_seconds()
    {
        var client = new ResilientClient(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return ResilientClient.Status(200);
        });

        Task<HttpResponseMessage> request = client.GetAsync();
        foreach (int seconds in (int[])[10, 2, 10, 4]) // two attempts, two delays
            await client.Time.ElapseAsync(seconds * Second);
        await client.Time.ElapseAsync(4 * Second); // what is left of 30 s

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => request);
        Assert.Equal(3, client.Attempts);
    }

    [Fact]
    public async Task The_client_has_no_timeout_of_its_own()
    {
        var client = new ResilientClient(_ => ResilientClient.Status(200));

        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
        await client.GetAsync();
    }

    [Fact]
    public async Task The_circuit_opens_and_closes_again_after_a_pause()
    {
        bool healthy = false;
        var client = new ResilientClient(
            _ => ResilientClient.Status(healthy ? 200 : 500),
            options =>
            {
                options.Retry.ShouldHandle = _ => ValueTask.FromResult(false);
                options.CircuitBreaker.MinimumThroughput = 5;
            });
        for (int i = 0; i < 5; i++)
            await client.GetAsync();

        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync());
        Assert.Equal(5, client.Attempts);

        healthy = true;
        client.Time.Advance(6 * Second);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync()).StatusCode);
    }

    [Fact]
    public async Task One_request_too_many_is_refused()
    {
        var release = new TaskCompletionSource<HttpResponseMessage>();
        var client = new ResilientClient(
            (_, _) => release.Task, options => options.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 1);

        Task<HttpResponseMessage> first = client.GetAsync();
        await Assert.ThrowsAsync<RateLimiterRejectedException>(() => client.GetAsync());
        release.SetResult(ResilientClient.Status(200));

        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(1, client.Attempts);
    }

    [Fact]
    public void Options_that_do_not_fit_together_are_refused()
    {
        Assert.Throws<OptionsValidationException>(() => new ResilientClient(
            _ => ResilientClient.Status(200), options => options.AttemptTimeout.Timeout = 31 * Second));
        Assert.Throws<OptionsValidationException>(() => new ResilientClient(
            _ => ResilientClient.Status(200), options => options.Retry.MaxRetryAttempts = 0));
    }

    [Fact]
    public async Task A_pipeline_of_ones_own_sees_services_and_is_one_per_authority_if_wanted()
    {
        var built = new List<string>();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton("a service");
        services.AddHttpClient("own")
            .ConfigurePrimaryHttpMessageHandler(() => new Answering())
            .AddResilienceHandler("mine", (builder, context) =>
            {
                Assert.Equal("a service", context.ServiceProvider.GetRequiredService<string>());
                built.Add($"{context.BuilderName} {context.InstanceName}");
                builder.AddConcurrencyLimiter(1);
            })
            .SelectPipelineByAuthority();
        using HttpClient client = services.BuildServiceProvider()
            .GetRequiredService<IHttpClientFactory>().CreateClient("own");

        foreach (string url in (string[])["http://a/1", "http://a/2", "http://b:81/1"])
            await client.GetAsync(new Uri(url));

        Assert.Equal(["own-mine http://a", "own-mine http://b:81"], built);
    }

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(ResilientClient.Status(200));
    }
}
