namespace MovieAspire.Worker.Budgets;

internal static class BudgetsExtensions
{
    /// <summary>Adds the shared budgets; needs the data source and a TimeProvider.</summary>
    public static IServiceCollection AddBudgets(this IServiceCollection services) => services.AddSingleton<QuotaStore>();
}
