using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace MovieAspire.Gateway.Pipeline;

/// <summary>Which runs.</summary>
internal sealed record RunQuery
{
    [FromQuery(Name = "status"), Description("Only runs in this state.")]
    [AllowedValues("queued", "running", "succeeded", "partial", "failed", "cancelled", "no_op")]
    public string? Status { get; init; }

    [FromQuery(Name = "job"), MaxLength(100), Description("Only runs of this job.")]
    public string? Job { get; init; }
}
