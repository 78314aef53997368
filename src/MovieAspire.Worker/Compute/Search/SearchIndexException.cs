using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Search;

/// <summary>The index could not be written; the message says why, for people.</summary>
/// <param name="message">Why.</param>
/// <param name="mayPass">Whether another attempt may succeed.</param>
/// <param name="innerException">What happened.</param>
internal sealed class SearchIndexException(string message, bool mayPass, Exception? innerException = null)
    : JobException(message, mayPass, innerException);
