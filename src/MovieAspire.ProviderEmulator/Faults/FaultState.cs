using System.Collections.Concurrent;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Faults;

/// <summary>The faults of now. What hits a request depends on the seed, the request and how often it came, and on
/// nothing else: the same run fails in the same places, however its requests interleave.</summary>
internal sealed class FaultState(EmulatorOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, int> attempts = new();
    private (FaultPlan Plan, DateTimeOffset Since) current = (options.Faults, time.GetUtcNow());

    public FaultPlan Plan => current.Plan;

    public void Set(FaultPlan plan)
    {
        attempts.Clear();
        current = (plan, time.GetUtcNow());
    }

    public bool IsStorm(ProviderFaults faults) =>
        faults.StormDuration > TimeSpan.Zero && time.GetUtcNow() < current.Since + faults.StormDuration;

    /// <summary>A draw of its own for each kind of fault.</summary>
    public FaultDraw Draw(string request)
    {
        var attempt = attempts.AddOrUpdate(request, 1, (_, count) => count + 1);
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
