using Microsoft.EntityFrameworkCore;

namespace MovieAspire.Data;

/// <summary>
/// The database as the services read it. Columns are the properties' names in snake_case; schemas,
/// tables and keys are configured per schema. The SQL files in Migrations/ define the schema, and the
/// worker writes by set-based SQL.
/// </summary>
public sealed class MovieDbContext(DbContextOptions<MovieDbContext> options) : DbContext(options)
{
    /// <summary>Movies, tombstones included: leave out those with <see cref="Movie.RemovedAt"/>.</summary>
    public DbSet<Movie> Movies => Set<Movie>();

    /// <summary>Genres of movies.</summary>
    public DbSet<Genre> Genres => Set<Genre>();

    /// <summary>Cast and crew.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>Credits of actors.</summary>
    public DbSet<CastCredit> CastCredits => Set<CastCredit>();

    /// <summary>Credits behind the camera.</summary>
    public DbSet<CrewCredit> CrewCredits => Set<CrewCredit>();

    /// <summary>Keywords of movies.</summary>
    public DbSet<Keyword> Keywords => Set<Keyword>();

    /// <summary>Film series.</summary>
    public DbSet<MovieCollection> Collections => Set<MovieCollection>();

    /// <summary>Production companies.</summary>
    public DbSet<Company> Companies => Set<Company>();

    /// <summary>Which list of TMDB names which movie.</summary>
    public DbSet<MovieListEntry> MovieLists => Set<MovieListEntry>();

    /// <summary>Runs of the worker's jobs.</summary>
    public DbSet<PipelineRun> PipelineRuns => Set<PipelineRun>();

    /// <summary>Counters of the runs' sources.</summary>
    public DbSet<RunSource> RunSources => Set<RunSource>();

    /// <summary>Errors of single items.</summary>
    public DbSet<RunError> RunErrors => Set<RunError>();

    /// <summary>Requests per provider and day.</summary>
    public DbSet<QuotaUsage> QuotaUsage => Set<QuotaUsage>();

    /// <summary>Positions of feeds.</summary>
    public DbSet<FeedCursor> Cursors => Set<FeedCursor>();

    /// <summary>When jobs start by themselves.</summary>
    public DbSet<Schedule> Schedules => Set<Schedule>();

    /// <summary>Genre statistics by day.</summary>
    public DbSet<GenreStatsDaily> GenreStatsDaily => Set<GenreStatsDaily>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        CatalogModel.Configure(modelBuilder);
        SearchModel.Configure(modelBuilder);
        PipelineModel.Configure(modelBuilder);
        AnalyticsModel.Configure(modelBuilder);

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(SnakeCase.From(property.Name));
    }
}
