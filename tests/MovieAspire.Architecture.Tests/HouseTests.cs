namespace MovieAspire.Architecture.Tests;

public class HouseTests
{
    public static TheoryData<string> Projects =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "eng", "dev", "MovieAspire.Dev.csproj"))
            .Append(Path.Combine(Repository.Root, "MovieAspire.ServiceDefaults", "MovieAspire.ServiceDefaults.csproj"))
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Capabilities_never_use_each_other_in_a_circle(string project) =>
        AssertNone("circles", HouseOf(project).Circles);

    [Theory]
    [MemberData(nameof(Projects))]
    public void What_puts_a_project_together_is_used_by_nobody_in_it(string project) =>
        AssertNone("uses of the root", HouseOf(project).UsesOfRoot);

    [Fact]
    public void A_circle_is_told_with_a_witness_for_each_of_its_arrows()
    {
        var circle = Assert.Single(Fixture("Circle").Circles, circle => !circle.Contains(House.Root, StringComparison.Ordinal));

        Assert.Equal(3, circle.Split(Environment.NewLine).Length);
        Assert.Contains("Movies -> Search: ", circle, StringComparison.Ordinal);
        Assert.Contains("Circle.Search.Hit uses ", circle, StringComparison.Ordinal);
        Assert.Contains("People -> Movies: ", circle, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_uses_the_root_is_told()
    {
        var use = Assert.Single(Fixture("Circle").UsesOfRoot);

        Assert.Contains("Circle.People.Person uses ", use, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrows_of_one_direction_are_no_circle()
    {
        Assert.Empty(Fixture("Line").Circles);
        Assert.Empty(Fixture("Line").UsesOfRoot);
    }

    private static void AssertNone(string what, IEnumerable<string> found)
    {
        if (found.ToList() is { Count: > 0 } list)
            Assert.Fail($"{list.Count} {what}:{Environment.NewLine}{string.Join($"{Environment.NewLine}{Environment.NewLine}", list)}");
    }

    private static House Fixture(string name) =>
        House.Of(typeof(HouseTests).Assembly.Location, $"{typeof(HouseTests).Namespace}.Fixtures.{name}");

    private static House HouseOf(string project) =>
        House.Of(Path.Combine(AppContext.BaseDirectory, project + ".dll"), project);
}
