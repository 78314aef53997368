using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;

namespace MovieAspire.Worker.Tests.Collect.Details;

public class MovieMappingTests
{
    [Fact]
    public void The_premiere_year_is_that_of_the_earliest_showing()
    {
        var movie = Map(Details() with
        {
            ReleaseDate = new(2010, 3, 1),
            ReleaseDates = new()
            {
                Results =
                [
                    new() { Country = "FR", ReleaseDates = [new() { ReleaseDate = new(2009, 5, 20), Type = TmdbReleaseType.Premiere }] },
                    new() { Country = "US", ReleaseDates = [new() { ReleaseDate = new(2010, 3, 1), Type = TmdbReleaseType.Theatrical }] },
                ],
            },
        });

        Assert.Equal(2009, movie.PremiereYear);
    }

    [Fact]
    public void An_official_trailer_comes_before_any_trailer_and_that_before_a_teaser()
    {
        TmdbVideo teaser = new() { Site = "YouTube", Key = "teaser", Type = "Teaser", Official = true };
        TmdbVideo trailer = new() { Site = "YouTube", Key = "trailer", Type = "Trailer" };
        TmdbVideo official = new() { Site = "YouTube", Key = "official", Type = "Trailer", Official = true };
        TmdbVideo elsewhere = new() { Site = "Vimeo", Key = "vimeo", Type = "Trailer", Official = true };

        Assert.Equal("official", Trailer(elsewhere, teaser, trailer, official));
        Assert.Equal("trailer", Trailer(elsewhere, teaser, trailer));
        Assert.Equal("teaser", Trailer(elsewhere, teaser));
        Assert.Null(Trailer(elsewhere));

        static string? Trailer(params TmdbVideo[] videos) =>
            Map(Details() with { Videos = new() { Results = videos } }).TrailerKey;
    }

    [Fact]
    public void The_first_ten_of_the_billing_are_marked()
    {
        var cast = Enumerable.Range(0, 12).Select(i => new TmdbCastMember { Id = 100 + i, Name = $"{i}", Order = i }).Reverse();

        var movie = Map(Details() with { Credits = new() { Cast = [.. cast] } });

        Assert.Equal(Enumerable.Range(0, 12), movie.Cast.Select(credit => credit.BillingOrder));
        Assert.Equal(Enumerable.Range(100, 10), movie.Cast.Where(credit => credit.IsTop).Select(credit => credit.PersonId));
    }

    [Fact]
    public void Duplicates_and_odd_values_do_not_reach_the_database()
    {
        var movie = Map(Details() with
        {
            ImdbId = "nonsense",
            Runtime = -1,
            Overview = "a\0b",
            Genres = [new(1, "x"), new(1, "x")],
            Credits = new()
            {
                Crew = [new() { Id = 1, Job = "Director" }, new() { Id = 1, Job = "Director" }, new() { Id = 1, Job = "Writer" }],
            },
            AlternativeTitles = new() { Titles = [new("FR", "Un", ""), new("FR", "Un", "dvd"), new("FR", " ", "")] },
        });

        Assert.Null(movie.ImdbId);
        Assert.Null(movie.Runtime);
        Assert.Equal("ab", movie.Overview);
        Assert.Single(movie.Genres);
        Assert.Equal(["Director", "Writer"], movie.Crew.Select(credit => credit.Job));
        Assert.Single(movie.AlternativeTitles);
    }

    [Fact]
    public void The_content_hash_ignores_order_and_what_moves_daily()
    {
        var details = Details() with
        {
            Genres = [new(1, "x"), new(2, "y")],
            Credits = new() { Cast = [new() { Id = 1, Name = "A", Order = 0 }, new() { Id = 2, Name = "B", Order = 1 }] },
        };
        var shuffled = details with
        {
            Genres = [.. details.Genres.Reverse()],
            Credits = new() { Cast = [.. details.Credits.Cast.Reverse()] },
            Popularity = 99,
            VoteAverage = 9,
            VoteCount = 9,
        };

        Assert.Equal(Hash(details), Hash(shuffled));
    }

    [Fact]
    public void The_content_hash_sees_every_change_that_matters()
    {
        var details = Details() with { Genres = [new(1, "x")] };
        TmdbMovieDetails[] changed =
        [
            details with { Title = "Other" }, details with { Runtime = 100 }, details with { Tagline = "t" },
            details with { Overview = "t" }, details with { Genres = [new(2, "x")] }, details with { Genres = [] },
            details with { Credits = new() { Cast = [new() { Id = 1 }] } },
            details with { Keywords = new() { Keywords = [new(1, "k")] } },
        ];

        Assert.Equal(changed.Length + 1, changed.Append(details).Select(Hash).Distinct().Count());
    }

    private static string Hash(TmdbMovieDetails details) => Convert.ToHexString(Map(details).Tmdb!.ContentHash);

    private static Data.Catalog.MovieRow Map(TmdbMovieDetails details) => MovieMapping.FromDetails(details, maxCast: 1000, DateTimeOffset.UnixEpoch);

    private static TmdbMovieDetails Details() => new() { Id = 7, Title = "Seven", OriginalTitle = "Sept" };
}
