using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Gives every endpoint its port. There is no proxy, so the port others use is the one the program listens on. A port asked
/// for explicitly and that of an external endpoint are kept; the others get free ones, so that systems run side by side.
/// </summary>
internal sealed class EndpointAllocator(DistributedApplicationModel model, IConfiguration configuration) : IDisposable
{
    private readonly Dictionary<EndpointAnnotation, Socket> _reserved = [];

    public void Allocate()
    {
        var random = configuration.GetValue("DcpPublisher:RandomizePorts", false);
        foreach (var resource in model.Resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                var port = random ? null : FixedPort(endpoint);
                // Servers listen on IPv4 only, and a client should not try IPv6 first.
                var host = resource is ContainerResource ? "127.0.0.1" : endpoint.TargetHost;
                endpoint.AllocatedEndpoint = new(endpoint, host is "*" or "+" or "0.0.0.0" ? "localhost" : host, port ?? Reserve(endpoint));
            }
        }
    }

    /// <summary>Frees the resource's reserved ports, right before its program takes them.</summary>
    public void Release(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (_reserved.Remove(endpoint, out var socket))
                socket.Dispose();
        }
    }

    public static int FreePort()
    {
        using var socket = Bind();
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public void Dispose()
    {
        foreach (var socket in _reserved.Values)
            socket.Dispose();
        _reserved.Clear();
    }

    private static int? FixedPort(EndpointAnnotation endpoint) =>
        endpoint.IsExternal || endpoint.Port != endpoint.ProposedPort ? endpoint.Port : null;

    // The socket stays bound, without listening, until the program starts: nobody else is given the port meanwhile, and
    // whoever connects too early is refused.
    private int Reserve(EndpointAnnotation endpoint)
    {
        var socket = _reserved[endpoint] = Bind();
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
