using System.Globalization;
using System.Text.Json;

namespace MovieAspire.Gateway.Tests.Hosting;

internal sealed record RunEvent(long Id, JsonElement Run);

internal static class EventStream
{
    /// <summary>Reads a stream of server-sent events to its end.</summary>
    internal static async Task<List<RunEvent>> ReadAsync(GatewayHost gateway, string address)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var response = await gateway.Client.GetAsync(
            address, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);

        var events = new List<RunEvent>();
        var id = 0L;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(patience.Token));
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture);
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                events.Add(new(id, JsonElement.Parse(line.AsSpan(6))));
        }

        return events;
    }
}
