namespace MovieAspire.Web.Pictures;

/// <summary>A kind of picture: its class, its size in TMDB's words, and the room that it takes before it is loaded.</summary>
public sealed record PictureShape(string Class, string Size, int Width, int Height)
{
    public static PictureShape Poster { get; } = new("poster", "w342", 342, 513);

    public static PictureShape SmallPoster { get; } = new("poster small", "w185", 185, 278);

    public static PictureShape Portrait { get; } = new("portrait", "w185", 185, 278);

    public static PictureShape Backdrop { get; } = new("backdrop", "w1280", 1280, 720);
}
