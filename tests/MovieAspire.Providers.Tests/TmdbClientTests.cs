using MovieAspire.ProviderEmulator;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using Xunit;

namespace MovieAspire.Providers.Tests;

public sealed class TmdbClientTests : IAsyncLifetime
{
    private const int TheMatrix = 603;

    // A day of its own, so that no midnight comes in between.
    private static readonly DateOnly Today = new(2026, 3, 10);

    private EmulatorServer _emulator = null!;
    private ProviderHarness _providers = null!;

    public async Task InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0, Today = Today });
        _providers = await ProviderHarness.StartAsync(_emulator);
    }

    public async Task DisposeAsync()
    {
        await _providers.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData(TmdbList.Popular)]
    [InlineData(TmdbList.TopRated)]
    [InlineData(TmdbList.NowPlaying)]
    [InlineData(TmdbList.Upcoming)]
    public async Task A_list_has_twenty_movies_a_page(TmdbList list)
    {
        var page = await _providers.Tmdb.GetListAsync(list, 2, null, _providers.Deadline);

        Assert.Equal(2, page.Value.Page);
        Assert.Equal(20, page.Value.Results.Count);
        Assert.False(page.Raw.FromCache);
        Assert.DoesNotContain("api_key", page.Raw.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_come_with_all_parts_in_one_request()
    {
        var movie = (await _providers.Tmdb.GetMovieDetailsAsync(TheMatrix, null, _providers.Deadline)).Value;

        Assert.Equal("The Matrix", movie.Title);
        Assert.Equal("tt0133093", movie.ExternalIds.ImdbId);
        Assert.NotEmpty(movie.Credits.Cast);
        Assert.Contains(movie.Credits.Crew, member => member.Job == "Director");
        Assert.NotEmpty(movie.Keywords.Keywords);
        Assert.NotEmpty(movie.Similar.Results);
        Assert.Equal(1999, movie.PremiereYear);
        Assert.Equal("R", movie.UsCertification);
        Assert.Equal(1, _emulator.Statistics.Snapshot().Tmdb.Requests);
    }

    [Fact]
    public async Task Discover_keeps_to_its_conditions()
    {
        var query = new TmdbDiscoverQuery
        {
            ReleasedFrom = new(1999, 1, 1), ReleasedTo = new(1999, 12, 31), MinVotes = 200, SortBy = "vote_count.desc",
        };
        var page = (await _providers.Tmdb.DiscoverAsync(query, null, _providers.Deadline)).Value;

        Assert.NotEmpty(page.Results);
        Assert.All(page.Results, movie => Assert.Equal(1999, movie.ReleaseDate!.Value.Year));
        Assert.Equal(page.Results.OrderByDescending(movie => movie.VoteCount), page.Results);
    }

    [Fact]
    public async Task Search_finds_titles_without_their_accents_and_original_ones()
    {
        var found = (await _providers.Tmdb.SearchAsync(new("羅生門"), null, _providers.Deadline)).Value;
        Assert.Equal("Rashomon", found.Results[0].Title);
    }

    [Fact]
    public async Task Trending_and_genres_answer()
    {
        Assert.Equal(20, (await _providers.Tmdb.GetTrendingWeekAsync(1, null, _providers.Deadline)).Value.Results.Count);
        Assert.Equal(19, (await _providers.Tmdb.GetGenresAsync(null, _providers.Deadline)).Value.Count);
    }

    [Fact]
    public async Task A_changed_movie_is_in_the_change_feed_and_a_vanished_one_is_not_found()
    {
        _emulator.ChangeMovie(TheMatrix);
        _emulator.VanishMovie(11);

        var changes = (await _providers.Tmdb.GetChangesAsync(Today.AddDays(-1), Today.AddDays(1), 1, null, _providers.Deadline)).Value;
        Assert.Equal([11, TheMatrix], changes.Results.Select(change => change.Id));

        var error = await Assert.ThrowsAsync<ProviderException>(() => _providers.Tmdb.GetMovieDetailsAsync(11, null, _providers.Deadline));
        Assert.Equal(ProviderFailure.NotFound, error.Cause);
        Assert.Equal(2, _emulator.Statistics.Snapshot().Tmdb.Requests);
    }

    [Fact]
    public async Task The_export_streams_every_movie_and_a_day_without_one_is_not_found()
    {
        await using var export = await _providers.Tmdb.OpenExportAsync(Today.AddDays(-1), _providers.Deadline);
        var movies = await export.ReadMoviesAsync(_providers.Deadline).ToListAsync(_providers.Deadline);

        Assert.True(movies.Count > 200);
        Assert.Contains(movies, movie => movie.Id == TheMatrix);
        Assert.Equal(0, export.BadLines);

        var error = await Assert.ThrowsAsync<ProviderException>(() => _providers.Tmdb.OpenExportAsync(Today.AddDays(3), _providers.Deadline));
        Assert.Equal(ProviderFailure.NotFound, error.Cause);
    }

    [Fact]
    public async Task A_wrong_key_is_unauthorized_and_not_retried()
    {
        await using var stranger = await ProviderHarness.StartAsync(_emulator, new Dictionary<string, string?> { ["Tmdb:ApiKey"] = "wrong" });

        var error = await Assert.ThrowsAsync<ProviderException>(() => stranger.Tmdb.GetGenresAsync(null, stranger.Deadline));

        Assert.Equal(ProviderFailure.Unauthorized, error.Cause);
        Assert.DoesNotContain("wrong", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _emulator.Statistics.Snapshot().Tmdb.Requests);
    }

    [Fact]
    public async Task A_token_with_dots_is_sent_as_bearer()
    {
        await using var other = await EmulatorServer.StartAsync(new() { ApiKey = "a.b.c" });
        await using var bearer = await ProviderHarness.StartAsync(other);

        Assert.Equal(19, (await bearer.Tmdb.GetGenresAsync(null, bearer.Deadline)).Value.Count);
    }
}
