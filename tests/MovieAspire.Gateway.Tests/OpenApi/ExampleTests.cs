using System.Text.Json;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.OpenApi;

[Collection(WholePlatformGroup.Name)]
public class ExampleTests(WholePlatformFixture platform)
{
    [Theory]
    [InlineData("/movies")]
    [InlineData("/search")]
    [InlineData("/genres")]
    [InlineData("/movies/{id}")]
    [InlineData("/movies/trending")]
    [InlineData("/movies/{id}/recommendations")]
    [InlineData("/collections/{id}")]
    [InlineData("/analytics/top-genres")]
    [InlineData("/pipeline/runs")]
    public async Task What_the_document_gives_as_examples_has_hits_on_a_system_after_its_first_run(string path)
    {
        var run = await platform.PostAsync("/pipeline/run", """{"update_type": "quick"}""");
        await EventStream.ReadAsync(platform.Gateway, $"{run.Headers.Location!.OriginalString}/events");
        var operation = (await platform.Gateway.GetAsync("/openapi/v1.json")).Json.GetProperty("paths").GetProperty(path).GetProperty("get");

        // As Swagger UI fills them in.
        var (address, query) = (path, new List<string>());
        foreach (var parameter in operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [])
        {
            if (!parameter.TryGetProperty("example", out var example))
                continue;
            var name = parameter.GetProperty("name").GetString()!;
            if (parameter.GetProperty("in").GetString() is "path")
                address = address.Replace($"{{{name}}}", example.ToString(), StringComparison.Ordinal);
            else if (example.ValueKind is JsonValueKind.Array)
                query.AddRange(example.EnumerateArray().Select(value => $"{name}={Uri.EscapeDataString(value.ToString())}"));
            else
                query.Add($"{name}={Uri.EscapeDataString(example.ValueKind is JsonValueKind.True ? "true" : example.ToString())}");
        }

        var reply = await platform.Gateway.GetAsync($"{address}?{string.Join('&', query)}");

        Assert.Equal(200, (int)reply.Status);
        var hits = path is "/search" ? reply.Json.GetProperty("hits") : reply.Json;
        Assert.True(hits.ValueKind is JsonValueKind.Object || hits.GetArrayLength() > 0, $"{address}?{string.Join('&', query)}");
    }
}
