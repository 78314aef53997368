using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace MovieAspire.Data.Schema;

/// <summary>One numbered SQL file of the schema, embedded as <c>migrations/NNNN_name.sql</c>.</summary>
/// <param name="Version">The file's number; migrations are applied in its order, without gaps.</param>
/// <param name="Name">What the migration is about, from the file's name.</param>
/// <param name="Sql">The statements, run in one transaction.</param>
public sealed record Migration(int Version, string Name, string Sql)
{
    private const string Prefix = "migrations/";

    /// <summary>Every migration that this build knows, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load(typeof(Migration).Assembly);

    /// <summary>SHA-256 of the text in hex; line endings do not count.</summary>
    public string Checksum => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The name of the file without its extension, for example <c>0001_catalog</c>.</summary>
    public override string ToString() => $"{Version:D4}_{Name}";

    /// <summary>The migrations among an assembly's resources.</summary>
    /// <exception cref="InvalidOperationException">A file name has no number, or the numbers are not 1, 2, 3...</exception>
    internal static IReadOnlyList<Migration> Load(Assembly assembly)
    {
        var migrations = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Parse(Path.GetFileNameWithoutExtension(name), Read(assembly, name)))
            .OrderBy(migration => migration.Version)
            .ToList();

        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Version != i + 1)
                throw new InvalidOperationException($"Migration {i + 1:D4} is missing or given twice ({migrations[i]}).");
        }

        return migrations;
    }

    internal static Migration Parse(string fileName, string sql) =>
        fileName.Split('_', 2) is [{ Length: 4 } number, { Length: > 0 } name]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(version, name, sql)
            : throw new InvalidOperationException($"'{fileName}' is not named NNNN_name.");

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
