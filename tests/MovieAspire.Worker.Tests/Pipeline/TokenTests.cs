using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MovieAspire.Testing;

namespace MovieAspire.Worker.Tests.Pipeline;

public class TokenTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/3/");
    private static readonly string[] Reads = ["Get", "List", "Watch"];

    [Fact]
    public async Task What_changes_something_wants_the_token_of_an_admin()
    {
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere);
        (string? Token, StatusCode Answer)[] callers =
        [
            (null, StatusCode.Unauthenticated),
            ("nonsense", StatusCode.Unauthenticated),
            (TestTokens.Issue(key: "another key than the one of the tests, as long"), StatusCode.Unauthenticated),
            (TestTokens.Issue(lifetime: TimeSpan.FromMinutes(-1)), StatusCode.Unauthenticated),
            (TestTokens.Issue(role: "reader"), StatusCode.PermissionDenied),
        ];

        foreach (var (token, answer) in callers)
        {
            var headers = token is null ? [] : new Metadata { { "authorization", $"Bearer {token}" } };
            var client = worker.Anonymous;
            await RefusedAsync(answer, () => client.StartRunAsync(new() { Job = "quick" }, headers).ResponseAsync);
            await RefusedAsync(answer, () => client.CancelRunAsync(new() { Id = Guid.CreateVersion7().ToString() }, headers).ResponseAsync);
            await RefusedAsync(answer, () => client.SetSchedulerAsync(new() { Running = false }, headers).ResponseAsync);
        }

        // Who only reads needs none.
        Assert.True((await worker.Anonymous.GetSchedulerStatusAsync(new())).Running);
        Assert.Empty((await worker.Anonymous.ListRunsAsync(new())).Runs);
    }

    [Fact]
    public async Task Who_asked_for_a_run_is_the_name_in_the_token()
    {
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere);
        var headers = new Metadata { { "authorization", $"bearer {TestTokens.Issue("ada")}" } };

        var run = await worker.Anonymous.StartRunAsync(new() { Job = "genre-stats" }, headers);

        Assert.Equal("ada", run.RequestedBy);
    }

    [Fact]
    public async Task Every_call_is_a_read_or_wants_a_token()
    {
        await using var worker = await TestWorker.StartAsync(await PostgresServer.CreateDatabaseAsync(), Nowhere);

        var calls = worker.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.Contains("movieaspire.pipeline.v1.Pipeline/", StringComparison.Ordinal))
            .Where(endpoint => !endpoint.RoutePattern.RawText!.Contains('{', StringComparison.Ordinal))
            .ToDictionary(
                endpoint => endpoint.RoutePattern.RawText!.Split('/')[^1],
                endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null);

        Assert.True(calls.Count >= 10);
        Assert.All(calls, call => Assert.Equal(!Reads.Any(read => call.Key.StartsWith(read, StringComparison.Ordinal)), call.Value));
    }

    [Fact]
    public async Task Without_a_key_the_worker_does_not_start_and_names_it()
    {
        await using var worker = TestWorker.Build(new() { ["Auth:SigningKey"] = "" });

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => worker.StartAsync());

        Assert.Contains("Auth:SigningKey", error.Message, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync<T>(StatusCode code, Func<Task<T>> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(code, error.StatusCode);
        Assert.Contains("token", error.Status.Detail, StringComparison.Ordinal);
    }
}
