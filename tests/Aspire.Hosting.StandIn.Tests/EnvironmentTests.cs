using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.StandIn.Tests;

public class EnvironmentTests
{
    [Fact]
    public async Task References_parameters_and_expressions_reach_the_process_as_variables()
    {
        var builder = RunningApp.CreateBuilder();
        var redis = builder.AddRedis("redis");
        var key = builder.AddParameter("key", () => "s{3}cret", secret: true);
        var web = builder.AddExecutable("web", "sleep", "/", "600").WithHttpEndpoint(name: "http", env: "PORT");
        builder.AddExecutable("client", "sleep", "/", "600")
            .WithReference(redis)
            .WithEnvironment("KEY", key)
            .WithEnvironment("WEB", web.GetEndpoint("http"))
            .WithEnvironment("BASE", ReferenceExpression.Create($"{web.GetEndpoint("http")}/{{3}}/?key={key}"));
        await using var app = await RunningApp.StartAsync(builder);

        var client = await VariablesAsync(app, "client");
        var port = (await VariablesAsync(app, "web"))["PORT"];
        Assert.Equal("s{3}cret", client["KEY"]);
        Assert.Equal($"http://localhost:{port}", client["WEB"]);
        Assert.Equal($"http://localhost:{port}/{{3}}/?key=s{{3}}cret", client["BASE"]);
        Assert.Matches(@"^127\.0\.0\.1:\d+,password=\w+$", client["ConnectionStrings__redis"]);
        Assert.Equal(client["REDIS_PORT"], client["ConnectionStrings__redis"].Split(':', ',')[1]);
    }

    [Fact]
    public async Task A_fixed_port_is_kept_only_outside_of_tests()
    {
        var builder = RunningApp.CreateBuilder();
        builder.AddExecutable("web", "sleep", "/", "600").WithHttpEndpoint(port: 1, env: "PORT");
        await using var app = await RunningApp.StartAsync(builder);

        Assert.NotEqual("1", (await VariablesAsync(app, "web"))["PORT"]);
    }

    // What the process really got, not what the model meant.
    private static async Task<Dictionary<string, string>> VariablesAsync(RunningApp app, string resource)
    {
        var running = await app.Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, app.Timeout);
        var processId = running.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value;
        Dictionary<string, string> variables = [];
        await Poll.UntilAsync(() => (variables = Read(processId)).ContainsKey("PATH"), TimeSpan.FromSeconds(5), () => "The process has no environment.");
        return variables;
    }

    private static Dictionary<string, string> Read(object? processId) => File.ReadAllText($"/proc/{processId}/environ")
        .Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Select(v => v.Split('=', 2))
        .ToDictionary(v => v[0], v => v[1]);
}
