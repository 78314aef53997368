using MovieAspire.Providers.Calls;

namespace MovieAspire.Worker.Quotas;

internal static class BudgetsExtensions
{
    /// <summary>
    /// Adds the budgets that all workers share; before AddProviders, which brings its own otherwise. Needs the data
    /// source and a TimeProvider.
    /// </summary>
    public static IServiceCollection AddBudgets(this IServiceCollection services)
    {
        services.AddOptions<BudgetOptions>().BindConfiguration("Budgets").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<QuotaStore>();
        services.AddSingleton<QuotaLimits>();
        services.AddSingleton<SharedRequestBudget>();
        services.AddSingleton<IRequestQuota>(provider => provider.GetRequiredService<SharedRequestBudget>());
        services.AddHostedService(provider => provider.GetRequiredService<SharedRequestBudget>());
        return services;
    }
}
