using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Projects;

/// <summary>The built assembly of a project.</summary>
internal sealed record ProjectOutputAnnotation(string Path) : IResourceAnnotation;
