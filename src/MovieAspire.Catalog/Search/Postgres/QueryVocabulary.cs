using Npgsql;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>Words of a query, next to each other, that are somebody's name or begin it.</summary>
/// <param name="First">The place of the first word.</param>
/// <param name="Words">How many they are.</param>
/// <param name="Name">Folded.</param>
/// <param name="MayGoOn">Whether the name may go on.</param>
internal sealed record PersonName(int First, int Words, string Name, bool MayGoOn);

/// <summary>
/// What the catalog knows of a query's words: which are known at all, how many movies have them, and which are the name of
/// somebody; and the ids of the genres asked for. At most one round trip.
/// </summary>
internal sealed class QueryVocabulary
{
    private const int MaxNameWords = 4;

    // What begins like a word that is in so many texts takes longer to gather than a few words.
    private const int MaxGathered = 1_000;
    private const int MaxCompletions = 10;

    private const string DocumentCount = "(SELECT reltuples::integer FROM pg_class WHERE oid = 'catalog.search_documents'::regclass)";

    private const string LastCharacter = "\U0010FFFF";

    private readonly Dictionary<string, WordCount> _counts = new(StringComparer.Ordinal);

    private WordBeginning? _beginning;

    private QueryVocabulary()
    {
    }

    /// <summary>Movies that can be found.</summary>
    public int Documents { get; private set; }

    /// <summary>In order, none within another.</summary>
    public IReadOnlyList<PersonName> Names { get; private set; } = [];

    /// <summary>The ids of each genre asked for; none for a genre that there is not.</summary>
    public IReadOnlyList<int[]> Genres { get; private set; } = [];

    public bool Knows(string word) => _counts.ContainsKey(word);

    /// <summary>At most so many movies have the word in any text; 0 for a rare one.</summary>
    public int InTexts(QueryWord word) => word.Meanings.Sum(meant => _counts.GetValueOrDefault(meant).Texts);

    /// <summary>Movies that have all words in titles, as if none were more likely beside another.</summary>
    public double ExpectedInTitles(IReadOnlyList<QueryWord> words) => Expected(words, word => Math.Max(
        word.Meanings.Sum(meant => _counts.GetValueOrDefault(meant).Titles), word.MayGoOn ? _beginning?.Count.Titles ?? 0 : 0));

    /// <summary>Likewise in any text.</summary>
    public double ExpectedInTexts(IReadOnlyList<QueryWord> words) => Expected(words, word => Math.Max(
        InTexts(word), word.MayGoOn && word.Folded.Length >= WordQueries.MinBeginningInTexts ? _beginning?.Count.Texts ?? 0 : 0));

    /// <summary>
    /// What stands for the beginning of a word in texts, where more begins like it than is worth gathering; null where all of it does.
    /// </summary>
    public IReadOnlyList<string>? Completions => _beginning is { Count.Texts: > MaxGathered } beginning ? beginning.Words : null;

    public static async Task<QueryVocabulary> ReadAsync(
        NpgsqlConnection connection, WordCounts counts, SearchQuery query, IReadOnlyList<string> genres, CancellationToken cancellationToken)
    {
        var vocabulary = new QueryVocabulary();
        var parts = new List<(NpgsqlBatchCommand Command, Action<NpgsqlDataReader> Read)>();
        var asked = new List<string>();
        foreach (var word in WordsIn(query))
        {
            if (counts.TryGet(word, out var count))
                vocabulary.Has(word, count);
            else
                asked.Add(word);
        }

        if (asked.Count > 0)
            parts.Add((WordsCommand([.. asked]), ReadWord));
        if (query.Words is [.., { MayGoOn: true, Folded: var begun }])
        {
            if (counts.Beginning(begun) is { } known)
                vocabulary.Begins(known);
            else
                parts.Add((BeginningCommand(begun), ReadBeginning));
        }

        var (candidates, names) = (NamesIn(query).ToList(), new List<PersonName>());
        if (candidates.Count > 0)
            parts.Add((NamesCommand(candidates), row => names.Add(candidates[(int)row.GetInt64(0) - 1])));
        var ids = genres.Select(_ => new List<int>()).ToList();
        if (genres.Count > 0)
            parts.Add((GenresCommand(genres), row => ids[(int)row.GetInt64(0) - 1].Add(row.GetInt32(1))));

        await ReadAsync(connection, parts, cancellationToken);
        vocabulary.Names = Apart(names);
        vocabulary.Genres = ids.ConvertAll(genre => genre.ToArray());
        return vocabulary;

        void ReadWord(NpgsqlDataReader row)
        {
            var (word, count) = (row.GetString(0), Count(row, 1));
            counts.Add(word, count);
            vocabulary.Has(word, count);
        }

        void ReadBeginning(NpgsqlDataReader row)
        {
            var beginning = new WordBeginning(Count(row, 0), row.GetFieldValue<string[]>(3));
            counts.Add(query.Words[^1].Folded, beginning);
            vocabulary.Begins(beginning);
        }
    }

