// What `dotnet dev.cs sql` runs: LAKE FORMAT SECONDS SQL. A process of its own, because the tool itself is built before
// there are stand-ins.
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MovieAspire.Lake;
using MovieAspire.Lake.Inspection;

if (args is not [var lake, var format, var seconds, var sql])
{
    await Console.Error.WriteLineAsync("usage: LAKE table|csv|json SECONDS SQL");
    return 2;
}

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
builder.Configuration.AddInMemoryCollection([new("Lake:Path", lake)]);
builder.AddLake();
using var host = builder.Build();

using var cancelled = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) => (key.Cancel, _) = (true, cancelled.CancelAsync());
try
{
    await using var output = new StreamWriter(Console.OpenStandardOutput());
    await host.Services.GetRequiredService<LakeInspection>().QueryAsync(
        sql, Enum.Parse<ResultFormat>(format, ignoreCase: true), output,
        TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)), cancelled.Token);
    return 0;
}
catch (InspectionException refused)
{
    await Console.Error.WriteLineAsync($"error: {refused.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
