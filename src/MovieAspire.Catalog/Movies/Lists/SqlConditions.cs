using Npgsql;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>Conditions joined by AND, and the parameters that carry every value in them.</summary>
internal sealed class SqlConditions
{
    private readonly List<string> _conditions = [];

    public List<NpgsqlParameter> Parameters { get; } = [];

    public void Add(string condition) => _conditions.Add(condition);

    /// <returns>The value's placeholder.</returns>
    public string Value(object value)
    {
        Parameters.Add(new NpgsqlParameter { Value = value });
        return $"${Parameters.Count}";
    }

    public override string ToString() => string.Join(" AND ", _conditions);
}
