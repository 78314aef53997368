using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MovieAspire.Data;

/// <summary>Tables, keys and relations of schema <c>catalog</c>.</summary>
internal static class CatalogModel
{
    private const string Schema = "catalog";

    public static void Configure(ModelBuilder model)
    {
        model.Entity<Movie>(Movies);
        model.Entity<Genre>().ToTable("genres", Schema).Property(genre => genre.Id).ValueGeneratedNever();
        model.Entity<Keyword>().ToTable("keywords", Schema).Property(keyword => keyword.Id).ValueGeneratedNever();
        model.Entity<Company>().ToTable("companies", Schema).Property(company => company.Id).ValueGeneratedNever();
        model.Entity<Person>().ToTable("people", Schema).Property(person => person.Id).ValueGeneratedNever();
        model.Entity<MovieCollection>().ToTable("collections", Schema).Property(c => c.Id).ValueGeneratedNever();

        model.Entity<CastCredit>().ToTable("movie_cast", Schema)
            .HasKey(credit => new { credit.MovieId, credit.BillingOrder, credit.PersonId });
        model.Entity<CrewCredit>().ToTable("movie_crew", Schema)
            .HasKey(credit => new { credit.MovieId, credit.PersonId, credit.Job });
        model.Entity<SimilarMovie>().ToTable("similar_movies", Schema)
            .HasKey(similar => new { similar.MovieId, similar.Rank });
        model.Entity<AlternativeTitle>().ToTable("alternative_titles", Schema)
            .HasKey(title => new { title.MovieId, title.Country, title.Title });
        model.Entity<MovieListEntry>().ToTable("movie_lists", Schema)
            .HasKey(entry => new { entry.List, entry.MovieId });
        model.Entity<TmdbMovie>().ToTable("tmdb_movies", Schema).HasKey(movie => movie.MovieId);
        model.Entity<OmdbMovie>().ToTable("omdb_movies", Schema).HasKey(movie => movie.MovieId);
    }

    private static void Movies(EntityTypeBuilder<Movie> movie)
    {
        movie.ToTable("movies", Schema).Property(m => m.Id).ValueGeneratedNever();
        movie.HasOne(m => m.Collection).WithMany().HasForeignKey(m => m.CollectionId);
        movie.HasMany(m => m.Cast).WithOne(credit => credit.Movie).HasForeignKey(credit => credit.MovieId);
        movie.HasMany(m => m.Crew).WithOne(credit => credit.Movie).HasForeignKey(credit => credit.MovieId);
        movie.HasMany(m => m.Similar).WithOne().HasForeignKey(similar => similar.MovieId);
        movie.HasMany(m => m.AlternativeTitles).WithOne().HasForeignKey(title => title.MovieId);
        movie.HasMany<MovieListEntry>().WithOne().HasForeignKey(entry => entry.MovieId);
        movie.HasOne(m => m.Tmdb).WithOne().HasForeignKey<TmdbMovie>(tmdb => tmdb.MovieId);
        movie.HasOne(m => m.Omdb).WithOne().HasForeignKey<OmdbMovie>(omdb => omdb.MovieId);

        movie.HasMany(m => m.Genres).WithMany().UsingEntity<MovieGenre>(
            link => link.HasOne<Genre>().WithMany().HasForeignKey(l => l.GenreId),
            link => link.HasOne<Movie>().WithMany().HasForeignKey(l => l.MovieId),
            link => link.ToTable("movie_genres", Schema).HasKey(l => new { l.MovieId, l.GenreId }));
        movie.HasMany(m => m.Keywords).WithMany().UsingEntity<MovieKeyword>(
            link => link.HasOne<Keyword>().WithMany().HasForeignKey(l => l.KeywordId),
            link => link.HasOne<Movie>().WithMany().HasForeignKey(l => l.MovieId),
            link => link.ToTable("movie_keywords", Schema).HasKey(l => new { l.MovieId, l.KeywordId }));
        movie.HasMany(m => m.Companies).WithMany().UsingEntity<MovieCompany>(
            link => link.HasOne<Company>().WithMany().HasForeignKey(l => l.CompanyId),
            link => link.HasOne<Movie>().WithMany().HasForeignKey(l => l.MovieId),
            link => link.ToTable("movie_companies", Schema).HasKey(l => new { l.MovieId, l.CompanyId }));
    }
}
