using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.Lake.Gold;

/// <summary>Registers the KPIs.</summary>
public static class GoldServices
{
    /// <summary>Adds KPIs; needs silver's services.</summary>
    public static IHostApplicationBuilder AddGold(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<KpiOptions>()
            .BindConfiguration(KpiOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<KpiCatalog>();
        builder.Services.AddSingleton<GoldBuild>();
        builder.Services.AddSingleton<KpiReader>();
        return builder;
    }
}
