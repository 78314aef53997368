using Microsoft.Extensions.Logging;
using MovieAspire.ProviderEmulator.Movies;
using MovieAspire.ProviderEmulator.Sources;
using MovieAspire.ProviderEmulator.Sources.Dataset;
using Xunit;

namespace MovieAspire.ProviderEmulator.Tests;

public sealed class DatasetTests : IDisposable
{
    private readonly LogLines _log = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("movieaspire-dataset-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_richest_file_wins_and_the_others_fill_up()
    {
        Write("movies.jsonl", """{"id":1,"title":"Rich","release_date":"2001-02-03","budget":5,"credits":{"cast":[{"id":77,"name":"Zoë Ray","character":"A"}]}}""");
        Write("tmdb_movies_udacity.csv",
            "id,imdb_id,original_title,cast,director,genres,release_date,release_year,budget,popularity,vote_count",
            "1,tt1,Poor,Nobody,Nobody,Drama,1/1/99,1999,9,2.5,10",
            "2,tt2,Second,Zoe Ray|Ann Lee,Bo Li,Drama|Crime,6/9/62,1962,0,1.5,20",
            "x,tt3,Bad id,,,,,,,,",
            "3,tt4,Too few");

        var source = Load();

        var rich = source.Find(1)!;
        Assert.Equal(("Rich", new DateOnly(2001, 2, 3), 5L, "tt1", 2.5), (rich.Title, rich.ReleaseDate, rich.Budget, rich.ImdbId, rich.Popularity));
        var second = source.Find(2)!;
        Assert.Equal(new DateOnly(1962, 6, 9), second.ReleaseDate);
        Assert.Equal(["Drama", "Crime"], second.Genres.Select(genre => genre.Name));
        Assert.Equal(77, second.Cast[0].PersonId);
        Assert.True(second.Cast[1].PersonId >= SyntheticIds.First);
        Assert.Equal([1, 2], source.MoviesOfPerson(77));
        Assert.Contains("skipped 1 with a wrong number of fields, 1 without a usable id", source.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Alejandro GonzÃ¡lez IÃ±Ã¡rritu", "Alejandro González Iñárritu")]
    [InlineData("CinÃ©+", "Ciné+")]
    [InlineData("Award\u00c2\u00ae-nominee", "Award®-nominee")]
    [InlineData("itâ€™s", "it’s")]
    [InlineData("SÃO PAULO", "SÃO PAULO")]
    [InlineData("Iñárritu", "Iñárritu")]
    [InlineData("Amélie 千と千尋", "Amélie 千と千尋")]
    public void A_text_whose_encoding_was_mistaken_is_mended_and_a_right_one_stays(string text, string meant) =>
        Assert.Equal(meant, Mojibake.Mend(text));

    [Fact]
    public void A_poorer_file_in_a_wrong_encoding_names_the_same_people_and_what_is_lost_is_left_out()
    {
        Write("movies.jsonl", """{"id":1,"title":"Babel","credits":{"cast":[],"crew":[{"id":223,"name":"Alejandro González Iñárritu","job":"Director","department":"Directing"}]}}""");
        Write("tmdb_movies_udacity.csv",
            "id,original_title,cast,director,genres", "2,AmÃ©lie,Audrey Tautou|Z\ufffdro,Alejandro GonzÃ¡lez IÃ±Ã¡rritu,Drama|Foreign", "3,\ufffd\ufffd,,,Drama");

        var source = Load();

        var mended = source.Find(2)!;
        Assert.Equal("Amélie", mended.Title);
        Assert.Equal(223, mended.Crew.Single().PersonId);
        Assert.Equal(["Audrey Tautou"], mended.Cast.Select(role => role.Name));
        Assert.Null(source.Find(3));
        Assert.Equal(["Drama"], mended.Genres.Select(genre => genre.Name));
        Assert.Contains("2 texts of tmdb_movies_udacity.csv were written in a wrong encoding and are mended", _log.Lines);
        Assert.Contains("1 genres of movies are none of TMDB's and are left out: Foreign (1)", _log.Lines);
    }

    [Fact]
    public void Python_literals_in_cells_are_read()
    {
        Write("movies_metadata.csv",
            "adult,belongs_to_collection,genres,id,title,spoken_languages",
            """False,"{'id': 10, 'name': ""Bo's Collection"", 'poster_path': None, 'backdrop_path': '/b.jpg'}","[{'id': 16, 'name': 'Animation'}]",5,Five,"[{'iso_639_1': 'fr', 'name': 'Fran\xe7ais'}]" """.TrimEnd());

        var movie = Load().Find(5)!;

        Assert.Equal(new CollectionRef(10, "Bo's Collection", null, "/b.jpg"), movie.Collection);
        Assert.Equal("Animation", movie.Genres.Single().Name);
        Assert.Equal(["fr"], movie.Languages);
    }

    [Fact]
    public void Unreadable_lines_are_counted_and_the_rest_is_served()
    {
        Write("top_2024.jsonl", "{broken", """{"id":4,"title":"Four","poster_path":"https://image.tmdb.org/t/p/w500/p.jpg","keywords":["sea"],"genres":["Drama"]}""");
        Write("omdb_responses.jsonl",
            """{"key":"Four||2024","response":{"Title":"Four","imdbID":"tt0000004","Response":"True"}}""",
            """{"key":"http://x/?i=tt0000009","response":{"Response":"False","Error":"Movie not found!"}}""",
            "nonsense");

        var source = Load();

        Assert.Equal("/p.jpg", source.Find(4)!.PosterPath);
        Assert.Contains("skipped 1 not JSON", source.Description, StringComparison.Ordinal);
        Assert.Contains("Four", source.OmdbBody("tt0000004")!, StringComparison.Ordinal);
        Assert.Contains("not found", source.OmdbBody("tt0000009")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/nowhere")]
    public void A_directory_without_movies_stops_the_start_with_the_setting_named(string below)
    {
        var error = Assert.Throws<EmulatorStartException>(() => DatasetSource.Load(_folder + below, _log));
        Assert.StartsWith("Emulator:Dataset", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6/9/15", 2015, "2015-06-09")]
    [InlineData("6/9/66", 1966, "1966-06-09")]
    [InlineData("6/9/66", null, "1966-06-09")]
    [InlineData("6/9/15", null, "2015-06-09")]
    [InlineData("1999-12-31", null, "1999-12-31")]
    [InlineData("13/9/15", 2015, null)]
    [InlineData("2/30/15", 2015, null)]
    [InlineData("", null, null)]
    public void Dates_get_their_century(string text, int? year, string? date) =>
        Assert.Equal(date is null ? null : DateOnly.Parse(date, null), Cells.Date(text, year));

    private MemorySource Load() => DatasetSource.Load(_folder, _log);

    private sealed class LogLines : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }

    private void Write(string file, params string[] lines) => File.WriteAllLines(Path.Combine(_folder, file), lines);
}
