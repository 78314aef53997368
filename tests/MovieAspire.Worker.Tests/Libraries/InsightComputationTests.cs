using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Libraries.Insight;
using MovieAspire.Worker.Libraries.Sessions;
using Npgsql;

namespace MovieAspire.Worker.Tests.Libraries;

public sealed class InsightComputationTests
{
    private const int Lead = 500;

    /// <summary>An actor is billed first in three films, eleventh in a fourth, and all of them were seen.</summary>
    [Fact]
    public async Task Of_an_actors_work_the_films_count_in_which_the_actor_is_among_the_first_ten()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await new MovieWriter(database, TimeProvider.System).WriteAsync(
            [.. Enumerable.Range(1, 4).Select(id => MovieMapping.FromDetails(Details(id, place: id == 4 ? 10 : 0), 1000, TimeProvider.System.GetUtcNow()))],
            Guid.CreateVersion7(), CancellationToken.None);
        var session = new LibrarySession(Guid.NewGuid(), 1, 1);
        await database.ExecuteAsync("""
            INSERT INTO libraries.sessions (id, owner_token_hash, status, created_at, imported_at, wanted_at, expires_at)
            VALUES ($1, '', 'enriching', now(), now(), now(), now() + interval '30 days')
            """, session.Id);
        await database.ExecuteAsync("""
            WITH films AS (
                INSERT INTO libraries.films (session_id, name, year, is_watched) SELECT $1, title, 2000, true FROM catalog.movies RETURNING id, name)
            INSERT INTO libraries.matches (film_id, session_id, state, level, movie_id, is_settled, rule_version, decided_at, revision)
            SELECT f.id, $1, 'matched', 'strong', m.id, true, 1, now(), 1 FROM films f JOIN catalog.movies m ON m.title = f.name
            """, session.Id);

        using var insight = new InsightComputation(database, new(database), TimeProvider.System);
        await insight.ComputeAsync(session, CancellationToken.None);

        var lead = (await StatsAsync(database, session)).Progress.Single(person => person is { Id: Lead, Role: "actor" });
        Assert.Equal((3, 3), (lead.Seen, lead.Total));
    }

    private static TmdbMovieDetails Details(int id, int place)
    {
        var others = Enumerable.Range(0, 10).Select(i => new TmdbCastMember { Id = (id * 20) + i, Name = $"Actor {i}", Order = i < place ? i : i + 1 });
        return new()
        {
            Id = id, Title = $"Film {id}", OriginalTitle = $"Film {id}", ReleaseDate = new(2000, 1, 1),
            Credits = new() { Cast = [new() { Id = Lead, Name = "Lead", Order = place }, .. others] },
        };
    }

    private static async Task<LibraryStats> StatsAsync(NpgsqlDataSource database, LibrarySession session)
    {
        await using var command = database.CreateCommand("SELECT content FROM libraries.insights WHERE session_id = $1 AND kind = 'stats'");
        command.Parameters.Add(new() { Value = session.Id });
        return LibraryStats.Parser.ParseFrom((byte[])(await command.ExecuteScalarAsync())!);
    }
}
