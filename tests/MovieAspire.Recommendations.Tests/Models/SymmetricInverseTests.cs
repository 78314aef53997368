using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Tests.Models;

public class SymmetricInverseTests
{
    [Fact]
    public void A_matrix_times_its_inverse_is_one()
    {
        // Sizes on both sides of a block's and of two blocks' edge.
        var cases = Gen.Elements(1, 2, 3, 63, 64, 65, 100, 127, 128, 150).Zip(Gen.Choose(0, int.MaxValue - 1));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(Arb.From(cases), pair =>
        {
            var (n, seed) = pair;
            var matrix = PositiveDefinite(n, new Random(seed));
            var inverse = matrix.ToArray();
            SymmetricInverse.Invert(inverse, n, _ => { }, CancellationToken.None);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var sum = Enumerable.Range(0, n).Sum(k => matrix[i * n + k] * inverse[k * n + j]);
                    Assert.Equal(i == j ? 1 : 0, sum, 1e-8);
                }
            }
        }));
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused() =>
        Assert.Throws<ArithmeticException>(() => SymmetricInverse.Invert([1, 2, 2, 1], 2, _ => { }, CancellationToken.None));

    [Fact]
    public void The_rows_that_are_done_are_told_and_it_can_be_ended()
    {
        var done = new List<int>();
        SymmetricInverse.Invert(PositiveDefinite(130, new Random(1)), 130, done.Add, CancellationToken.None);
        Assert.Equal([64, 128, 130], done);
        Assert.Throws<OperationCanceledException>(() => SymmetricInverse.Invert([1], 1, done.Add, new(canceled: true)));
    }

    private static double[] PositiveDefinite(int n, Random random)
    {
        var factor = Enumerable.Range(0, n * n).Select(_ => random.NextDouble() - 0.5).ToArray();
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                matrix[i * n + j] = Enumerable.Range(0, n).Sum(k => factor[i * n + k] * factor[j * n + k]) + (i == j ? 1 : 0);
        }

        return matrix;
    }
}
