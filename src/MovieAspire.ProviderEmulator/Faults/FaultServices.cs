using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Faults;

/// <summary>The faults of now. What hits a request depends on the seed, the request and how often it came, and on
/// nothing else: the same run fails in the same places, however its requests interleave.</summary>
internal sealed class FaultState(IOptions<FaultPlan> plan, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private (FaultPlan Plan, DateTimeOffset Since) _current = (plan.Value, time.GetUtcNow());

    public FaultPlan Plan => _current.Plan;

    public void Set(FaultPlan plan)
    {
        _attempts.Clear();
        _current = (plan, time.GetUtcNow());
    }

    public bool IsStorm(ProviderFaults faults) =>
        faults.StormDuration > TimeSpan.Zero && time.GetUtcNow() < _current.Since + faults.StormDuration;

    /// <summary>A draw of its own for each kind of fault.</summary>
    public FaultDraw Draw(string request)
    {
        var attempt = _attempts.AddOrUpdate(request, 1, (_, count) => count + 1);
        var hash = StableHash.Of(request);
        return new(Plan.Seed, (int)(hash ^ (hash >> 32)), attempt);
    }
}

/// <summary>The chances of one request.</summary>
internal readonly record struct FaultDraw(int Seed, int Request, int Attempt)
{
    public double Chance(int kind) => StableHash.Unit(StableHash.Of(Seed, Request, Attempt * 16 + kind));

    public bool Hits(double share, int kind) => share > 0 && Chance(kind) < share;
}

internal static class FaultServices
{
    /// <summary>Adds the faults of the section "Emulator:Faults", which are there from the start.</summary>
    public static IHostApplicationBuilder AddFaults(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<FaultPlan>().BindConfiguration("Emulator:Faults").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<FaultState>();
        return builder;
    }
}
