namespace MovieAspire.Recommendations.Input;

/// <summary>What is not zero in one row of a sparse matrix.</summary>
public readonly ref struct SparseVector(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
{
    public ReadOnlySpan<int> Columns { get; } = columns;

    public ReadOnlySpan<float> Values { get; } = values;

    public void Deconstruct(out ReadOnlySpan<int> columns, out ReadOnlySpan<float> values)
    {
        columns = Columns;
        values = Values;
    }
}
