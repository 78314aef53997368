using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Tests.Input;

public sealed class MovieLensRatingsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ratings-");

    [Fact]
    public void Ratings_come_by_TMDB_ids_and_a_broken_line_is_told()
    {
        Write("links.csv", "movieId,imdbId,tmdbId\n1,0114709,862\n2,0113497,\n3,0113228,15602\n");
        Write("ratings.csv", "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,2,5.0,1\nnonsense\n2,3,0.5,2\n2,99,4.0,3\n");

        Assert.Equal(
            [new Rating(1, 862, 4), null, new Rating(2, 15602, 0.5f)],
            MovieLensRatings.Read(_directory.FullName, CancellationToken.None));
    }

    [Fact]
    public async Task The_fingerprint_follows_the_content()
    {
        Write("links.csv", "movieId,imdbId,tmdbId\n1,0114709,862\n");
        Assert.False(MovieLensRatings.Exists(_directory.FullName));
        Write("ratings.csv", "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n");
        Assert.True(MovieLensRatings.Exists(_directory.FullName));

        var first = await MovieLensRatings.FingerprintAsync(_directory.FullName, CancellationToken.None);
        Assert.Equal(first, await MovieLensRatings.FingerprintAsync(_directory.FullName, CancellationToken.None));
        Write("ratings.csv", "userId,movieId,rating,timestamp\n1,1,4.5,964982703\n");
        Assert.NotEqual(first, await MovieLensRatings.FingerprintAsync(_directory.FullName, CancellationToken.None));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_directory.FullName, name), content);
}
