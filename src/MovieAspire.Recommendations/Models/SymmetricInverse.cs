using System.Numerics;

namespace MovieAspire.Recommendations.Models;

/// <summary>
/// Inverts a symmetric positive definite matrix in place by the blocked sweep operator (Gauss-Jordan elimination without
/// pivoting, which such a matrix does not need): n^3 multiplications, in vectors and on all cores.
/// </summary>
public static class SymmetricInverse
{
    private const int Block = 64;

    // Columns that are worked on together: 64 rows of them fit into the cache of a core.
    private const int Stripe = 512;

    /// <param name="matrix">The matrix by rows, of n * n numbers; becomes its inverse.</param>
    /// <param name="n">Its size.</param>
    /// <param name="progress">Is told how many rows are done.</param>
    /// <param name="cancellationToken">Ends the work between two blocks; the matrix is useless then.</param>
    public static void Invert(double[] matrix, int n, Action<int> progress, CancellationToken cancellationToken)
    {
        var (pivots, factors) = (new double[Block * n], new double[n * Block]);
        for (var from = 0; from < n; from += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var size = Math.Min(Block, n - from);
            var corner = Corner(matrix, n, from, size);

            // Row block K becomes P A_K, with P the inverse of its corner.
            Parallel.For(0, (n + Stripe - 1) / Stripe, stripe =>
            {
                var (start, end) = (stripe * Stripe, Math.Min(n, (stripe + 1) * Stripe));
                for (var i = 0; i < size; i++)
                {
                    var row = pivots.AsSpan(i * n, n)[start..end];
                    row.Clear();
                    for (var k = 0; k < size; k++)
                        Add(row, corner[i * size + k], matrix.AsSpan((from + k) * n, n)[start..end]);
                }
            });

            // Every other row loses its part of the block.
            Parallel.For(0, n, row =>
            {
                if (row >= from && row < from + size)
                    return;
                var factor = factors.AsSpan(row * Block, size);
                matrix.AsSpan(row * n + from, size).CopyTo(factor);
            });
            Parallel.For(0, (n + Block - 1) / Block, band => Eliminate(matrix, pivots, factors, n, from, size, band * Block));
            Parallel.For(0, n, row =>
            {
                if (row >= from && row < from + size)
                    return;
                var target = matrix.AsSpan(row * n + from, size);
                target.Clear();
                for (var k = 0; k < size; k++)
                    Add(target, -factors[row * Block + k], corner.AsSpan(k * size, size));
            });
            for (var i = 0; i < size; i++)
            {
                pivots.AsSpan(i * n, n).CopyTo(matrix.AsSpan((from + i) * n));
                corner.AsSpan(i * size, size).CopyTo(matrix.AsSpan((from + i) * n + from));
            }

            progress(from + size);
        }
    }

    private static void Eliminate(
        double[] matrix, double[] pivots, double[] factors, int n, int from, int size, int first)
    {
        for (var start = 0; start < n; start += Stripe)
        {
            var end = Math.Min(n, start + Stripe);
            for (var row = first; row < Math.Min(n, first + Block); row++)
            {
                if (row >= from && row < from + size)
                    continue;
                var target = matrix.AsSpan(row * n, n)[start..end];
                var k = 0;
                for (; k + 4 <= size; k += 4)
                {
                    var f = factors.AsSpan(row * Block + k, 4);
                    Subtract(
                        target, f, pivots.AsSpan(k * n, n)[start..end], pivots.AsSpan((k + 1) * n, n)[start..end],
                        pivots.AsSpan((k + 2) * n, n)[start..end], pivots.AsSpan((k + 3) * n, n)[start..end]);
                }

                for (; k < size; k++)
                    Add(target, -factors[row * Block + k], pivots.AsSpan(k * n, n)[start..end]);
            }
        }
    }

    /// <summary>Four rows at once, so that the target is loaded and stored a quarter as often.</summary>
    private static void Subtract(
        Span<double> target, ReadOnlySpan<double> f, ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c,
        ReadOnlySpan<double> d)
    {
        var (f0, f1, f2, f3) = (new Vector<double>(-f[0]), new Vector<double>(-f[1]), new Vector<double>(-f[2]), new Vector<double>(-f[3]));
        var i = 0;
        for (; i + Vector<double>.Count <= target.Length; i += Vector<double>.Count)
        {
            var sum = new Vector<double>(target[i..]);
            sum = Vector.FusedMultiplyAdd(f0, new Vector<double>(a[i..]), sum);
            sum = Vector.FusedMultiplyAdd(f1, new Vector<double>(b[i..]), sum);
            sum = Vector.FusedMultiplyAdd(f2, new Vector<double>(c[i..]), sum);
            sum = Vector.FusedMultiplyAdd(f3, new Vector<double>(d[i..]), sum);
            sum.CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
            target[i] -= f[0] * a[i] + f[1] * b[i] + f[2] * c[i] + f[3] * d[i];
    }

    private static void Add(Span<double> target, double factor, ReadOnlySpan<double> row)
    {
        var (i, factors) = (0, new Vector<double>(factor));
        for (; i + Vector<double>.Count <= target.Length; i += Vector<double>.Count)
            Vector.FusedMultiplyAdd(factors, new Vector<double>(row[i..]), new Vector<double>(target[i..])).CopyTo(target[i..]);
        for (; i < target.Length; i++)
            target[i] += factor * row[i];
    }

    /// <summary>The inverse of a diagonal block, one row after the other.</summary>
    private static double[] Corner(double[] matrix, int n, int from, int size)
    {
        var a = new double[size * size];
        for (var i = 0; i < size; i++)
            matrix.AsSpan((from + i) * n + from, size).CopyTo(a.AsSpan(i * size));
        for (var k = 0; k < size; k++)
        {
            var pivot = a[k * size + k];
            if (!(pivot > 0))
                throw new ArithmeticException("The matrix is not positive definite.");
            for (var j = 0; j < size; j++)
                a[k * size + j] = j == k ? 1 / pivot : a[k * size + j] / pivot;
            for (var i = 0; i < size; i++)
            {
                if (i == k)
                    continue;
                var factor = a[i * size + k];
                a[i * size + k] = 0;
                for (var j = 0; j < size; j++)
                    a[i * size + j] -= factor * a[k * size + j];
            }
        }

        return a;
    }
}
