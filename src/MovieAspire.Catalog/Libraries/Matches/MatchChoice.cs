using Dapper;
using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.Libraries.Matching;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Text.Titles;
using Npgsql;

namespace MovieAspire.Catalog.Libraries.Matches;

/// <summary>
/// A person's choice for a film: written at once, final in the session, and counted for everyone who has the film. The worker
/// fetches what the catalog lacks of the movie, and computes the insight anew.
/// </summary>
internal sealed class MatchChoice(
    [FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource, MatchQuery matches, TimeProvider time)
{
    private const string ChooseSql = """
        INSERT INTO libraries.choices (session_id, film_id, uri, title_key, year, movie_id, chosen_at)
        SELECT session_id, id, uri, @titleKey, year, @movie, @now FROM libraries.films WHERE id = @film
        ON CONFLICT (session_id, film_id) DO UPDATE SET movie_id = excluded.movie_id, chosen_at = excluded.chosen_at;

        WITH session AS (
            UPDATE libraries.sessions
            SET revision = revision + 1, work_wanted = work_wanted + 1, wanted_at = @now, status = CASE status WHEN 'completed' THEN 'enriching' ELSE status END
            WHERE id = @session RETURNING id, revision)
        INSERT INTO libraries.matches AS x
            (film_id, session_id, state, level, movie_id, is_settled, method, rule_version, score, message, decided_at, revision)
        SELECT @film, id, @state, 'strong', @movie, @movie IS NULL, 'choice', @version, 1, @message, @now, revision FROM session
        ON CONFLICT (film_id) DO UPDATE
        SET state = excluded.state, level = excluded.level, movie_id = excluded.movie_id, is_settled = excluded.is_settled,
            method = excluded.method, rule_version = excluded.rule_version, message = excluded.message, decided_at = excluded.decided_at, revision = excluded.revision,
            failures = 0, failure = NULL;

        UPDATE libraries.sessions s SET (enriched_count, matched_count, review_count, unmatched_count, failed_count) = (
            SELECT count(*) FILTER (WHERE is_settled), count(*) FILTER (WHERE state = 'matched'), count(*) FILTER (WHERE state = 'review'),
                   count(*) FILTER (WHERE state IN ('unmatched', 'series', 'dismissed')), count(*) FILTER (WHERE failure IS NOT NULL)
            FROM libraries.matches WHERE session_id = s.id)
        WHERE id = @session;
        SELECT pg_notify('library_changed', @session::text);
        """;

    /// <param name="session">Its owner asks.</param>
    /// <param name="film">Of the session.</param>
    /// <param name="movie">TMDB id; null for none of the movies.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ServiceException">NOT_FOUND for a film that the session does not have.</exception>
    public async Task<Match> ChooseAsync(SessionRow session, long film, int? movie, CancellationToken cancellationToken)
    {
        if (movie is <= 0)
            throw ServiceError.InvalidField("tmdb_id", "must be positive, or left out for none");
        await using (var connection = await dataSource.OpenConnectionAsync(cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            // The session first, as the worker and the imports do.
            await connection.ExecuteAsync(new CommandDefinition(
                "SELECT FROM libraries.sessions WHERE id = @Id FOR UPDATE", new { session.Id }, cancellationToken: cancellationToken));
            var name = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
                "SELECT name FROM libraries.films WHERE id = @film AND session_id = @Id", new { film, session.Id }, cancellationToken: cancellationToken))
                ?? throw ServiceError.NotFound("film", film);
            await connection.ExecuteAsync(new CommandDefinition(
                ChooseSql,
                new
                {
                    session = session.Id, film, movie, version = MatchRules.Version, titleKey = TitleKeys.Exact(name), now = time.GetUtcNow(),
                    state = movie is null ? "dismissed" : "matched",
                    message = movie is null ? "You said that none of the movies is it." : "You chose it.",
                },
                cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
        }

        return await matches.GetAsync(session, film, cancellationToken);
    }
}
