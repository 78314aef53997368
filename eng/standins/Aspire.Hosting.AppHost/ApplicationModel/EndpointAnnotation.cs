using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private string? _transport;
    private bool? _isExternal;

    /// <summary>Describes an endpoint.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The scheme of its URL; <paramref name="protocol"/> when missing.</param>
    /// <param name="transport">How it is spoken to: tcp, http or http2.</param>
    /// <param name="name">Its name; the scheme when missing.</param>
    /// <param name="port">The port others use; null for any free one.</param>
    /// <param name="targetPort">The port the program listens on.</param>
    /// <param name="isExternal">Whether the world can reach it when deployed.</param>
    /// <param name="isProxied">Whether a proxy stands before it; there is none in front of local processes.</param>
    public EndpointAnnotation(ProtocolType protocol, string? uriScheme = null, string? transport = null, string? name = null,
        int? port = null, int? targetPort = null, bool? isExternal = null, bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        _transport = transport;
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
        _isExternal = isExternal;
        IsProxied = isProxied ?? true;
    }

    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The port others use; null for any free one.</summary>
    public int? Port { get; set; }

    /// <summary>The port the program listens on.</summary>
    public int? TargetPort { get; set; }

    /// <summary>The host the program listens on.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>The scheme of its URL.</summary>
    public string UriScheme { get; set; }

    /// <summary>How it is spoken to: tcp, http or http2.</summary>
    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>Whether the world can reach it when deployed.</summary>
    public bool IsExternal
    {
        get => _isExternal ?? false;
        set => _isExternal = value;
    }

    /// <summary>Whether a proxy stands before it.</summary>
    public bool IsProxied { get; set; }

    /// <summary>Where it is, once the application starts.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    /// <summary>
    /// The port that a launch profile or the Kestrel configuration proposed. Only a proxy could keep it for an internal
    /// service; a process gets a free port instead, so that two systems can run side by side.
    /// </summary>
    internal int? ProposedPort { get; set; }
}

/// <summary>Where an endpoint is.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="address">Its host.</param>
/// <param name="port">Its port.</param>
public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; } = endpoint;

    /// <summary>Its host.</summary>
    public string Address { get; } = address;

    /// <summary>Its port.</summary>
    public int Port { get; } = port;

    /// <summary>Its scheme.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>Host and port.</summary>
    public string EndPointString => $"{Address}:{Port}";

    /// <summary>Its URL.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";
}
