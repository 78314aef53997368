using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Tests.Lake;

/// <summary>As the caches of the services, which a run without changes leaves as they are.</summary>
internal sealed class Readers : IRunFollowUp
{
    public bool LastRunChangedSomething { get; private set; }

    public Task FollowUpAsync(RunContext run, CancellationToken cancellationToken)
    {
        LastRunChangedSomething = run.HasChanges;
        return Task.CompletedTask;
    }
}
