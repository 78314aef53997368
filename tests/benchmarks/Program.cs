// The measurements of docs/benchmarks.md: `dotnet dev.cs bench <name>`, one folder for each.
using System.CommandLine;
using MovieAspire.Benchmarks;

var root = new RootCommand("Measures MovieAspire; the results belong into docs/benchmarks.md.");
foreach (var command in BenchmarkCommands.All)
    root.Add(command);

return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
