using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>
/// Searches <c>catalog.search_documents</c>. All words first, then words that a typo may have meant, then fewer words, from the
/// end; titles before people before other texts.
/// </summary>
internal sealed class PostgresEngine([FromKeyedServices(SearchOptions.DataSourceKey)] NpgsqlDataSource database, TimeProvider time)
{
    // A word of so few letters that goes on is more often a typo.
    private const int MaxLikelyTypo = 4;

    // So many movies with people of a name are no typo of a title.
    private const int FewNamesakes = 10;

    private readonly WordCounts _counts = new(time);

    public async Task<SearchMoviesResponse> SearchAsync(SearchPage page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var query = SearchQuery.Read(page.Query);
        var (matches, understood) = await FindAsync(connection, page, query, cancellationToken);
        return await Hits.ReadAsync(connection, page, matches, understood, cancellationToken);
    }

    /// <summary>The movies that the query finds, in order, and the query that found them.</summary>
    private async Task<(List<Ranking.Ranked> Matches, SearchQuery Understood)> FindAsync(
        NpgsqlConnection connection, SearchPage page, SearchQuery query, CancellationToken cancellationToken)
    {
        var corrections = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var isWhole = true; ; isWhole = false)
        {
            var vocabulary = await QueryVocabulary.ReadAsync(connection, _counts, query, page.Filter.Genres, cancellationToken);
            if (vocabulary.Genres.Any(ids => ids.Length == 0))
                return ([], query);

            var found = await RankedAsync(connection, page, query, vocabulary, cancellationToken);
            var understood = query;
            // What the words may mean is asked once, for all of them.
            foreach (var suspects in isWhole ? Suspects(query, vocabulary) : [[]])
            {
                if (!MayBeMistyped(query, vocabulary, found))
                    break;
                foreach (var (word, meanings) in await Spelling.CorrectAsync(connection, suspects, cancellationToken))
                    corrections[word] = meanings;
                if (!query.Words.Any(word => corrections.ContainsKey(word.Folded)))
                    continue;
                understood = query.With(corrections);
                found = Merged(found, await RankedAsync(connection, page, understood, vocabulary, cancellationToken));
            }

            if (found.Count > 0 || await FewerAsync(connection, query, understood, vocabulary, cancellationToken) is not { } fewer)
            {
                Ranking.Sort(found, page.Sort);
                return (found[..Math.Min(found.Count, SearchPage.MaxTotal)], understood);
            }

            query = fewer;
        }
    }

    private static async Task<List<Ranking.Ranked>> RankedAsync(
        NpgsqlConnection connection, SearchPage page, SearchQuery query, QueryVocabulary vocabulary, CancellationToken cancellationToken)
    {
        var isCorrected = query.Words.Any(word => word.Corrections.Count > 0);
        var candidates = await Candidates.ReadAsync(connection, page, query, vocabulary, cancellationToken);
        return candidates.ConvertAll(candidate => Ranking.Of(query, candidate, isCorrected));
    }

    private static List<Ranking.Ranked> Merged(List<Ranking.Ranked> first, List<Ranking.Ranked> second) =>
        [.. first.Concat(second).GroupBy(entry => entry.Candidate.Id).Select(same => same.MinBy(entry => (entry.Relevance, entry.Distance)))];

    // Whatever has all words in a title or in names is what was meant; but for a word that is the name of few.
    private static bool MayBeMistyped(SearchQuery query, QueryVocabulary vocabulary, List<Ranking.Ranked> found) =>
        query.Words.Count > 0
        && !found.Exists(entry => entry.Relevance < Relevance.TitleBeginning || entry.Relevance is Relevance.TitleWords or Relevance.MistypedTitle)
        && (query.Words[^1].Folded.Length <= MaxLikelyTypo || !found.Exists(entry => entry.Relevance < Relevance.MistypedTitle))
        && (query.Words is [var only] ? vocabulary.InTexts(only) < FewNamesakes : !found.Exists(entry => entry.Relevance is Relevance.People));

    // Words that nobody knows first; then each, for a typo may make another word.
    private static IEnumerable<IReadOnlyList<string>> Suspects(SearchQuery query, QueryVocabulary vocabulary)
    {
        var all = query.Words.Select(word => word.Folded).Where(Spelling.IsSuspect).ToList();
        var unknown = all.FindAll(word => !vocabulary.Knows(word));
        if (unknown.Count > 0)
            yield return unknown;
        if (unknown.Count < all.Count)
            yield return all;
    }

    // Words that no text has stand in the way of the others; else the last word is dropped, as Meilisearch does.
    private static async Task<SearchQuery?> FewerAsync(
        NpgsqlConnection connection, SearchQuery query, SearchQuery understood, QueryVocabulary vocabulary, CancellationToken cancellationToken)
    {
        var unknown = understood.Words.Where(word => word.Corrections.Count == 0 && !word.Meanings.Any(vocabulary.Knows)).ToList();
        var missing = unknown.Count > 0 ? await QueryVocabulary.MissingAsync(connection, unknown, cancellationToken) : [];
        var left = missing.Count > 0 ? query.Words.Where(word => !missing.Exists(other => other.Folded == word.Folded)) : query.Words.SkipLast(1);
        return left.Any() ? SearchQuery.Of(left) : null;
    }
}
