using MovieAspire.Libraries.Matching;

namespace MovieAspire.Worker.Tests.Libraries;

/// <summary>Sessions as an import leaves them.</summary>
internal static class LibrarySessions
{
    public static async Task<Guid> CreateAsync(JobSystem system, IEnumerable<FilmTitle> films)
    {
        var all = films.ToList();
        return await CreateAsync(
            system, "SELECT name, year FROM unnest($2, $3) AS f (name, year)", all.Select(film => film.Name).ToArray(), all.Select(film => film.Year).ToArray());
    }

    /// <param name="system">Where.</param>
    /// <param name="films">A query of titles and years.</param>
    /// <param name="values">Its parameters, from $2 on.</param>
    public static async Task<Guid> CreateAsync(JobSystem system, string films, params object[] values)
    {
        var session = Guid.NewGuid();
        await ExecuteAsync(system, """
            INSERT INTO libraries.sessions (id, owner_token_hash, status, created_at, imported_at, wanted_at, expires_at, work_wanted)
            VALUES ($1, '', 'processing', $2, $2, $2, $3, 0)
            """, session, system.Clock.Now, system.Clock.Now + TimeSpan.FromDays(30));
        await ExecuteAsync(system, $"""
            INSERT INTO libraries.films (session_id, name, year, is_watched) SELECT $1, title, year, true FROM ({films}) AS f (title, year)
            """, [session, .. values]);
        await ExecuteAsync(system, """
            UPDATE libraries.sessions SET work_wanted = 1, total_movies = (SELECT count(*) FROM libraries.films WHERE session_id = $1) WHERE id = $1
            """, session);
        await ExecuteAsync(system, "SELECT pg_notify('library_changed', $1::text)", session);
        return session;
    }

    public static Task<bool> CompletedAsync(JobSystem system, Guid session) => Eventually.TrueAsync(
        async () => await system.CountAsync("SELECT count(*) FROM libraries.sessions WHERE id = $1 AND status IN ('completed', 'failed')", session) == 1
            ? await system.CountAsync("SELECT count(*) FROM libraries.sessions WHERE id = $1 AND status = 'completed'", session) == 1
                ? true : throw new InvalidOperationException("The session failed.")
            : false,
        "the session is completed");

    public static async Task ExecuteAsync(JobSystem system, string sql, params object[] values)
    {
#pragma warning disable CA2100 // constants of these tests
        await using var command = system.Data.CreateCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
