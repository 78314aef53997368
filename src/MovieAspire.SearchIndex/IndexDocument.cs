using System.Globalization;
using System.Text.Json;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Data.Search;
using MovieAspire.Text.Search;

namespace MovieAspire.SearchIndex;

/// <summary>A movie as the index has it, with the words that Postgres searches as well.</summary>
public static class IndexDocument
{
    /// <summary>Around matches in what the server returns; taken out of the texts, so that none can pretend to be a match.</summary>
    public const char MatchStart = '\uE000';

    /// <inheritdoc cref="MatchStart"/>
    public const char MatchEnd = '\uE001';

    private static readonly DateOnly Epoch = new(1970, 1, 1);

    /// <summary>Writes one line of JSON, without its end.</summary>
    /// <param name="json">To write to.</param>
    /// <param name="movie">With its whole cast, popularity and votes.</param>
    public static void Write(Utf8JsonWriter json, Movie movie)
    {
        var search = SearchDocument.Of(SearchSources.Of(movie));
        json.WriteStartObject();
        json.WriteNumber("id", movie.Summary.Id);
        json.WriteString("title", Unmarked(movie.Summary.Title));
        json.WriteString("original_title", movie.OriginalTitle);
        WriteTexts(json, "alternative_titles", movie.AlternativeTitles);
        WriteTexts(json, "title_variants", search.Names.Union(search.Titles.Where(word => word[0] != '@')));
        WriteTexts(json, "people", search.People);
        WriteNumbers(json, "person_ids", movie.Cast.Select(member => member.Id).Union(movie.Crew.Select(member => member.Id)));
        WriteTexts(json, "keywords", movie.Keywords.Select(keyword => keyword.Name));
        json.WriteString("overview", Unmarked(movie.Summary.Overview));
        WriteTexts(json, "genres", movie.Genres.Select(genre => genre.Name));
        WriteNumbers(json, "genre_ids", movie.Genres.Select(genre => genre.Id));
        if (movie.Summary.HasReleaseDate)
        {
            var released = DateOnly.ParseExact(movie.Summary.ReleaseDate, "O", CultureInfo.InvariantCulture);
            json.WriteNumber("release_year", released.Year);
            // Days since 1970; the server sorts by numbers.
            json.WriteNumber("release_date", released.DayNumber - Epoch.DayNumber);
        }
        else
        {
            json.WriteNull("release_year");
            json.WriteNull("release_date");
        }

        json.WriteString("original_language", movie.OriginalLanguage);
        json.WriteNumber("vote_average", movie.Summary.VoteAverage);
        json.WriteNumber("vote_count", movie.Summary.VoteCount);
        json.WriteNumber("popularity", movie.Summary.Popularity);
        json.WriteEndObject();
    }

    private static string Unmarked(string text) => text.AsSpan().ContainsAny(MatchStart, MatchEnd)
        ? string.Concat(text.Where(letter => letter is not (MatchStart or MatchEnd)))
        : text;

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
