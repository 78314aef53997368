using System.Net;
using Xunit;

namespace MovieAspire.ProviderEmulator.Tests;

public sealed class TmdbErrorTests : EmulatorFixture
{
    [Theory]
    [InlineData("movie/999999999", 404, 34)]
    [InlineData("movie/999999999/keywords", 404, 34)]
    [InlineData("movie/603/nonsense", 404, 34)]
    [InlineData("person/999999999", 404, 34)]
    [InlineData("collection/999999999", 404, 34)]
    [InlineData("tv/1", 404, 34)]
    [InlineData("movie/popular?page=0", 400, 22)]
    [InlineData("movie/popular?page=501", 400, 22)]
    [InlineData("movie/popular?page=x", 400, 22)]
    [InlineData("movie/changes?start_date=2026-01-01&end_date=2026-02-01", 422, 20)]
    [InlineData("discover/movie?sort_by=nonsense.desc", 422, 5)]
    [InlineData("movie/603?append_to_response=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u", 400, 27)]
    public async Task Errors_have_tmdbs_status_and_code(string path, int status, int code)
    {
        var (answered, body) = await TmdbAsync(path);

        Assert.Equal(status, (int)answered);
        Assert.Equal(code, (int)body["status_code"]!);
        Assert.False((bool)body["success"]!);
        Assert.NotEmpty((string)body["status_message"]!);
    }

    [Theory]
    [InlineData("?api_key=wrong")]
    [InlineData("")]
    public async Task A_missing_or_wrong_key_is_code_7(string query)
    {
        using var response = await Http.GetAsync(new Uri(Emulator.TmdbBaseUrl, "configuration" + query));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("\"status_code\":7", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
