using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Kpis.V1;
using MovieAspire.Web.Words;

namespace MovieAspire.Web.Kpis;

/// <summary>The rows of a key figure as people read them: ids become links, numbers get their units.</summary>
/// <param name="Heads">Title and unit of each column.</param>
/// <param name="Rows">Each with a cell for each head.</param>
/// <param name="Name">The column that names a row.</param>
/// <param name="Main">The column whose value the figure is about; null where there is none.</param>
/// <param name="IsSeries">Whether the rows follow each other in time.</param>
internal sealed record KpiTable(IReadOnlyList<KpiHead> Heads, IReadOnlyList<IReadOnlyList<KpiCell>> Rows, int Name, int? Main, bool IsSeries)
{
    private static readonly Dictionary<string, (string Named, string Address)> Links = new()
    {
        ["movie_id"] = ("title", "/film/"), ["person_id"] = ("director", "/person/"), ["collection_id"] = ("collection_name", "/collection/"),
    };

    private static readonly string[] Calendar = ["release_year", "decade", "release_month"];

    internal static KpiTable Of(GetKpiResponse response)
    {
        var columns = response.Kpi.Columns;
        var shown = Enumerable.Range(0, columns.Count).Where(index => !Links.ContainsKey(columns[index].Name)).ToList();
        var ids = Links.Select(link => (link.Value.Named, link.Value.Address, Id: IndexOf(link.Key))).Where(link => link.Id >= 0)
            .ToDictionary(link => link.Named, link => (link.Address, link.Id));

        var heads = shown.Select(index => new KpiHead(TitleOf(columns[index].Name), columns[index].Unit, columns[index].Meaning, IsNumber(columns[index]))).ToList();
        var rows = response.Rows.Select(row => shown.Select(index => new KpiCell(
            TextOf(columns[index], row.Values[index]),
            row.Values[index].KindCase is Value.KindOneofCase.NumberValue ? row.Values[index].NumberValue : null,
            ids.TryGetValue(columns[index].Name, out var link) ? $"{link.Address}{row.Values[link.Id].NumberValue.ToString(CultureInfo.InvariantCulture)}" : null)).ToList()).ToList();

        var name = shown.FindIndex(index => ids.ContainsKey(columns[index].Name));
        if (name < 0)
            name = Math.Max(0, shown.FindIndex(index => columns[index].Name != "rank"));
        var main = shown.FindIndex(index => columns[index].Unit.Length > 0 && columns[index].Unit == response.Kpi.Unit && IsNumber(columns[index]));
        return new(heads, rows, name, main < 0 ? null : main, Calendar.Contains(columns[shown[name]].Name));

        int IndexOf(string column) => columns.ToList().FindIndex(other => other.Name == column);
    }

    // "total_revenue_musd" and its unit: "Total revenue", million USD.
    private static string TitleOf(string name)
    {
        var words = name.Replace("_musd", "", StringComparison.Ordinal).Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static bool IsNumber(KpiColumn column) =>
        column.Type is not ("VARCHAR" or "DATE" or "BOOLEAN") && !Calendar.Contains(column.Name);

    private static string TextOf(KpiColumn column, Value value) => value.KindCase switch
    {
        Value.KindOneofCase.NumberValue when Calendar.Contains(column.Name) => value.NumberValue.ToString("0", CultureInfo.InvariantCulture),
        Value.KindOneofCase.NumberValue when value.NumberValue == Math.Floor(value.NumberValue) && Math.Abs(value.NumberValue) < 1e15 => Amounts.Exact((long)value.NumberValue),
        Value.KindOneofCase.NumberValue => value.NumberValue.ToString("#,0.##", CultureInfo.InvariantCulture),
        Value.KindOneofCase.StringValue => value.StringValue.Replace("|", ", ", StringComparison.Ordinal),
        Value.KindOneofCase.BoolValue => value.BoolValue ? "yes" : "no",
        _ => "–",
    };
}

/// <param name="Title">For people.</param>
/// <param name="Unit">Empty for names and counts.</param>
/// <param name="Meaning">Where the title does not say it.</param>
/// <param name="IsNumber">Whether it stands to the right.</param>
internal sealed record KpiHead(string Title, string Unit, string Meaning, bool IsNumber);

/// <param name="Text">As it is shown.</param>
/// <param name="Value">As it is drawn; null for what is no number.</param>
/// <param name="Address">What it leads to.</param>
internal sealed record KpiCell(string Text, double? Value, string? Address);
