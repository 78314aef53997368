using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Sources.Dataset;
using MovieAspire.ProviderEmulator.Sources.Generated;
using MovieAspire.ProviderEmulator.Sources.Sample;

namespace MovieAspire.ProviderEmulator.Sources;

/// <summary>Section "Emulator": which movies are served; without a setting the sample catalog.</summary>
internal sealed record SourceOptions
{
    /// <summary>Directory of data set files.</summary>
    public string Dataset { get; set; } = "";

    /// <summary>Number of synthetic movies; 0 for none. Not together with Dataset.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Emulator:Generate must be between 0 and 1,000,000.")]
    public int Generate { get; set; }

    /// <summary>Seed of the synthetic movies: the same seed makes the same movies.</summary>
    public int Seed { get; set; } = 1;
}

internal static partial class SourceServices
{
    /// <summary>Adds the <see cref="IMovieSource"/> that the settings ask for.</summary>
    public static IHostApplicationBuilder AddSource(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SourceOptions>().BindConfiguration("Emulator").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services =>
        {
            var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SourceServices).FullName!);
            var source = Load(
                services.GetRequiredService<IOptions<SourceOptions>>().Value, services.GetRequiredService<EmulatorClock>(), logger);
            LogLoaded(logger, source.Description);
            return source;
        });
        return builder;
    }

    private static IMovieSource Load(SourceOptions options, EmulatorClock clock, ILogger logger)
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
