using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MovieAspire.Gateway.Tests.Hosting;

internal sealed record RunEvent(long Id, JsonElement Run);

internal static class EventStream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Reads a stream of server-sent events to its end.</summary>
    internal static async Task<List<RunEvent>> ReadAsync(GatewayHost gateway, string address)
    {
        var events = new List<RunEvent>();
        await foreach (var one in OpenAsync(gateway, address, lastEventId: null))
            events.Add(one);
        return events;
    }

    /// <summary>Reads the first event and leaves.</summary>
    internal static async Task<RunEvent> FirstAsync(GatewayHost gateway, string address, long? lastEventId = null)
    {
        await foreach (var one in OpenAsync(gateway, address, lastEventId))
            return one;
        throw new InvalidOperationException($"{address} ended without an event.");
    }

    private static async IAsyncEnumerable<RunEvent> OpenAsync(
        GatewayHost gateway, string address, long? lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (lastEventId is { } id)
            request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        using var response = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);

        await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(patience.Token))
            yield return new(long.Parse(item.EventId!, CultureInfo.InvariantCulture), JsonElement.Parse(item.Data));
    }
}
