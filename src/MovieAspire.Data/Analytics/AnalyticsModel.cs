using Microsoft.EntityFrameworkCore;

namespace MovieAspire.Data;

/// <summary>Tables and keys of schema <c>analytics</c>.</summary>
internal static class AnalyticsModel
{
    private const string Schema = "analytics";

    public static void Configure(ModelBuilder model)
    {
        model.Entity<GenreStatsDaily>().ToTable("genre_stats_daily", Schema)
            .HasKey(stats => new { stats.ComputedOn, stats.GenreId });
        model.Entity<MovieTrendingDaily>().ToTable("movie_trending_daily", Schema)
            .HasKey(movie => new { movie.ComputedOn, movie.MovieId });
        model.Entity<RatingsByDecade>().ToTable("ratings_by_decade", Schema).HasKey(decade => decade.Decade);
        model.Entity<MovieRating>().ToTable("movie_ratings", Schema).HasKey(rating => rating.MovieId);
        model.Entity<Artifact>(artifact =>
        {
            artifact.ToTable("artifacts", Schema).HasKey(a => a.Name);
            artifact.Property(a => a.Parameters).HasColumnType("jsonb");
        });
    }
}
