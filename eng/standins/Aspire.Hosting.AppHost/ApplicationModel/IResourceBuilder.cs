namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the With... methods of a resource work on.</summary>
/// <typeparam name="T">The resource's type.</typeparam>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The builder of the application it belongs to.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>The resource.</summary>
    T Resource { get; }

    /// <summary>Adds an annotation.</summary>
    /// <typeparam name="TAnnotation">Its type.</typeparam>
    /// <param name="annotation">The annotation.</param>
    /// <param name="behavior">Whether it joins or replaces others of its type.</param>
    /// <returns>This builder.</returns>
    IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation,
        ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation;
}

/// <summary>What becomes of the annotations of the same type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay.</summary>
    Append = 0,

    /// <summary>They are replaced.</summary>
    Replace = 1,
}
