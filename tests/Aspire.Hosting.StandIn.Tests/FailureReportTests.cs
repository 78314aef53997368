using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.StandIn.Tests;

public class FailureReportTests
{
    [Fact]
    public void A_port_that_is_taken_is_named_with_its_owner()
    {
        using var owner = new TcpListener(IPAddress.Loopback, 0);
        owner.Start();
        var port = ((IPEndPoint)owner.LocalEndpoint).Port;
        var resource = new ExecutableResource("web", "web", "/");
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http");
        endpoint.AllocatedEndpoint = new(endpoint, "localhost", port);
        resource.Annotations.Add(endpoint);

        var report = FailureReport.Write(resource, 134, [new(1, "Failed to bind: address already in use.", true)]);

        Assert.StartsWith("'web' ended with exit code 134.", report, StringComparison.Ordinal);
        Assert.Contains($"port {port} is taken by ", report, StringComparison.Ordinal);
        Assert.Contains($"(pid {Environment.ProcessId})", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_servers_on_one_data_folder_are_recognised()
    {
        var report = FailureReport.Write(new ExecutableResource("postgres", "postgres", "/"), 1,
            [new(1, "FATAL:  lock file \"postmaster.pid\" already exists", false)]);

        Assert.Contains("another PostgreSQL server uses the same data folder", report, StringComparison.Ordinal);
    }
}
