namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value given from outside.</summary>
/// <param name="name">The name, unique in the model; its value is read from <c>Parameters:name</c>.</param>
/// <param name="callback">Finds the value, given the default.</param>
/// <param name="secret">Whether it is masked.</param>
public class ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
    : Resource(name), IExpressionValue
{
    private string? _value;

    /// <summary>Makes the value when none is given.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>Whether it is masked.</summary>
    public bool Secret { get; } = secret;

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(_value ??= callback(Default));
}

/// <summary>Makes a parameter's value when none is given.</summary>
public abstract class ParameterDefault
{
    /// <summary>Makes the value.</summary>
    /// <returns>The value.</returns>
    public abstract string GetDefaultValue();
}
