using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using MovieAspire.ProviderEmulator;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using Xunit;

namespace MovieAspire.Providers.Tests;

/// <summary>What the clients make of a provider that misbehaves; time passes 20 times as fast for them.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private ProviderHarness _providers = null!;

    public async Task InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0 });
        _providers = await ProviderHarness.StartAsync(_emulator, new Dictionary<string, string?> { ["Tmdb:AttemptTimeout"] = "00:01:00" }, new FastTime());
    }

    public async Task DisposeAsync()
    {
        await _providers.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(null)]
    public async Task A_storm_of_429_is_sat_out_and_the_run_is_told_why_it_waits(int? retryAfter)
    {
        _emulator.Faults = new() { Tmdb = new() { StormDuration = TimeSpan.FromMinutes(1), RetryAfter = retryAfter } };
        var observer = new Observer(onWait: () => _emulator.Faults = new());
        await _providers.Tmdb.GetGenresAsync(observer, _providers.Deadline);

        Assert.Contains(observer.Waits, wait => wait.Reason == WaitReason.Throttled && wait.Delay >= TimeSpan.FromSeconds(1));
        Assert.StartsWith("rate limited by TMDB for ", observer.Waits.First().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storm_that_does_not_end_is_a_rate_limit_after_four_attempts()
    {
        _emulator.Faults = new() { Tmdb = new() { TooManyRequestsShare = 1 } };

        Assert.Equal(ProviderFailure.RateLimit, await FailureAsync());
        Assert.Equal(4, _emulator.Statistics.Snapshot().Tmdb.Requests);
    }

    [Fact]
    public async Task Code_25_with_status_200_is_a_429()
    {
        _emulator.Faults = new() { Tmdb = new() { LimitBodyWith200Share = 1 } };
        Assert.Equal(ProviderFailure.RateLimit, await FailureAsync());
    }

    [Fact]
    public async Task Retry_after_of_more_than_two_minutes_is_not_waited_for()
    {
        _emulator.Faults = new() { Tmdb = new() { TooManyRequestsShare = 1, RetryAfter = 3600 } };

        var error = await Assert.ThrowsAsync<ProviderException>(() => _providers.Tmdb.GetGenresAsync(null, _providers.Deadline));

        Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
        Assert.Equal(1, _emulator.Statistics.Snapshot().Tmdb.Requests);
    }

    [Fact]
    public async Task A_tenth_of_server_errors_costs_no_movie()
    {
        _emulator.Faults = new() { Tmdb = new() { ServerErrorShare = 0.1 } };
        for (var page = 1; page <= 14; page++)
            Assert.NotEmpty((await _providers.Tmdb.GetListAsync(TmdbList.Popular, page, null, _providers.Deadline)).Value.Results);
    }

    [Theory]
    [InlineData("""{"genres":[]}""")]
    [InlineData("{}")]
    public async Task An_answer_without_any_genre_is_a_bad_body(string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.MapGet("/3/genre/movie/list", () => Results.Text(body, "application/json"));
        await server.StartAsync(_providers.Deadline);
        await using var providers = await ProviderHarness.StartAsync(
            _emulator, new Dictionary<string, string?> { ["Tmdb:BaseUrl"] = $"{server.Urls.Single()}/3/" });

        var error = await Assert.ThrowsAsync<ProviderException>(() => providers.Tmdb.GetGenresAsync(null, providers.Deadline));

        Assert.Equal(ProviderFailure.BadBody, error.Cause);
    }

    [Fact]
    public async Task Broken_json_is_a_bad_body_with_the_bytes_that_came_and_is_not_retried()
    {
        _emulator.Faults = new() { Tmdb = new() { BrokenJsonShare = 1 } };

        var error = await Assert.ThrowsAsync<ProviderException>(() => _providers.Tmdb.GetMovieDetailsAsync(603, null, _providers.Deadline));

        Assert.Equal(ProviderFailure.BadBody, error.Cause);
        Assert.True(error.Raw!.Body.Length > 100);
        Assert.Equal(1, _emulator.Statistics.Snapshot().Tmdb.Requests);
    }

    [Fact]
    public async Task Dropped_connections_are_a_network_failure_after_retries()
    {
        _emulator.Faults = new() { Tmdb = new() { DroppedShare = 1 } };

        Assert.Equal(ProviderFailure.Network, await FailureAsync());
        Assert.True(_emulator.Statistics.Snapshot().Tmdb.Requests >= 4);
    }

    [Fact]
    public async Task Hanging_connections_end_with_the_attempts_time_out()
    {
        _emulator.Faults = new() { Tmdb = new() { HangingShare = 1 } };
        await using var impatient = await ProviderHarness.StartAsync(
            _emulator, new Dictionary<string, string?> { ["Tmdb:AttemptTimeout"] = "00:00:05" }, new FastTime());

        var error = await Assert.ThrowsAsync<ProviderException>(() => impatient.Tmdb.GetGenresAsync(null, impatient.Deadline));

        Assert.Equal(ProviderFailure.Network, error.Cause);
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_as_cancelled()
    {
        _emulator.Faults = new() { Tmdb = new() { HangingShare = 1 } };
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _providers.Tmdb.GetGenresAsync(null, cancel.Token));
    }

    private async Task<ProviderFailure> FailureAsync() =>
        (await Assert.ThrowsAsync<ProviderException>(() => _providers.Tmdb.GetGenresAsync(null, _providers.Deadline))).Cause;

    private sealed class Observer(Action onWait) : IProviderObserver
    {
        public ConcurrentQueue<ProviderWait> Waits { get; } = new();

        public void Waiting(ProviderWait wait)
        {
            Waits.Enqueue(wait);
            onWait();
        }
    }
}
