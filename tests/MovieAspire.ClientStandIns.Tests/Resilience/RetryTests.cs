using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Http.Resilience;

namespace MovieAspire.ClientStandIns.Tests.Resilience;

public class RetryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task A_transient_status_is_retried_three_times_with_doubling_delays(int status)
    {
        var client = new ResilientClient(_ => ResilientClient.Status(status));

        Task<HttpResponseMessage> request = client.GetAsync();
        await client.Time.ElapseAsync(2 * Second);
        await client.Time.ElapseAsync(4 * Second);
        await client.Time.ElapseAsync(8 * Second);

        Assert.Equal((HttpStatusCode)status, (await request).StatusCode);
        Assert.Equal(4, client.Attempts);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(404)]
    public async Task Any_other_status_is_final(int status)
    {
        var client = new ResilientClient(_ => ResilientClient.Status(status));

        Assert.Equal((HttpStatusCode)status, (await client.GetAsync()).StatusCode);
        Assert.Equal(1, client.Attempts);
    }

    [Fact]
    public async Task A_broken_connection_is_retried()
    {
        var client = new ResilientClient(attempt =>
            attempt == 1 ? throw new HttpRequestException("reset") : ResilientClient.Status(200));

        Task<HttpResponseMessage> request = client.GetAsync();
        await client.Time.ElapseAsync(2 * Second);

        Assert.Equal(HttpStatusCode.OK, (await request).StatusCode);
    }

    [Fact]
    public async Task Retry_After_in_seconds_replaces_the_delay()
    {
        var client = new ResilientClient(attempt => attempt == 1 ? Busy(new(7 * Second)) : ResilientClient.Status(200));

        Task<HttpResponseMessage> request = client.GetAsync();
        await client.Time.ElapseAsync(7 * Second);

        Assert.Equal(HttpStatusCode.OK, (await request).StatusCode);
    }

    [Fact]
    public async Task Retry_After_zero_or_a_past_date_retries_at_once()
    {
        var client = new ResilientClient(attempt => attempt switch
        {
            1 => Busy(new(TimeSpan.Zero)),
            2 => Busy(new(DateTimeOffset.UnixEpoch)),
            _ => ResilientClient.Status(200),
        });

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync()).StatusCode);
        Assert.Equal(3, client.Attempts);
    }

    [Fact]
    public async Task Retry_After_a_date_waits_for_it()
    {
        DateTimeOffset date = TimeProvider.System.GetUtcNow() + 20 * Second;
        var client = new ResilientClient(attempt => attempt == 1 ? Busy(new(date)) : ResilientClient.Status(200));

        Task<HttpResponseMessage> request = client.GetAsync();
        Assert.Equal(1, client.Attempts);
        client.Time.Advance(2 * Second); // the delay without the header
        Assert.Equal(1, client.Attempts);
        client.Time.Advance(18 * Second);

        Assert.Equal(HttpStatusCode.OK, (await request).StatusCode);
    }

    [Fact]
    public async Task Without_the_header_option_the_backoff_decides()
    {
        var client = new ResilientClient(
            attempt => attempt == 1 ? Busy(new(7 * Second)) : ResilientClient.Status(200),
            options => options.Retry.ShouldRetryAfterHeader = false);

        Task<HttpResponseMessage> request = client.GetAsync();
        await client.Time.ElapseAsync(2 * Second);

        Assert.Equal(HttpStatusCode.OK, (await request).StatusCode);
    }

    [Fact]
    public async Task The_request_body_is_sent_again()
    {
        var client = new ResilientClient(attempt => ResilientClient.Status(attempt == 1 ? 500 : 200));

        Task<HttpResponseMessage> request = client.PostAsync("body");
        await client.Time.ElapseAsync(2 * Second);
        await request;

        Assert.Equal(["body", "body"], client.Bodies);
    }

    [Fact]
    public async Task Unsafe_methods_can_be_left_out()
    {
#pragma warning disable EXTEXP0001
        var client = new ResilientClient(
            _ => ResilientClient.Status(500), options => options.Retry.DisableForUnsafeHttpMethods());
#pragma warning restore EXTEXP0001

        Assert.Equal(HttpStatusCode.InternalServerError, (await client.PostAsync("body")).StatusCode);
        Assert.Equal(1, client.Attempts);
    }

    [Fact]
    public async Task A_cancelled_request_is_not_retried()
    {
        using var cancellation = new CancellationTokenSource();
        var client = new ResilientClient(async (_, token) =>
        {
            await cancellation.CancelAsync();
            token.ThrowIfCancellationRequested();
            return ResilientClient.Status(500);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(cancellation.Token));
        Assert.Equal(1, client.Attempts);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_a_retry()
    {
        using var cancellation = new CancellationTokenSource();
        var client = new ResilientClient(_ => ResilientClient.Status(500));

        Task<HttpResponseMessage> request = client.GetAsync(cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Equal(1, client.Attempts);
    }

    private static HttpResponseMessage Busy(RetryConditionHeaderValue retryAfter)
    {
        HttpResponseMessage response = ResilientClient.Status(429);
        response.Headers.RetryAfter = retryAfter;
        return response;
    }
}
