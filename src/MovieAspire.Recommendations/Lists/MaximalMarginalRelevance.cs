using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Lists;

/// <summary>
/// Picks a list of variety out of scored candidates in the manner of maximal marginal relevance (Carbonell and Goldstein,
/// SIGIR 1998): always the one with the greatest score * (1 - d * likeness to the nearest one picked before), and no more
/// of one collection than allowed. A factor instead of their difference, because scores have no scale of their own.
/// </summary>
public static class MaximalMarginalRelevance
{
    /// <param name="candidates">The candidates, best first.</param>
    /// <param name="vectors">The movies' content.</param>
    /// <param name="collectionOf">The collection of a movie, 0 for none.</param>
    /// <param name="options">How many, and how different.</param>
    /// <param name="weights">Memory for a weight of each term; zero before and after.</param>
    public static Recommendation[] Pick(
        List<Recommendation> candidates, SparseMatrix vectors, Func<int, int> collectionOf, ListOptions options,
        float[] weights)
    {
        if (candidates.Count == 0) return [];
        var diversity = (float)options.Diversity;
        var (nearest, isOpen) = (new float[candidates.Count], new bool[candidates.Count]);
        isOpen.AsSpan().Fill(true);
        var (picked, collections) = (new List<Recommendation>(options.Size), new Dictionary<int, int>());
        while (picked.Count < options.Size && Next() is >= 0 and var next)
        {
            isOpen[next] = false;
            var collection = collectionOf(candidates[next].Movie);
            if (collection != 0 && collections.GetValueOrDefault(collection) == options.MaxPerCollection) continue;
            collections[collection] = collections.GetValueOrDefault(collection) + 1;
            picked.Add(candidates[next]);
            if (diversity > 0) Compare(candidates[next].Movie);
        }

        return [.. picked];

        int Next()
        {
            var (found, most) = (-1, float.NegativeInfinity);
            for (var i = 0; i < candidates.Count; i++)
            {
                if (!isOpen[i]) continue;
                // No later one can do better: scores fall, and the likeness only takes away.
                var score = candidates[i].Score;
                if (score < most) break;
                if (score * (1 - diversity * nearest[i]) is var gain && gain > most) (found, most) = (i, gain);
            }

            return found;
        }

        void Compare(int movie)
        {
            vectors.Scatter(movie, weights);
            for (var i = 0; i < candidates.Count; i++)
            {
                if (isOpen[i]) nearest[i] = Math.Max(nearest[i], vectors.Dot(candidates[i].Movie, weights));
            }

            vectors.Clear(movie, weights);
        }
    }
}
