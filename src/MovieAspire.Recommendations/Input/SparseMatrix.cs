namespace MovieAspire.Recommendations.Input;

/// <summary>A sparse matrix by rows; the columns of a row ascend.</summary>
/// <param name="Starts">Where each row starts, and at last where the last one ends.</param>
/// <param name="Columns">The columns that are not zero.</param>
/// <param name="Values">Their values.</param>
public sealed record SparseMatrix(int[] Starts, int[] Columns, float[] Values)
{
    public int Count => Starts.Length - 1;

    public SparseVector this[int row] =>
        new(Columns.AsSpan(Starts[row]..Starts[row + 1]), Values.AsSpan(Starts[row]..Starts[row + 1]));

    /// <summary>The dot product of two rows.</summary>
    public float Dot(int a, int b)
    {
        var (columns, values) = this[a];
        var (others, weights) = this[b];
        var (i, j, sum) = (0, 0, 0f);
        while (i < columns.Length && j < others.Length)
        {
            if (columns[i] == others[j]) sum += values[i++] * weights[j++];
            else if (columns[i] < others[j]) i++;
            else j++;
        }

        return sum;
    }

    /// <summary>The dot product of a row and a vector with a number for each column.</summary>
    public float Dot(int row, float[] vector)
    {
        var (columns, values) = this[row];
        var sum = 0f;
        for (var i = 0; i < columns.Length; i++) sum += vector[columns[i]] * values[i];
        return sum;
    }

    /// <summary>Writes a row into a vector of zeros.</summary>
    public void Scatter(int row, float[] vector)
    {
        var (columns, values) = this[row];
        for (var i = 0; i < columns.Length; i++) vector[columns[i]] = values[i];
    }

    /// <summary>Makes zeros again of what <see cref="Scatter"/> wrote.</summary>
    public void Clear(int row, float[] vector)
    {
        foreach (var column in this[row].Columns) vector[column] = 0;
    }

    /// <summary>
    /// The matrix with these entries, in any order; of several for one place the greatest counts.
    /// </summary>
    public static SparseMatrix From(int rows, IReadOnlyList<(int Row, int Column, float Value)> entries)
    {
        var starts = new int[rows + 1];
        foreach (var (row, _, _) in entries) starts[row + 1]++;
        for (var row = 0; row < rows; row++) starts[row + 1] += starts[row];

        var (columns, values, next) = (new int[entries.Count], new float[entries.Count], starts[..rows]);
        foreach (var (row, column, value) in entries)
        {
            var place = next[row]++;
            (columns[place], values[place]) = (column, value);
        }

        for (var row = 0; row < rows; row++)
            columns.AsSpan(starts[row]..starts[row + 1]).Sort(values.AsSpan(starts[row]..starts[row + 1]));
        return WithoutDuplicates(starts, columns, values);
    }

    private static SparseMatrix WithoutDuplicates(int[] starts, int[] columns, float[] values)
    {
        var kept = 0;
        for (var row = 0; row < starts.Length - 1; row++)
        {
            var (from, end, first) = (starts[row], starts[row + 1], kept);
            starts[row] = first;
            for (var place = from; place < end; place++)
            {
                if (kept > first && columns[kept - 1] == columns[place])
                    values[kept - 1] = Math.Max(values[kept - 1], values[place]);
                else
                    (columns[kept], values[kept++]) = (columns[place], values[place]);
            }
        }

        starts[^1] = kept;
        return new(starts, columns[..kept], values[..kept]);
    }
}
