using Microsoft.EntityFrameworkCore;

namespace MovieAspire.Data;

/// <summary>Tables and keys of schema <c>analytics</c>.</summary>
internal static class AnalyticsModel
{
    public static void Configure(ModelBuilder model) =>
        model.Entity<GenreStatsDaily>().ToTable("genre_stats_daily", "analytics")
            .HasKey(stats => new { stats.ComputedOn, stats.GenreId });
}
