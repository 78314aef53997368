using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MovieAspire.Redis.Connection;

namespace MovieAspire.Redis.Generations;

/// <summary>Section <c>Generations</c>.</summary>
public sealed record GenerationOptions
{
    /// <summary>Generations:KeepFor, 10 min by default: how long the last numbers known go on while Redis is away.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Generations:KeepFor must be between 1 s and 1 day.")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromMinutes(10);
}

public static class GenerationServices
{
    /// <summary>Adds <see cref="DataGenerations"/>, for whoever changes data or keeps answers made of them.</summary>
    public static IHostApplicationBuilder AddDataGenerations(this IHostApplicationBuilder builder)
    {
        builder.AddRedis();
        builder.Services.AddOptions<GenerationOptions>().BindConfiguration("Generations").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<DataGenerations>();
        return builder;
    }
}
