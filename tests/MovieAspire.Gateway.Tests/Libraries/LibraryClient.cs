using System.Net;
using System.Text;
using System.Text.Json;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.Libraries;

/// <summary>Somebody who brings a library, and asks about it.</summary>
internal sealed class LibraryClient(GatewayHost gateway)
{
    internal const string Owner = "X-Owner-Token";

    internal async Task<(string Id, string Token)> UploadAsync(params (string Name, object Content)[] files)
    {
        var reply = await SendAsync("/api/upload", null, files);
        Assert.True(reply.Status is HttpStatusCode.Created, Encoding.UTF8.GetString(reply.Bytes));
        return (reply.Json.GetProperty("session_id").GetString()!, reply.Json.GetProperty("owner_token").GetString()!);
    }

    internal async Task<Reply> SendAsync(string address, string? token, params (string Name, object Content)[] files)
    {
        using var body = new MultipartFormDataContent();
        foreach (var (name, content) in files)
            body.Add(new ByteArrayContent(content as byte[] ?? Encoding.UTF8.GetBytes((string)content)), "files", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        return await SendAsync(request, token);
    }

    internal async Task<JsonElement> CompletedAsync(string id) => (await Eventually.AnswersAsync(
        () => GetAsync($"/api/session/{id}/status"), reply => reply.Json.GetProperty("status").GetString() is "completed" or "failed")).Json;

    internal Task<Reply> GetAsync(string address) => gateway.GetAsync(address);

    internal async Task<Reply> PostAsync(string address, string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await SendAsync(request, token);
    }

    internal async Task<Reply> DeleteAsync(string address, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        return await SendAsync(request, token);
    }

    private async Task<Reply> SendAsync(HttpRequestMessage request, string? token)
    {
        if (token is not null)
            request.Headers.Add(Owner, token);
        using var response = await gateway.Client.SendAsync(request);
        return await Reply.OfAsync(response);
    }
}
