using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.Lake.Sql;

/// <summary>Registers DuckDB over the lake's files.</summary>
public static class SqlServices
{
    /// <summary>Adds DuckDB over the lake's files.</summary>
    public static IHostApplicationBuilder AddSql(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LakeDatabase>();
        return builder;
    }
}
