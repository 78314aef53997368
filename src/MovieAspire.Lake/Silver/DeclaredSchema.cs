using System.Globalization;
using System.Text;
using MovieAspire.Lake.Sql;

namespace MovieAspire.Lake.Silver;

/// <summary>
/// Turns a staging model, whose SELECT yields text as the provider sent it, into one whose columns have their declared
/// types, with a list of reasons why a row does not keep to the declaration; an empty list for a good row.
/// </summary>
internal static class DeclaredSchema
{
    /// <summary>The name of the list.</summary>
    public const string Reasons = "reasons";

    // Each value is cast once, before the conditions: within a CASE, DuckDB would do it again.
    public static string Checked(SqlModel model)
    {
        var columns = model.Head.Columns;
        var casts = string.Join(",\n  ", columns.Where(column => !IsText(column.Value)).Select(column =>
            $"TRY_CAST({SqlText.Name(column.Key)} AS {column.Value.Type}) AS {Typed(column.Key, column.Value)}"));
        var select = string.Join(",\n  ", columns.Select(column => $"{Typed(column.Key, column.Value)} AS {SqlText.Name(column.Key)}"));
        var reasons = string.Join(",\n    ", [.. columns.SelectMany(column => Conditions(column.Key, column.Value)), .. model.Head.Reject.Select(Condition)]);
        return $"WITH text_source AS (\n{model.Sql}\n),\ntyped_source AS (\nSELECT *,\n  {casts}\nFROM text_source\n)\nSELECT\n  {select},\n"
            + $"  list_filter([\n    {reasons}\n  ]::VARCHAR[], lambda reason: reason IS NOT NULL) AS {Reasons}\nFROM typed_source";
    }

    private static IEnumerable<string> Conditions(string name, ColumnHead column)
    {
        var (quoted, typed) = (SqlText.Name(name), Typed(name, column));
        var shown = $"left({quoted}::VARCHAR, 80)";
        if (column.Required)
            yield return $"CASE WHEN {quoted} IS NULL THEN '{name} is missing' END";
        if (column.Type.Contains("VARCHAR", StringComparison.Ordinal))
            yield break;

        var wrong = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"CASE WHEN {quoted} IS NOT NULL AND {typed} IS NULL THEN '{name} is no {column.Type}: ' || {shown}"));
        if (column.Min is { } min)
            wrong.Append(CultureInfo.InvariantCulture, $" WHEN {typed} < {Bound(column, min)} THEN '{name} is below {min}: ' || {shown}");
        if (column.Max is { } max)
            wrong.Append(CultureInfo.InvariantCulture, $" WHEN {typed} > {Bound(column, max)} THEN '{name} is above {max}: ' || {shown}");
        yield return wrong.Append(" END").ToString();
    }

    private static bool IsText(ColumnHead column) => column.Type is "VARCHAR";

    private static string Typed(string name, ColumnHead column) => IsText(column) ? SqlText.Name(name) : SqlText.Name($"{name} typed");

    private static string Bound(ColumnHead column, string value) => $"CAST({SqlText.Literal(value)} AS {column.Type})";

    private static string Condition(RejectionRule rule) => $"CASE WHEN {rule.When} THEN {SqlText.Literal(rule.Reason)} END";
}
