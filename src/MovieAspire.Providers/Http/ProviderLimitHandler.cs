using System.Globalization;
using MovieAspire.Providers.RateLimits;

namespace MovieAspire.Providers.Http;

/// <summary>Lets an attempt through when a connection and a token are free and the day's budget is not spent.</summary>
internal sealed class ProviderLimitHandler(ProviderLimit limit, IRequestBudget budget) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var connection = await limit.EnterAsync(cancellationToken);
        if (!await budget.TrySpendAsync(limit.Provider, limit.DailyBudget, cancellationToken))
        {
            throw new ProviderException(
                limit.Provider, ProviderFailure.BudgetSpent, $"{limit.Provider.DisplayName()}'s requests of today are spent.");
        }

        using var token = await limit.TakeTokenAsync(cancellationToken);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            ProviderTelemetry.Attempt(limit.Provider, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            return response;
        }
        catch (Exception error)
        {
            var cancelled = cancellationToken.IsCancellationRequested;
            ProviderTelemetry.Attempt(limit.Provider, cancelled ? "cancelled" : error.GetType().Name);
            throw;
        }
    }
}
