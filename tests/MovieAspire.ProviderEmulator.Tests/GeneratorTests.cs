using System.Text.Json;
using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Sources.Generated;
using Xunit;

namespace MovieAspire.ProviderEmulator.Tests;

public sealed class GeneratorTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Fact]
    public void The_same_seed_makes_the_same_movies_and_another_one_others()
    {
        var json = JsonSerializer.Serialize(new GeneratedSource(500, 1, Today).Find(42));

        Assert.Equal(json, JsonSerializer.Serialize(new GeneratedSource(500, 1, Today).Find(42)));
        Assert.NotEqual(json, JsonSerializer.Serialize(new GeneratedSource(500, 2, Today).Find(42)));
    }

    [Fact]
    public void Facts_and_movies_agree()
    {
        var source = new GeneratedSource(2_000, 1, Today);
        for (var id = 1; id <= 2_000; id++)
        {
            var movie = source.Find(id)!;
            Assert.Equal(MovieFacts.Of(movie), source.Facts[id - 1]);
            Assert.True(movie.ReleaseDate is null || (movie.ReleaseDate >= new DateOnly(1900, 1, 1) && movie.ReleaseDate <= Today));
        }
    }

    [Fact]
    public void People_collections_and_imdb_ids_lead_back_to_their_movies()
    {
        var source = new GeneratedSource(2_000, 1, Today);
        var movie = source.Find(61)!;

        Assert.Contains(61, source.MoviesOfPerson(movie.Cast[0].PersonId));
        Assert.Contains(61, source.MoviesOfCollection(movie.Collection!.Id));
        var withImdb = Enumerable.Range(1, 10).Select(id => source.Find(id)!).First(other => other.ImdbId is not null);
        Assert.Equal(withImdb.Id, source.FindByImdbId(withImdb.ImdbId!));
        Assert.Null(source.FindByImdbId("tt99999999"));
        Assert.Null(source.Find(2_001));
        Assert.Null(source.Find(0));
    }

    [Fact]
    public void Few_movies_have_most_of_the_votes()
    {
        var source = new GeneratedSource(20_000, 1, Today);
        var votes = source.Facts.ToArray().Select(facts => (long)facts.VoteCount).OrderDescending().ToList();

        Assert.True(votes.Take(2_000).Sum() > votes.Sum() / 2);
    }
}
