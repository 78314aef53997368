// Three capabilities in a circle, each arrow of another kind: what the tests of the product must notice.
namespace MovieAspire.Architecture.Tests.Fixtures.Circle.Movies
{
    internal sealed class Movie
    {
        public static object Find() => new List<Search.Hit>();
    }
}

namespace MovieAspire.Architecture.Tests.Fixtures.Circle.Search
{
    internal sealed class Hit
    {
        public static string Describe() => People.Person.Name;
    }
}

namespace MovieAspire.Architecture.Tests.Fixtures.Circle.People
{
    internal sealed class Person
    {
        public static string Name => "";

        public Movies.Movie? BestKnownFor { get; init; }

        public static object Setting => new CircleSettings();
    }
}

namespace MovieAspire.Architecture.Tests.Fixtures.Circle
{
    internal sealed class CircleSettings
    {
        // Putting capabilities together is what a root is for.
        public Search.Hit First { get; } = new();
    }
}

namespace MovieAspire.Architecture.Tests.Fixtures.Line.Movies
{
    internal sealed class Movie;
}

namespace MovieAspire.Architecture.Tests.Fixtures.Line.Search
{
    internal sealed class Hit
    {
        public Movies.Movie? Movie { get; init; }
    }
}
