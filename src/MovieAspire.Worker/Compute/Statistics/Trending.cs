using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Compute.Statistics;

/// <summary>
/// How much the movies of a UTC day trend, in one statement over the catalog:
/// <code>score = 0.4 * popularity + 0.3 * 20 * rating + 0.3 * 10 * ln(votes + 1)</code>
/// with the weights of <see cref="TrendingOptions"/>. The factors bring a rating of 0 to 10 and votes of 0 to some tens
/// of thousands to the hundreds that TMDB's popularity has for movies that people talk about.
/// </summary>
internal sealed class Trending(ArtifactWriter artifacts, IOptions<TrendingOptions> options, TimeProvider time) : IStatistic
{
    /// <summary>Grows with every change of the formula; each row says by which it was computed.</summary>
    private const int FormulaVersion = 1;

    /// <summary>Momentum is the score minus that of so many days before.</summary>
    private const int MomentumDays = 7;

    private const int RatingScale = 20;
    private const int VotesScale = 10;
    private const string Artifact = "movie_trending_daily";

    // A past day that was computed keeps the numbers that it was computed from. One that was not gets today's, as
    // TMDB tells no past ones, for the movies that were out by then.
    private static readonly string Sql = $"""
        WITH input AS (
            SELECT movie_id AS id, popularity, vote_average, vote_count
            FROM analytics.movie_trending_daily WHERE computed_on = @day AND @day < @today
            UNION ALL
            SELECT id, popularity, vote_average, vote_count
            FROM catalog.movies
            WHERE removed_at IS NULL AND NOT adult AND (@day = @today OR (release_date <= @day AND NOT EXISTS (
                SELECT FROM analytics.movie_trending_daily WHERE computed_on = @day)))
        ), scored AS (
            SELECT *, @popularity_weight * popularity + @rating_weight * {RatingScale} * vote_average
                + @votes_weight * {VotesScale} * ln(vote_count + 1.0::float8) AS score
            FROM input
        ), ranked AS MATERIALIZED (
            SELECT *, row_number() OVER (ORDER BY score DESC, id)::integer AS rank FROM scored
            ORDER BY score DESC, id LIMIT @size
        ), moved AS (
            SELECT r.*, r.score - before.score AS momentum
            FROM ranked r
            LEFT JOIN analytics.movie_trending_daily before
                ON before.computed_on = @day - {MomentumDays} AND before.movie_id = r.id
        ), removed AS (
            DELETE FROM analytics.movie_trending_daily d
            WHERE d.computed_on = @day AND NOT EXISTS (SELECT FROM ranked r WHERE r.id = d.movie_id)
            RETURNING 1
        ), written AS (
            INSERT INTO analytics.movie_trending_daily AS d
                (computed_on, movie_id, rank, score, momentum, popularity, vote_average, vote_count, formula_version,
                 run_id, computed_at)
            SELECT @day, id, rank, score, momentum, popularity, vote_average, vote_count, {FormulaVersion},
                   @run, @now
            FROM moved
            ON CONFLICT (computed_on, movie_id) DO UPDATE
            SET rank = excluded.rank, score = excluded.score, momentum = excluded.momentum,
                popularity = excluded.popularity, vote_average = excluded.vote_average, vote_count = excluded.vote_count,
                formula_version = excluded.formula_version, run_id = excluded.run_id, computed_at = excluded.computed_at
            WHERE (d.rank, d.score, d.momentum, d.popularity, d.vote_average, d.vote_count, d.formula_version)
                IS DISTINCT FROM (excluded.rank, excluded.score, excluded.momentum, excluded.popularity,
                                  excluded.vote_average, excluded.vote_count, excluded.formula_version)
            RETURNING 1
        )
        SELECT (SELECT count(*) FROM removed) + (SELECT count(*) FROM written), (SELECT count(*) FROM ranked),
               jsonb_build_object('popularity_weight', @popularity_weight, 'rating_weight', @rating_weight,
                   'votes_weight', @votes_weight, 'day', @day)
        """;

    public string Name => "trending";

    public string Title => "Trending scores";

    public string DefaultCron => "0 30 3 * * ?";

    /// <summary>Today.</summary>
    public Task<long> ComputeAsync(Guid run, CancellationToken cancellationToken) =>
        ComputeAsync(run, day: null, cancellationToken);

    /// <summary>Computes the day in one transaction; rows that are right already are not touched.</summary>
    /// <param name="run">Who computes.</param>
    /// <param name="day">Today, by default, or an earlier day.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <returns>How many rows changed; 0 when the day was up to date.</returns>
    public async Task<long> ComputeAsync(Guid run, DateOnly? day, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await using var command = new NpgsqlCommand(Sql);
        command.Parameters.AddWithValue("popularity_weight", options.Value.PopularityWeight);
        command.Parameters.AddWithValue("rating_weight", options.Value.RatingWeight);
        command.Parameters.AddWithValue("votes_weight", options.Value.VotesWeight);
        command.Parameters.AddWithValue("size", options.Value.Size);
        command.Parameters.AddWithValue("day", day ?? today);
        command.Parameters.AddWithValue("today", today);
        return await artifacts.WriteAsync(Artifact, FormulaVersion, run, command, cancellationToken);
    }
}

/// <summary>Ranks the movies that trend on a day.</summary>
internal sealed class TrendingJob(Trending trending, TimeProvider time) : IJob
{
    private static readonly DateOption TargetDate = new(
        "target_date", "The UTC day; today by default. A past day keeps its numbers, or takes today's when it has none.");

    public string Name => trending.Name;

    public string Title => trending.Title;

    public string DefaultCron => trending.DefaultCron;

    public IReadOnlyList<JobOption> Options { get; } = [TargetDate];

    public IReadOnlyList<FieldViolation> Validate(IReadOnlyDictionary<string, string> options) =>
        TargetDate.Read(new(options)) > DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)
            ? [new(TargetDate.Name, "must not be in the future")]
            : [];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        run.BeginPhase($"Computing {Name}", 1);
        var changed = await trending.ComputeAsync(run.Run.Id, TargetDate.Read(arguments), cancellationToken);
        run.Source(Name).Add(fetched: changed, updated: changed);
        run.Advance(1, "");
        return changed > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}

/// <summary>Section "Trending": the weights of <see cref="Trending"/>, and how many movies a day keeps.</summary>
internal sealed record TrendingOptions
{
    public const string Section = "Trending";

    /// <summary>Trending:PopularityWeight.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Trending:PopularityWeight must be between 0 and 1.")]
    public double PopularityWeight { get; init; } = 0.4;

    /// <summary>Trending:RatingWeight.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Trending:RatingWeight must be between 0 and 1.")]
    public double RatingWeight { get; init; } = 0.3;

    /// <summary>Trending:VotesWeight.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Trending:VotesWeight must be between 0 and 1.")]
    public double VotesWeight { get; init; } = 0.3;

    /// <summary>Trending:Size: movies ranked each day.</summary>
    [Range(1, 100_000, ErrorMessage = "Trending:Size must be between 1 and 100,000.")]
    public int Size { get; init; } = 1_000;
}
