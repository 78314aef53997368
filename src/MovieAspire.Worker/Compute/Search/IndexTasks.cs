using Meilisearch;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Compute.Search;

/// <summary>Waits for tasks of Meilisearch and looks at how they ended, which its client does not.</summary>
internal sealed class IndexTasks(MeilisearchClient client, TimeSpan timeout, TimeProvider time)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    /// <summary>Enqueues something and waits for its end.</summary>
    /// <param name="enqueue">The request.</param>
    /// <param name="tolerated">The error code of a failure that is no failure here.</param>
    /// <param name="cancellationToken">Ends the wait, not the task.</param>
    /// <exception cref="SearchIndexException">It failed, or it did not end in time.</exception>
    public async Task RunAsync(
        Func<MeilisearchClient, Task<TaskInfo>> enqueue, CancellationToken cancellationToken, string? tolerated = null) =>
        await EndAsync((await enqueue(client)).TaskUid, cancellationToken, tolerated);

    /// <summary>Waits for the end of a task.</summary>
    public async Task EndAsync(int task, CancellationToken cancellationToken, string? tolerated = null)
    {
        var start = time.GetTimestamp();
        for (var delay = FirstDelay; ; delay = delay * 2 > LongestDelay ? LongestDelay : delay * 2)
        {
            var state = await client.GetTaskAsync(task, cancellationToken);
            switch (state.Status)
            {
                case TaskInfoStatus.Succeeded:
                    return;
                case TaskInfoStatus.Failed when tolerated is not null && state.Error?.GetValueOrDefault("code") == tolerated:
                    return;
                case TaskInfoStatus.Failed or TaskInfoStatus.Canceled:
                    var reason = state.Error?.GetValueOrDefault("message") ?? "it was cancelled";
                    throw new SearchIndexException($"Meilisearch could not do {state.Type} (task {task}): {reason}", mayPass: false);
            }

            if (time.GetElapsedTime(start) > timeout)
                throw new SearchIndexException($"Task {task} of Meilisearch did not end within {timeout}.", mayPass: true);
            await Task.Delay(delay, time, cancellationToken);
        }
    }
}

/// <summary>The index could not be written; the message says why, for people.</summary>
/// <param name="message">Why.</param>
/// <param name="mayPass">Whether another attempt may succeed.</param>
/// <param name="innerException">What happened.</param>
internal sealed class SearchIndexException(string message, bool mayPass, Exception? innerException = null)
    : JobException(message, mayPass, innerException);
