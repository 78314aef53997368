using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Sources.Dataset;
using MovieAspire.ProviderEmulator.Sources.Generated;
using MovieAspire.ProviderEmulator.Sources.Sample;

namespace MovieAspire.ProviderEmulator.Sources;

internal static partial class MovieSources
{
    /// <summary>The source that the settings ask for.</summary>
    public static IMovieSource Load(IServiceProvider services)
    {
        var options = services.GetRequiredService<EmulatorOptions>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(MovieSources).FullName!);
        var source = Load(options, services.GetRequiredService<EmulatorClock>(), logger);
        LogLoaded(logger, source.Description);
        return source;
    }

    private static IMovieSource Load(EmulatorOptions options, EmulatorClock clock, ILogger logger)
    {
        var hasDataset = !string.IsNullOrWhiteSpace(options.Dataset);
        if (hasDataset && options.Generate > 0)
            throw new EmulatorStartException("Emulator:Dataset and Emulator:Generate cannot be set together.");
        if (hasDataset)
            return DatasetSource.Load(options.Dataset, logger);
        return options.Generate > 0 ? new GeneratedSource(options.Generate, options.Seed, clock.Today) : SampleSource.Load();
    }

    [LoggerMessage(LogLevel.Information, "Serving {Source}")]
    private static partial void LogLoaded(ILogger logger, string source);
}
