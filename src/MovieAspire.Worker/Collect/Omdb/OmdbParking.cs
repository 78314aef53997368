using Microsoft.Extensions.Options;
using MovieAspire.Providers.Omdb;
using MovieAspire.Worker.Quotas;

namespace MovieAspire.Worker.Collect.Omdb;

/// <summary>Says until when OMDb's part of the work is parked.</summary>
internal sealed class OmdbParking(QuotaStore quotas, IOptions<OmdbOptions> options)
{
    /// <summary>At the next probe when OMDb itself said so, else at the next UTC midnight.</summary>
    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var reading = await quotas.ReadAsync("omdb", options.Value.DailyQuota, cancellationToken);
        var resumesAt = reading.ExhaustedAt is null ? reading.ResetsAt : reading.NextProbeAt ?? reading.ResetsAt;
        return FormattableString.Invariant($"OMDb quota spent, resumes at {resumesAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
    }
}
