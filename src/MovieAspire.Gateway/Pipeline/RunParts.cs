using System.ComponentModel;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>What one source of a run brought.</summary>
/// <param name="Source">For example popular, trending_week or details.</param>
/// <param name="Fetched">Items read.</param>
/// <param name="Inserted">New ones.</param>
/// <param name="Updated">Ones that differed.</param>
/// <param name="Unchanged">Ones that did not.</param>
/// <param name="Failed">Ones that could not be read or written.</param>
/// <param name="Requests">Requests sent to the provider.</param>
/// <param name="Error">Why the source as a whole failed.</param>
public sealed record RunSource(
    string Source, long Fetched, long Inserted, long Updated, long Unchanged, long Failed, long Requests, string? Error);

/// <summary>An item that failed; the run went on.</summary>
/// <param name="Source">Where the item came from.</param>
/// <param name="Item">For example a movie's id.</param>
/// <param name="Cause">network, rate_limit, not_found, bad_body or database.</param>
/// <param name="Message">For people.</param>
/// <param name="OccurredAt">UTC.</param>
public sealed record RunError(
    string Source, [property: Description(RunError.ItemDescription)] string Item, string Cause, string Message,
    DateTime? OccurredAt)
{
    // The OpenAPI generator takes a property named Item for an indexer and passes over its comment.
    private const string ItemDescription = "For example a movie's id.";
}

/// <summary>How far a run is.</summary>
/// <param name="Done">Items done.</param>
/// <param name="Total">Items to do; null while unknown.</param>
/// <param name="Rate">Items per second.</param>
/// <param name="EtaSeconds">Seconds until the end at this rate; null while unknown.</param>
/// <param name="Message">What happens now.</param>
/// <param name="CurrentItem">The item in work.</param>
/// <param name="Waiting">Why it waits; null while it works.</param>
public sealed record RunProgress(
    long Done, long? Total, double Rate, double? EtaSeconds, string? Message, string? CurrentItem, string? Waiting);
