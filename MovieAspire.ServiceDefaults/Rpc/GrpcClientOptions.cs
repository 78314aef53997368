using System.ComponentModel.DataAnnotations;

namespace MovieAspire.ServiceDefaults.Rpc;

/// <summary>Settings of the calls between our services; section <c>GrpcClients</c>.</summary>
public sealed record GrpcClientOptions
{
    /// <summary>The deadline of a unary call that sets none. GrpcClients:Deadline, 10 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ErrorMessage = "GrpcClients:Deadline must be between 100 ms and 5 min.")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);
}
