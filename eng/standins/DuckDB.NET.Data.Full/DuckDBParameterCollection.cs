using System.Collections;
using System.Data.Common;

namespace DuckDB.NET.Data;

public class DuckDBParameterCollection : DbParameterCollection
{
    private readonly List<DuckDBParameter> _parameters = [];

    public override int Count => _parameters.Count;

    public override object SyncRoot => ((ICollection)_parameters).SyncRoot;

    public new DuckDBParameter this[int index]
    {
        get => _parameters[index];
        set => _parameters[index] = value;
    }

    public int Add(DuckDBParameter value)
    {
        _parameters.Add(value);
        return _parameters.Count - 1;
    }

    public override int Add(object value) => Add((DuckDBParameter)value);

    public override void AddRange(Array values)
    {
        foreach (var value in values)
            Add(value);
    }

    public override void Clear() => _parameters.Clear();

    public override bool Contains(object value) => _parameters.Contains((DuckDBParameter)value);

    public override bool Contains(string value) => IndexOf(value) >= 0;

    public override void CopyTo(Array array, int index) => ((ICollection)_parameters).CopyTo(array, index);

    public override IEnumerator GetEnumerator() => _parameters.GetEnumerator();

    public override int IndexOf(object value) => _parameters.IndexOf((DuckDBParameter)value);

    public override int IndexOf(string parameterName) =>
        _parameters.FindIndex(parameter => parameter.ParameterName.Equals(parameterName, StringComparison.Ordinal));

    public override void Insert(int index, object value) => _parameters.Insert(index, (DuckDBParameter)value);

    public override void Remove(object value) => _parameters.Remove((DuckDBParameter)value);

    public override void RemoveAt(int index) => _parameters.RemoveAt(index);

    public override void RemoveAt(string parameterName) => _parameters.RemoveAt(Known(parameterName));

    protected override DbParameter GetParameter(int index) => _parameters[index];

    protected override DbParameter GetParameter(string parameterName) => _parameters[Known(parameterName)];

    protected override void SetParameter(int index, DbParameter value) => _parameters[index] = (DuckDBParameter)value;

    protected override void SetParameter(string parameterName, DbParameter value) =>
        _parameters[Known(parameterName)] = (DuckDBParameter)value;

    private int Known(string parameterName) => IndexOf(parameterName) is >= 0 and var index
        ? index
        : throw new IndexOutOfRangeException($"There is no parameter named {parameterName}.");
}
