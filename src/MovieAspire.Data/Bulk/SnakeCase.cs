using System.Text;

namespace MovieAspire.Data.Bulk;

/// <summary>The naming rule between C# and SQL.</summary>
internal static class SnakeCase
{
    /// <summary><c>LastTmdbUpdate</c> becomes <c>last_tmdb_update</c>.</summary>
    public static string From(string pascalCase)
    {
        var name = new StringBuilder(pascalCase.Length + 4);
        foreach (var c in pascalCase)
        {
            if (char.IsUpper(c) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }
}
