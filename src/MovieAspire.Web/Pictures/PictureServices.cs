using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.Web.Pictures;

/// <summary>Where pictures come from; section <c>Images</c>.</summary>
public sealed record ImageOptions
{
    internal const string Section = "Images";

    /// <summary>What stands before a size and the path that TMDB gives; Images:BaseUrl, TMDB's image host by default.</summary>
    [Required(ErrorMessage = "Images:BaseUrl must not be empty.")]
    public Uri BaseUrl { get; init; } = new("https://image.tmdb.org/t/p/");

    /// <summary>The origin that pages may load pictures from.</summary>
    internal string Origin => BaseUrl.GetLeftPart(UriPartial.Authority);

    /// <summary>The address of a picture in one of TMDB's sizes, for example w342.</summary>
    internal Uri Address(string size, string path) => new(BaseUrl, $"{size}{path}");
}

internal static class PictureServices
{
    internal static IHostApplicationBuilder AddPictures(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ImageOptions>().BindConfiguration(ImageOptions.Section).ValidateDataAnnotations()
            .Validate(
                images => images.BaseUrl is { IsAbsoluteUri: true, Scheme: "http" or "https" } && images.BaseUrl.AbsolutePath.EndsWith('/'),
                "Images:BaseUrl must be an http or https address that ends with a slash.")
            .ValidateOnStart();
        return builder;
    }
}
