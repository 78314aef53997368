namespace MovieAspire.Worker.Schema;

/// <summary>Holds back what needs the current schema until it is there.</summary>
internal sealed class SchemaReadiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void SetReady() => _ready.TrySetResult();

    public Task WaitAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);
}
