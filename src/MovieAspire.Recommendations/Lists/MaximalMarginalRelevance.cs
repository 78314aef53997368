using MovieAspire.Recommendations.Input;
using MovieAspire.Recommendations.Models;

namespace MovieAspire.Recommendations.Lists;

/// <summary>
/// Picks a list of variety out of scored candidates in the manner of maximal marginal relevance (Carbonell and Goldstein,
/// SIGIR 1998): always the one with the greatest score * (1 - Diversity * likeness to the nearest one picked before), and no
/// more of one collection or director than allowed. A factor instead of their difference, because scores have no scale of
/// their own; what is left of a score by it becomes the score, so that scores fall along the list.
/// </summary>
public sealed class MaximalMarginalRelevance(ContentModel content, ListOptions options)
{
    /// <summary>Only so many times the size of a list is looked at.</summary>
    private const int Breadth = 4;

    private readonly int _firstDirector = content.Candidates.Vocabulary.EndOf(FeatureKind.Collection);
    private readonly int _endOfDirectors = content.Candidates.Vocabulary.EndOf(FeatureKind.Director);

    /// <param name="candidates">The candidates, best first.</param>
    /// <param name="collection">The collection whose directors are not counted, or 0.</param>
    /// <param name="workspace">Memory of the calling thread.</param>
    public Recommendation[] Pick(List<Recommendation> candidates, int collection, Workspace workspace)
    {
        var count = Math.Min(candidates.Count, Breadth * options.Size);
        var (diversity, nearest, isOpen) = ((float)options.Diversity, new float[count], new bool[count]);
        isOpen.AsSpan().Fill(true);
        var (picked, collections, directors) = (new List<Recommendation>(options.Size), new Dictionary<int, int>(), new Dictionary<int, int>());
        while (picked.Count < options.Size && Next(out var score) is >= 0 and var next)
        {
            isOpen[next] = false;
            if (!IsAllowed(candidates[next].Movie))
                continue;
            picked.Add(candidates[next] with { Score = score });
            if (diversity > 0 && picked.Count < options.Size)
                Compare(candidates[next].Movie);
        }

        return [.. picked];

        int Next(out float most)
        {
            (var found, most) = (-1, 0);
            for (var i = 0; i < count; i++)
            {
                if (!isOpen[i])
                    continue;
                // No later one can do better: scores fall, and the likeness only takes away.
                var score = candidates[i].Score;
                if (score <= most)
                    break;
                if (score * (1 - (diversity * nearest[i])) is var gain && gain > most)
                    (found, most) = (i, gain);
            }

            return found;
        }

        bool IsAllowed(int movie)
        {
            var own = content.Candidates.Movies[movie].Collection;
            if (own != 0 && collections.GetValueOrDefault(own) == options.MaxPerCollection)
                return false;
            if (own == 0 || own != collection)
            {
                foreach (var director in DirectorsOf(movie))
                {
                    if (directors.GetValueOrDefault(director) == options.MaxPerDirector)
                        return false;
                }

                foreach (var director in DirectorsOf(movie))
                    directors[director] = directors.GetValueOrDefault(director) + 1;
            }

            collections[own] = collections.GetValueOrDefault(own) + 1;
            return true;
        }

        void Compare(int movie)
        {
            var (columns, values) = content.Vectors[movie];
            workspace.Load(columns, values);
            for (var i = 0; i < count; i++)
            {
                if (isOpen[i])
                    nearest[i] = Math.Max(nearest[i], content.LikenessOf(candidates[i].Movie, workspace, out _));
            }
        }
    }

    /// <summary>The columns of a movie's directors.</summary>
    private ReadOnlySpan<int> DirectorsOf(int movie)
    {
        var columns = content.Vectors[movie].Columns;
        var (start, end) = (0, 0);
        while (start < columns.Length && columns[start] < _firstDirector)
            start++;
        end = start;
        while (end < columns.Length && columns[end] < _endOfDirectors)
            end++;
        return columns[start..end];
    }
}
