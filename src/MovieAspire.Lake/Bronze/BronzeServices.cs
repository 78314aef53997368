using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Bronze;

/// <summary>Registers the writer of the bronze layer.</summary>
public static class BronzeServices
{
    /// <summary>Adds the bronze layer and its maintenance, for a process that fetches.</summary>
    public static IHostApplicationBuilder AddBronze(this IHostApplicationBuilder builder)
    {
        builder.AddStorage();
        builder.Services.AddOptions<BronzeOptions>()
            .BindConfiguration(BronzeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<BronzeLake>();
        builder.Services.AddSingleton<BronzeRetention>();
        builder.Services.AddHostedService<BronzeMaintenance>();
        return builder;
    }
}

/// <summary>Section "Lake": whether raw bodies are kept, how, and for how long.</summary>
public sealed record BronzeOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = LakeOptions.Section;

    /// <summary>Lake:Enabled: false keeps no raw bodies, where there is no folder that outlives the process.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Lake:BronzeRetention: how long raw bodies are kept; null for ever.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00", ErrorMessage = "Lake:BronzeRetention must be at least one day.")]
    public TimeSpan? BronzeRetention { get; init; }

    /// <summary>Lake:BronzeFileBytes: a file that has this many compressed bytes is closed, and the next begun.</summary>
    [Range(1L << 10, 1L << 32, ErrorMessage = "Lake:BronzeFileBytes must be between 1 KiB and 4 GiB.")]
    public long BronzeFileBytes { get; init; } = 64L << 20;

    /// <summary>Lake:BronzeFileAge: a file that is open this long is closed too; a crash loses at most that much.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Lake:BronzeFileAge must be between 1 s and one day.")]
    public TimeSpan BronzeFileAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Lake:BronzeQueue: bodies that may wait to be written; fetching waits beyond.</summary>
    [Range(1, 10_000, ErrorMessage = "Lake:BronzeQueue must be between 1 and 10,000.")]
    public int BronzeQueue { get; init; } = 256;
}