    /// <summary>The words that no text has either; overviews have many that the vocabulary has not.</summary>
    public static async Task<List<QueryWord>> MissingAsync(
        NpgsqlConnection connection, List<QueryWord> words, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT place FROM unnest($1) WITH ORDINALITY AS asked (word, place)
            WHERE NOT EXISTS (SELECT FROM catalog.search_documents d WHERE d.texts @@ asked.word::tsquery)
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. words.Select(WordQueries.InTexts)] });
        var missing = new List<QueryWord>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            missing.Add(words[(int)reader.GetInt64(0) - 1]);
        return missing;
    }

    private static async Task ReadAsync(
        NpgsqlConnection connection, List<(NpgsqlBatchCommand Command, Action<NpgsqlDataReader> Read)> parts, CancellationToken cancellationToken)
    {
        if (parts.Count == 0)
            return;

        await using var batch = new NpgsqlBatch(connection);
        foreach (var (command, _) in parts)
            batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var (_, read) in parts)
        {
            while (await reader.ReadAsync(cancellationToken))
                read(reader);
            await reader.NextResultAsync(cancellationToken);
        }
    }

    private static WordCount Count(NpgsqlDataReader row, int first) =>
        new(row.GetInt32(first), row.GetInt32(first + 1), Math.Max(0, row.GetInt32(first + 2)));

    private void Has(string word, WordCount count)
    {
        _counts[word] = count;
        Documents = count.Documents;
    }

    private void Begins(WordBeginning beginning)
    {
        _beginning = beginning;
        Documents = beginning.Count.Documents;
    }

    private double Expected(IReadOnlyList<QueryWord> words, Func<QueryWord, int> count) =>
        words.Aggregate((double)Documents, (left, word) => left * Math.Min(count(word), Documents) / Documents);

    private static NpgsqlBatchCommand WordsCommand(string[] words) => new($"""
        SELECT word, titles, texts, {DocumentCount}
        FROM catalog.search_vocabulary WHERE word = ANY ($1)
        """)
    {
        Parameters = { new NpgsqlParameter<string[]> { TypedValue = words } },
    };

    // A movie with two of the words counts twice: it is for choosing a way of reading.
    private static NpgsqlBatchCommand BeginningCommand(string beginning) => new($"""
        SELECT least(coalesce(sum(titles), 0), 1000000000)::integer, least(coalesce(sum(texts), 0), 1000000000)::integer,
               {DocumentCount},
               ARRAY(SELECT word FROM catalog.search_vocabulary WHERE word >= $1 AND word < $2 ORDER BY texts DESC, word LIMIT $3)
        FROM catalog.search_vocabulary WHERE word >= $1 AND word < $2
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = beginning }, new NpgsqlParameter<string> { TypedValue = beginning + LastCharacter },
            new NpgsqlParameter<int> { TypedValue = beginning.Length >= WordQueries.MinBeginningInTexts ? MaxCompletions : 0 },
        },
    };

    private static NpgsqlBatchCommand NamesCommand(List<PersonName> names) => new("""
        SELECT place FROM unnest($1) WITH ORDINALITY AS asked (name, place)
        WHERE EXISTS (SELECT FROM catalog.search_documents d WHERE d.credits @@ asked.name::tsquery)
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<string[]> { TypedValue = [.. names.Select(name => WordQueries.Name(name.Name, name.MayGoOn))] },
        },
    };

    private static NpgsqlBatchCommand GenresCommand(IReadOnlyList<string> genres) => new("""
        SELECT asked.place, g.id
        FROM unnest($1) WITH ORDINALITY AS asked (name, place)
        JOIN catalog.genres g ON lower(g.name) = lower(asked.name) OR g.id::text = asked.name
        """)
    {
        Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. genres] } },
    };

    // The words in each of their meanings, and each two neighbours as one word.
    private static IEnumerable<string> WordsIn(SearchQuery query) =>
        query.Words.SelectMany(word => word.Meanings)
            .Concat(query.Words.Zip(query.Words.Skip(1), (first, second) => first.Folded + second.Folded))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<PersonName> NamesIn(SearchQuery query) =>
        from first in Enumerable.Range(0, query.Words.Count)
        from count in Enumerable.Range(2, MaxNameWords - 1)
        where first + count <= query.Words.Count
        let words = query.Words.Skip(first).Take(count)
        select new PersonName(first, count, string.Join(' ', words.Select(word => word.Folded)), words.Last().MayGoOn);

    // The longest first: "john carpenter" is not also "carpenter" and somebody else.
    private static List<PersonName> Apart(IEnumerable<PersonName> names)
    {
        var chosen = new List<PersonName>();
        foreach (var name in names.OrderByDescending(name => name.Words).ThenBy(name => name.First))
        {
            if (chosen.TrueForAll(other => name.First >= other.First + other.Words || other.First >= name.First + name.Words))
                chosen.Add(name);
        }

        return [.. chosen.OrderBy(name => name.First)];
    }
}
