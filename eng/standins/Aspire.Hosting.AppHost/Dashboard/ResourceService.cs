using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Wire;
using Aspire.Hosting.Orchestration;
using Grpc.Core;

namespace Aspire.Hosting.Dashboard;

/// <summary>Tells the dashboard about resources and their console output, and does what its buttons ask.</summary>
internal sealed class ResourceService(string applicationName, ResourceNotificationService notifications, ConsoleLogs logs, Orchestrator orchestrator)
    : DashboardService.DashboardServiceBase
{
    public override Task<ApplicationInformationResponse> GetApplicationInformation(ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new ApplicationInformationResponse { ApplicationName = applicationName });

    public override async Task WatchResources(WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new() { InitialData = new() });
        await EndQuietlyAsync(async () =>
        {
            await foreach (var change in notifications.WatchAsync(context.CancellationToken))
            {
                var changes = new WatchResourcesChanges { Value = { new WatchResourcesChange { Upsert = WireMapping.ToWire(change) } } };
                await responseStream.WriteAsync(new() { Changes = changes }, context.CancellationToken);
            }
        });
    }

    public override async Task WatchResourceConsoleLogs(WatchResourceConsoleLogsRequest request,
        IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context)
    {
        if (!notifications.TryGetCurrentState(request.ResourceName, out var resource))
            throw new RpcException(new Status(StatusCode.NotFound, $"There is no resource '{request.ResourceName}'."));
        await EndQuietlyAsync(async () =>
        {
            await foreach (var lines in logs.WatchAsync(resource!.Resource.Name, !request.SuppressFollow, context.CancellationToken))
            {
                var update = new WatchResourceConsoleLogsUpdate();
                update.LogLines.AddRange(lines.Select(l => new ConsoleLogLine { LineNumber = l.Number, Text = l.Text, IsStdErr = l.IsError }));
                await responseStream.WriteAsync(update, context.CancellationToken);
            }
        });
    }

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        var error = await orchestrator.ExecuteAsync(request.ResourceName, request.CommandName);
        return error is null ? new() { Kind = ResourceCommandResponseKind.Succeeded } : new() { Kind = ResourceCommandResponseKind.Failed, Message = error };
    }

    public override Task WatchInteractions(IAsyncStreamReader<WatchInteractionsRequestUpdate> requestStream,
        IServerStreamWriter<WatchInteractionsResponseUpdate> responseStream, ServerCallContext context) =>
        EndQuietlyAsync(() => Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken));

    // A stream ends when the dashboard goes or everything stops; neither is an error.
    private static async Task EndQuietlyAsync(Func<Task> stream)
    {
        try
        {
            await stream();
        }
        catch (OperationCanceledException)
        {
        }
    }
}
