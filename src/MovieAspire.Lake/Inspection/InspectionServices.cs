using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.Lake.Inspection;

/// <summary>Registers what looks into the lake.</summary>
public static class InspectionServices
{
    /// <summary>Adds what looks into the lake.</summary>
    public static IHostApplicationBuilder AddInspection(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LakeInspection>();
        builder.Services.AddSingleton<LineageTrace>();
        return builder;
    }
}
