using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The container settings of servers; they say what is deployed.</summary>
public static class ContainerResourceBuilderExtensions
{
    /// <summary>Sets the image's tag.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
    {
        var image = builder.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()
            ?? throw new InvalidOperationException($"The resource '{builder.Resource.Name}' does not have a container image specified.");
        image.Tag = tag;
        return builder;
    }

    /// <summary>Mounts a volume.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The resource's builder.</param>
    /// <param name="name">The volume.</param>
    /// <param name="target">The path inside.</param>
    /// <param name="isReadOnly">Whether it is read only.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));
}
