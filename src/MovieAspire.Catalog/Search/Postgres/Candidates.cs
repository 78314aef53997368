using MovieAspire.Catalog.Movies;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>Where a candidate has the words of the query, best first.</summary>
internal enum MatchPlace
{
    /// <summary>A title is the query as a whole.</summary>
    Title = 0,

    /// <summary>All words are in titles.</summary>
    TitleWords = 1,

    /// <summary>All words are in names of people.</summary>
    People = 2,

    /// <summary>All words are in titles and names of people together.</summary>
    TitlesAndPeople = 3,

    /// <summary>All words are in some text.</summary>
    Texts = 4,
}

/// <summary>A movie that a query may mean.</summary>
/// <param name="Id">TMDB id.</param>
/// <param name="Place">The best place of the words.</param>
/// <param name="Year">Of release.</param>
internal sealed record Candidate(int Id, MatchPlace Place, int? Year)
{
    /// <summary>Its titles (<c>search_documents.names</c>); empty where titles do not matter.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>TMDB's count, where titles matter.</summary>
    public int Votes { get; init; }

    /// <summary>TMDB's figure, where titles matter.</summary>
    public double Popularity { get; init; }

    /// <summary>What the search is sorted by, where titles matter.</summary>
    public double SortKey { get; init; }

    /// <summary>Its place in the order of the search among those by names of people and by texts, whose numbers are not read.</summary>
    public int Order { get; init; }
}

/// <summary>
/// The statement that brings the candidates of a query: from each place the first <see cref="SearchPage.MaxTotal"/> by the
/// search's sort or else by votes, the places one after the other until there are so many. A place whose words are frequent is
/// read along the index of the sort, or of the dates where few years are asked for, and the others by the index of words: so a
/// query of common words costs as little as one of rare words, and the plan does not depend on the planner's guess.
/// </summary>
internal static class Candidates
{
    // Looking at a movie along the index of the sort takes as long as reading some matches that the index of words has found.
    private const int MatchesPerStep = 6;

    // Movies of so few years are few beside those with frequent words.
    private const int FewYears = 10;

    private static bool IsFrequent(double matches, int documents) =>
        matches > SearchPage.MaxTotal && matches * matches > (double)MatchesPerStep * SearchPage.MaxTotal * documents;

    public static async Task<List<Candidate>> ReadAsync(
        NpgsqlConnection connection, SearchPage page, SearchQuery query, QueryVocabulary vocabulary, CancellationToken cancellationToken)
    {
        var words = query.Words;
        var queries = new WordQueries(query, vocabulary);
        var sql = new CandidateSql(page, words.Count, LeadTo(vocabulary.ExpectedInTitles(words)), LeadTo(vocabulary.ExpectedInTexts(words)));
        // Composed of constants.
#pragma warning disable CA2100
        await using var batch = new NpgsqlBatch(connection);
        var planning = sql.Planning;
        if (planning is not null)
            batch.BatchCommands.Add(new(planning));
        batch.BatchCommands.Add(new(sql.ToString()));
#pragma warning restore CA2100
        var parameters = batch.BatchCommands[^1].Parameters;
        parameters.Add(new NpgsqlParameter<string[]> { TypedValue = query.Keys });
        AddFilter(parameters, page.Filter, vocabulary.Genres);
        parameters.Add(new NpgsqlParameter<string> { TypedValue = queries.Titles });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = queries.Credits });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = queries.Texts });

        var found = new List<Candidate>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (planning is not null)
            await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.IsDBNull(0))
                AddOthers(reader, found);
            else
                found.Add(ReadByTitle(reader));
        }

        return found;

        // Along the sort, whatever a filter leaves out would be looked at as well.
        Lead LeadTo(double matches) => !IsFrequent(matches, vocabulary.Documents) ? Lead.Words
            : page.Filter is { FirstYear: { } first, LastYear: { } last } && last - first < FewYears ? Lead.Dates
            : page.Filter.IsNone ? Lead.Sort : Lead.Words;
    }

    private static Candidate ReadByTitle(NpgsqlDataReader row) =>
        new(row.GetInt32(0), (MatchPlace)row.GetInt32(1), row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3).Year)
        {
            Names = row.GetFieldValue<string[]>(2), Votes = row.GetInt32(4), Popularity = row.GetDouble(5), SortKey = row.GetDouble(6),
        };

    private static void AddOthers(NpgsqlDataReader row, List<Candidate> found)
    {
        if (row.IsDBNull(7))
            return;
        var (ids, places, dates) = (row.GetFieldValue<int[]>(7), row.GetFieldValue<int[]>(8), row.GetFieldValue<DateOnly?[]>(9));
        for (var order = 0; order < ids.Length; order++)
            found.Add(new(ids[order], (MatchPlace)places[order], dates[order]?.Year) { Order = order });
    }

    private static void AddFilter(NpgsqlParameterCollection parameters, MovieFilters filter, IReadOnlyList<int[]> genres)
    {
        DateOnly? from = filter.FirstYear is null && filter.LastYear is null ? null : new(filter.FirstYear ?? RequestCheck.FirstYear, 1, 1);
        var ids = genres.SelectMany((genre, place) => genre.Select(id => (Id: id, Place: place))).ToList();
        parameters.Add(new NpgsqlParameter<double?> { TypedValue = filter.MinRating });
        parameters.Add(new NpgsqlParameter<DateOnly?> { TypedValue = from });
        parameters.Add(new NpgsqlParameter<DateOnly?> { TypedValue = filter.LastYear is { } last ? new(last, 12, 31) : null });
        parameters.Add(new NpgsqlParameter<string?> { TypedValue = filter.Language.Length > 0 ? filter.Language : null });
        parameters.Add(new NpgsqlParameter<int?> { TypedValue = filter.Person });
        parameters.Add(new NpgsqlParameter<int> { TypedValue = genres.Count });
        parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. ids.Select(pair => pair.Id)] });
        parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. ids.Select(pair => pair.Place)] });
    }
}
