using MovieAspire.ProviderEmulator;
using MovieAspire.Providers.Tmdb;
using Xunit;

namespace MovieAspire.Providers.Tests;

public sealed class TmdbClientTests : IAsyncLifetime
{
    private const int TheMatrix = 603;

    private EmulatorServer emulator = null!;
    private ProviderHarness providers = null!;

    public async Task InitializeAsync()
    {
        emulator = await EmulatorServer.StartAsync(new() { RequestsPerSecond = 0 });
        providers = new(emulator);
    }

    public async Task DisposeAsync()
    {
        await providers.DisposeAsync();
        await emulator.DisposeAsync();
    }

    [Theory]
    [InlineData(TmdbList.Popular)]
    [InlineData(TmdbList.TopRated)]
    [InlineData(TmdbList.NowPlaying)]
    [InlineData(TmdbList.Upcoming)]
    public async Task A_list_has_twenty_movies_a_page(TmdbList list)
    {
        var page = await providers.Tmdb.GetListAsync(list, 2, providers.Deadline);

        Assert.Equal(2, page.Value.Page);
        Assert.Equal(20, page.Value.Results.Count);
        Assert.False(page.Raw.FromCache);
        Assert.DoesNotContain("api_key", page.Raw.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_come_with_all_parts_in_one_request()
    {
        var movie = (await providers.Tmdb.GetMovieDetailsAsync(TheMatrix, providers.Deadline)).Value;

        Assert.Equal("The Matrix", movie.Title);
        Assert.Equal("tt0133093", movie.ExternalIds.ImdbId);
        Assert.NotEmpty(movie.Credits.Cast);
        Assert.Contains(movie.Credits.Crew, member => member.Job == "Director");
        Assert.NotEmpty(movie.Keywords.Keywords);
        Assert.NotEmpty(movie.Similar.Results);
        Assert.Equal(1999, movie.PremiereYear);
        Assert.Equal("R", movie.UsCertification);
        Assert.Equal(1, emulator.Statistics.Snapshot().Tmdb.Requests);
    }

    [Fact]
    public async Task Discover_keeps_to_its_conditions()
    {
        var query = new TmdbDiscoverQuery
        {
            ReleasedFrom = new(1999, 1, 1), ReleasedTo = new(1999, 12, 31), MinVotes = 200, SortBy = "vote_count.desc",
        };
        var page = (await providers.Tmdb.DiscoverAsync(query, providers.Deadline)).Value;

        Assert.NotEmpty(page.Results);
        Assert.All(page.Results, movie => Assert.Equal(1999, movie.ReleaseDate!.Value.Year));
        Assert.Equal(page.Results.OrderByDescending(movie => movie.VoteCount), page.Results);
    }

    [Fact]
    public async Task Search_finds_titles_without_their_accents_and_original_ones()
    {
        var found = (await providers.Tmdb.SearchAsync(new("羅生門"), providers.Deadline)).Value;
        Assert.Equal("Rashomon", found.Results[0].Title);
    }

    [Fact]
    public async Task Trending_genres_collection_and_person_answer()
    {
        Assert.Equal(20, (await providers.Tmdb.GetTrendingWeekAsync(1, providers.Deadline)).Value.Results.Count);
        Assert.Equal(19, (await providers.Tmdb.GetGenresAsync(providers.Deadline)).Value.Count);

        var movie = (await providers.Tmdb.GetMovieDetailsAsync(TheMatrix, providers.Deadline)).Value;
        var collection = (await providers.Tmdb.GetCollectionAsync(movie.BelongsToCollection!.Id, providers.Deadline)).Value;
        Assert.Contains(collection.Parts, part => part.Id == TheMatrix);

        var person = (await providers.Tmdb.GetPersonAsync(movie.Credits.Cast[0].Id, providers.Deadline)).Value;
        Assert.Equal("Keanu Reeves", person.Name);
    }

    [Fact]
    public async Task A_changed_movie_is_in_the_change_feed_and_a_vanished_one_is_not_found()
    {
        emulator.ChangeMovie(TheMatrix);
        emulator.VanishMovie(11);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

        var changes = (await providers.Tmdb.GetChangesAsync(today.AddDays(-1), today.AddDays(1), 1, providers.Deadline)).Value;
        Assert.Equal([11, TheMatrix], changes.Results.Select(change => change.Id));

        var error = await Assert.ThrowsAsync<ProviderException>(() => providers.Tmdb.GetMovieDetailsAsync(11, providers.Deadline));
        Assert.Equal(ProviderFailure.NotFound, error.Cause);
        Assert.Equal(2, emulator.Statistics.Snapshot().Tmdb.Requests);
    }

    [Fact]
    public async Task The_export_streams_every_movie_and_a_day_without_one_is_not_found()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var export = await providers.Tmdb.OpenExportAsync(today.AddDays(-1), providers.Deadline);
        var movies = await export.ReadMoviesAsync(providers.Deadline).ToListAsync(providers.Deadline);

        Assert.True(movies.Count > 200);
        Assert.Contains(movies, movie => movie.Id == TheMatrix);
        Assert.Equal(0, export.BadLines);

        var error = await Assert.ThrowsAsync<ProviderException>(() => providers.Tmdb.OpenExportAsync(today.AddDays(3), providers.Deadline));
        Assert.Equal(ProviderFailure.NotFound, error.Cause);
    }

    [Fact]
    public async Task A_wrong_key_is_unauthorized_and_not_retried()
    {
        await using var stranger = new ProviderHarness(emulator, new Dictionary<string, string?> { ["Tmdb:ApiKey"] = "wrong" });

        var error = await Assert.ThrowsAsync<ProviderException>(() => stranger.Tmdb.GetGenresAsync(stranger.Deadline));

        Assert.Equal(ProviderFailure.Unauthorized, error.Cause);
        Assert.DoesNotContain("wrong", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, emulator.Statistics.Snapshot().Tmdb.Requests);
    }

    [Fact]
    public async Task A_token_with_dots_is_sent_as_bearer()
    {
        await using var other = await EmulatorServer.StartAsync(new() { ApiKey = "a.b.c" });
        await using var bearer = new ProviderHarness(other);

        Assert.Equal(19, (await bearer.Tmdb.GetGenresAsync(bearer.Deadline)).Value.Count);
    }
}
