using MovieAspire.Catalog.Search.Postgres;

namespace MovieAspire.Catalog.Tests.Search;

public class WordCountsTests
{
    private static readonly WordCount Some = new(Titles: 3, Texts: 20, Documents: 1_000);

    private readonly Clock _clock = new();
    private readonly WordCounts _counts;

    public WordCountsTests() => _counts = new(_clock);

    [Fact]
    public void A_count_is_remembered_for_less_than_five_minutes()
    {
        _counts.Add("love", Some);

        _clock.Seconds += 299;
        Assert.True(_counts.TryGet("love", out var count));
        Assert.Equal(Some, count);
        Assert.False(_counts.TryGet("hate", out _));

        _clock.Seconds++;
        Assert.False(_counts.TryGet("love", out _));
    }

    [Fact]
    public void Words_without_end_are_forgotten_and_memory_stays_bounded()
    {
        var added = 0;
        do
            _counts.Add($"word{added++}", Some);
        while (_counts.TryGet("word0", out _) && added < 100_000);

        Assert.Equal(20_001, added);
        Assert.True(_counts.TryGet("word20000", out _));
    }

    [Fact]
    public void What_begins_like_a_word_is_remembered_apart_from_the_word_and_as_long()
    {
        var beginning = new WordBeginning(Some, ["love", "lovers"]);
        _counts.Add("lov", beginning);

        Assert.False(_counts.TryGet("lov", out _));
        Assert.Same(beginning, _counts.Beginning("lov"));
        Assert.Null(_counts.Beginning("love"));

        _clock.Seconds += 300;
        Assert.Null(_counts.Beginning("lov"));
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
