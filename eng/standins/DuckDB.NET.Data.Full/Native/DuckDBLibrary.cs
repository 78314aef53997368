using System.Reflection;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>Finds libduckdb where <c>dotnet dev.cs setup</c> put it.</summary>
internal static class DuckDBLibrary
{
    private static readonly Lock Once = new();
    private static bool _registered;

    internal static void Register()
    {
        lock (Once)
        {
            if (!_registered)
                NativeLibrary.SetDllImportResolver(typeof(DuckDBLibrary).Assembly, Resolve);
            _registered = true;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != "duckdb")
            return 0;
        var path = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "DuckDBLibrary").Value!;
        return File.Exists(path)
            ? NativeLibrary.Load(path)
            : throw new DllNotFoundException($"{path} is missing. Run `dotnet dev.cs setup` once; it fetches DuckDB's native library.");
    }
}
