using MovieAspire.ProviderEmulator;
using MovieAspire.Providers.Calls;
using MovieAspire.Testing;
using Xunit;

namespace MovieAspire.Providers.Tests;

public sealed class OmdbClientTests : IAsyncLifetime
{
    private const string TheMatrix = "tt0133093";

    private EmulatorServer _emulator = null!;
    private ProviderHarness _providers = null!;

    public async Task InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new() { OmdbDailyLimit = 5 });
        _providers = await ProviderHarness.StartAsync(_emulator, new Dictionary<string, string?> { ["Omdb:DailyQuota"] = "50" }, new FastTime());
    }

    public async Task DisposeAsync()
    {
        await _providers.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_known_movie_comes_with_its_ratings()
    {
        var movie = (await _providers.Omdb.GetByImdbIdAsync(TheMatrix, null, _providers.Deadline)).Value!;

        Assert.Equal("The Matrix", movie.Title);
        Assert.Equal("R", movie.Rated);
        Assert.InRange(movie.ImdbRating!.Value, 8, 9);
        Assert.NotNull(movie.RottenTomatoes);
        Assert.NotNull(movie.Metacritic);
    }

    [Theory]
    [InlineData("tt9999999")]
    [InlineData("nonsense")]
    public async Task An_unknown_or_incorrect_id_is_null_with_the_body_kept(string id)
    {
        var response = await _providers.Omdb.GetByImdbIdAsync(id, null, _providers.Deadline);

        Assert.Null(response.Value);
        Assert.NotEqual(0, response.Raw.Body.Length);
    }

    [Fact]
    public async Task The_providers_own_limit_is_a_spent_quota_and_nothing_more_is_asked_that_day()
    {
        for (var i = 0; i < 5; i++)
            await _providers.Omdb.GetByImdbIdAsync(TheMatrix, null, _providers.Deadline);

        Assert.Equal(ProviderFailure.QuotaSpent, await FailureAsync(_providers));
        Assert.Equal(ProviderFailure.QuotaSpent, await FailureAsync(_providers));
        Assert.Equal(6, _emulator.Statistics.Snapshot().Omdb.Requests);
    }

    [Fact]
    public async Task Our_own_quota_ends_before_the_provider_is_asked()
    {
        await using var poor = await ProviderHarness.StartAsync(_emulator, new Dictionary<string, string?> { ["Omdb:DailyQuota"] = "1" });
        await poor.Omdb.GetByImdbIdAsync(TheMatrix, null, poor.Deadline);

        Assert.Equal(ProviderFailure.QuotaSpent, await FailureAsync(poor));
        Assert.Equal(1, _emulator.Statistics.Snapshot().Omdb.Requests);
    }

    [Fact]
    public async Task A_wrong_or_missing_key_is_unauthorized()
    {
        await using var wrong = await ProviderHarness.StartAsync(_emulator, new Dictionary<string, string?> { ["Omdb:ApiKey"] = "wrong" });
        await using var none = await ProviderHarness.StartAsync(_emulator, new Dictionary<string, string?> { ["Omdb:ApiKey"] = "" });

        Assert.Equal(ProviderFailure.Unauthorized, await FailureAsync(wrong));
        Assert.Equal(ProviderFailure.Unauthorized, await FailureAsync(none));
        Assert.False(none.Omdb.IsConfigured);
    }

    [Fact]
    public async Task Control_characters_and_bad_backslashes_are_a_bad_body()
    {
        _emulator.Faults = new() { Omdb = new() { BadBodyShare = 1 } };

        Assert.Equal(ProviderFailure.BadBody, await FailureAsync(_providers));
    }

    [Fact]
    public async Task Only_an_answer_says_that_a_quota_is_not_spent_and_no_server_that_fails()
    {
        var quota = new Quota();
        await using var providers = await ProviderHarness.StartAsync(_emulator, time: new FastTime(), quota: quota);
        _emulator.Faults = new() { Omdb = new() { ServerErrorShare = 1 } };
        Assert.Equal(ProviderFailure.Network, await FailureAsync(providers));
        Assert.Equal((4, 0, 0), (quota.Taken, quota.Answered, quota.Refused));

        _emulator.Faults = new() { Omdb = new() { TooManyRequestsShare = 1 } };
        Assert.Equal(ProviderFailure.RateLimit, await FailureAsync(providers));
        Assert.Equal((8, 0, 4), (quota.Taken, quota.Answered, quota.Refused));

        _emulator.Faults = new();
        await providers.Omdb.GetByImdbIdAsync(TheMatrix, null, providers.Deadline);
        Assert.Equal((9, 1, 4), (quota.Taken, quota.Answered, quota.Refused));
    }

    [Fact]
    public async Task Whoever_observes_a_call_hears_of_a_spent_quota_and_gets_the_bodies()
    {
        var observer = new Observer();
        for (var i = 0; i < 5; i++)
            await _providers.Omdb.GetByImdbIdAsync(TheMatrix, observer, _providers.Deadline);
        Assert.Equal(5, observer.Bodies.Count);
        Assert.All(observer.Bodies, body => Assert.Equal((Provider.Omdb, "?i=" + TheMatrix, 200), (body.Provider, body.Request, body.Status)));
        Assert.Empty(observer.Waits);

        await Assert.ThrowsAsync<ProviderException>(() => _providers.Omdb.GetByImdbIdAsync(TheMatrix, observer, _providers.Deadline));

        var wait = Assert.Single(observer.Waits);
        Assert.Equal(WaitReason.QuotaSpent, wait.Reason);
        Assert.StartsWith("OMDb quota spent, resumes at ", wait.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_gives_up_while_he_waits_for_his_turn_takes_nothing_of_the_quota()
    {
        var quota = new Quota();
        // A bucket that Redis does not know yet is empty at first.
        await using var providers = await ProviderHarness.StartAsync(
            _emulator, new Dictionary<string, string?> { ["Omdb:RequestsPerSecond"] = "1", ["Omdb:Burst"] = "1" },
            redis: await RedisServer.CreateDatabaseAsync(), quota: quota);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(providers.Deadline);
        var observer = new Observer { OnWait = patience.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => providers.Omdb.GetByImdbIdAsync(TheMatrix, observer, patience.Token));

        Assert.Equal(WaitReason.RateLimited, Assert.Single(observer.Waits).Reason);
        Assert.Equal(0, quota.Taken);
    }

    private sealed class Quota : IRequestQuota
    {
        public int Taken { get; private set; }

        public int Answered { get; private set; }

        public int Refused { get; private set; }

        public ValueTask<DateTimeOffset?> TryTakeAsync(Provider provider, int? perDay, CancellationToken cancellationToken)
        {
            Taken++;
            return default;
        }

        public ValueTask<DateTimeOffset> ReportSpentAsync(Provider provider, CancellationToken cancellationToken) => default;

        public ValueTask ReportAnsweredAsync(Provider provider, CancellationToken cancellationToken)
        {
            Answered++;
            return default;
        }

        public void CountRefused(Provider provider) => Refused++;
    }

    private sealed class Observer : IProviderObserver
    {
        public List<ProviderWait> Waits { get; } = [];

        public List<RawBody> Bodies { get; } = [];

        public Action OnWait { get; init; } = () => { };

        public void Waiting(ProviderWait wait)
        {
            Waits.Add(wait);
            OnWait();
        }

        public ValueTask FetchedAsync(RawBody body, CancellationToken cancellationToken)
        {
            Bodies.Add(body);
            return default;
        }
    }

    private static async Task<ProviderFailure> FailureAsync(ProviderHarness _providers) =>
        (await Assert.ThrowsAsync<ProviderException>(() => _providers.Omdb.GetByImdbIdAsync(TheMatrix, null, _providers.Deadline))).Cause;
}
