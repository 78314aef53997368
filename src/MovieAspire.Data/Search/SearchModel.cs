using Microsoft.EntityFrameworkCore;

namespace MovieAspire.Data;

/// <summary>The tables of schema <c>catalog</c> that serve search.</summary>
internal static class SearchModel
{
    private const string Schema = "catalog";

    public static void Configure(ModelBuilder model)
    {
        model.Entity<MovieSearch>().ToTable("movie_search", Schema).HasKey(movie => movie.MovieId);
        model.Entity<MovieSearch>().Property(movie => movie.MovieId).ValueGeneratedNever();
        model.Entity<SearchWord>().ToTable("search_words", Schema).HasKey(word => word.Word);
        model.Entity<MovieChange>().ToTable("movie_changes", Schema).HasKey(change => change.MovieId);
        model.Entity<MovieChange>().Property(change => change.MovieId).ValueGeneratedNever();
        model.Entity<MovieChange>().Property(change => change.Version).HasColumnType("xid8");
        model.Entity<SearchQueueEntry>().ToTable("search_queue", Schema).HasKey(entry => entry.Id);
    }
}
