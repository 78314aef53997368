using System.Reflection;

namespace MovieAspire.Data;

/// <summary>A column of a bulk write.</summary>
/// <param name="Name">Its name in SQL.</param>
/// <param name="Type">Its Postgres type.</param>
/// <param name="Property">Where the value comes from.</param>
internal sealed record BulkColumn(string Name, string Type, PropertyInfo Property);
