namespace MovieAspire.Recommendations.Input;

/// <summary>A sparse matrix by rows (CSR); the columns of a row ascend.</summary>
/// <param name="Starts">Where each row starts, and at last where the last one ends.</param>
/// <param name="Columns">The columns that are not zero.</param>
/// <param name="Values">Their values.</param>
public sealed record SparseMatrix(int[] Starts, int[] Columns, float[] Values)
{
    /// <summary>The number of rows.</summary>
    public int Count => Starts.Length - 1;

    public SparseVector this[int row] =>
        new(Columns.AsSpan(Starts[row]..Starts[row + 1]), Values.AsSpan(Starts[row]..Starts[row + 1]));

    /// <summary>Packs rows that were collected one after the other and sorts each by its columns.</summary>
    /// <param name="starts">Where each row starts, and at last where the last one ends.</param>
    /// <param name="columnOf">The column of an entry, distinct in its row; negative to leave the entry out.</param>
    /// <param name="valueOf">The value of an entry.</param>
    public static SparseMatrix FromRows(List<int> starts, Func<int, int> columnOf, Func<int, float> valueOf)
    {
        var count = 0;
        for (var entry = 0; entry < starts[^1]; entry++)
        {
            if (columnOf(entry) >= 0)
                count++;
        }

        var (rowStarts, columns, values, next) = (new int[starts.Count], new int[count], new float[count], 0);
        for (var row = 0; row < starts.Count - 1; row++)
        {
            rowStarts[row] = next;
            for (var entry = starts[row]; entry < starts[row + 1]; entry++)
            {
                if (columnOf(entry) is >= 0 and var column)
                    (columns[next], values[next++]) = (column, valueOf(entry));
            }

            columns.AsSpan(rowStarts[row]..next).Sort(values.AsSpan(rowStarts[row]..next));
        }

        rowStarts[^1] = next;
        return new(rowStarts, columns, values);
    }
}

/// <summary>What is not zero in a vector, by ascending columns.</summary>
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
