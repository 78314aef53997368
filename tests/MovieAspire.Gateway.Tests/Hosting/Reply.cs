using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MovieAspire.Gateway.Tests.Hosting;

internal sealed record Reply(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Bytes)
{
    internal static async Task<Reply> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());

    internal JsonElement Json => JsonElement.Parse(Bytes);

    internal string? Header(string name) =>
        Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>Address of the next page, out of the Link header.</summary>
    internal string? Next => Header("Link") is { } link ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : null;

    /// <summary>Checks that this is a problem document with that status, and returns it.</summary>
    internal JsonElement Problem(int status)
    {
        Assert.Equal(status, (int)Status);
        Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
        var problem = Json;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("trace_id").GetString());
        return problem;
    }

    /// <summary>Checks that this is 400 and names these fields and no others.</summary>
    internal void Refuses(params string[] fields)
    {
        var problem = Problem(400);
        var errors = problem.GetProperty("errors");
        Assert.Equal(fields.Order(), errors.EnumerateObject().Select(error => error.Name).Order());
        Assert.All(fields, field => Assert.Contains(field, problem.GetProperty("detail").GetString(), StringComparison.Ordinal));
        Assert.All(errors.EnumerateObject(), error => Assert.NotEmpty(error.Value[0].GetString()!));
    }
}
