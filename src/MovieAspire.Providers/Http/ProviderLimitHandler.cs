using System.Globalization;
using System.Net;
using MovieAspire.Providers.RateLimits;

namespace MovieAspire.Providers.Http;

/// <summary>Lets an attempt through when a connection and a token are free and the day's budget is not spent.</summary>
internal sealed class ProviderLimitHandler(ProviderLimit limit, IRequestBudget budget) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var connection = await limit.EnterAsync(cancellationToken);
        if ((await budget.TrySpendAsync(limit.Provider, limit.DailyBudget, cancellationToken)).ResumesAt is { } resumesAt)
            throw ProviderException.BudgetSpent(limit.Provider, resumesAt);

        using var token = await limit.TakeTokenAsync(cancellationToken);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            ProviderTelemetry.Attempt(limit.Provider, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            await ReportAsync(response.StatusCode, cancellationToken);
            return response;
        }
        catch (Exception error)
        {
            var cancelled = cancellationToken.IsCancellationRequested;
            ProviderTelemetry.Attempt(limit.Provider, cancelled ? "cancelled" : error.GetType().Name);
            throw;
        }
    }

    private ValueTask ReportAsync(HttpStatusCode status, CancellationToken cancellationToken)
    {
        if (status >= HttpStatusCode.InternalServerError) return default;
        if (status != HttpStatusCode.TooManyRequests) return budget.ReportAnsweredAsync(limit.Provider, cancellationToken);
        budget.CountRefused(limit.Provider);
        return default;
    }
}
