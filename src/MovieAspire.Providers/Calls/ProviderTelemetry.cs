using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MovieAspire.Providers.Calls;

/// <summary>Names under which the service defaults subscribe: source and meter "MovieAspire.Providers".</summary>
internal static class ProviderTelemetry
{
    public const string Name = "MovieAspire.Providers";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "movieaspire.provider.requests", "{request}", "Attempts sent to a provider, by outcome: the status, or the error.");

    private static readonly Histogram<double> Waits = Meter.CreateHistogram<double>(
        "movieaspire.provider.wait", "s", "Time that calls waited, by reason.");

    public static void Attempt(Provider provider, string outcome) =>
        Requests.Add(1, new("provider", provider.Key()), new("outcome", outcome));

    public static void Wait(ProviderWait wait) =>
        Waits.Record(wait.Delay.TotalSeconds, new("provider", wait.Provider.Key()), new("reason", wait.Reason.ToString()));
}
