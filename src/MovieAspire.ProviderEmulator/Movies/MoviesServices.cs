using Microsoft.Extensions.Options;

namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>Section "Emulator": which day it is.</summary>
internal sealed record ClockOptions
{
    /// <summary>The day that the lists are made for; the clock's day when not set.</summary>
    public DateOnly? Today { get; set; }
}

/// <summary>The emulator's day: the clock's, or the one that the settings fix.</summary>
internal sealed class EmulatorClock(TimeProvider time, IOptions<ClockOptions> options)
{
    public DateTimeOffset Now => options.Value.Today is { } day
        ? new(day, TimeOnly.FromTimeSpan(time.GetUtcNow().TimeOfDay), TimeSpan.Zero)
        : time.GetUtcNow();

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);
}

internal static class MoviesServices
{
    /// <summary>Adds the movies as they are now; needs an <see cref="IMovieSource"/>.</summary>
    public static IHostApplicationBuilder AddMovies(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ClockOptions>().BindConfiguration("Emulator");
        builder.Services.AddSingleton<EmulatorClock>().AddSingleton<ChangeLog>().AddSingleton<MovieCatalog>();
        builder.Services.AddSingleton<MovieFinder>().AddSingleton<SimilarMovies>();
        return builder;
    }
}
