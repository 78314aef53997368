using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with holes that are filled when the application runs; written as an interpolated string.</summary>
public class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    /// <summary>The empty text.</summary>
    public static readonly ReferenceExpression Empty = new("", [], []);

    private ReferenceExpression(string format, IReadOnlyList<IValueProvider> providers, IReadOnlyList<string> expressions)
    {
        Format = format;
        ValueProviders = providers;
        ManifestExpressions = expressions;
    }

    /// <summary>The composite format string.</summary>
    public string Format { get; }

    /// <summary>What fills the holes.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <summary>The holes' expressions in a manifest.</summary>
    public IReadOnlyList<string> ManifestExpressions { get; }

    /// <inheritdoc/>
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    /// <summary>Makes an expression of an interpolated string.</summary>
    /// <param name="handler">The interpolated string.</param>
    /// <returns>The expression.</returns>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.Build();

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = await ValueProviders[i].GetValueAsync(cancellationToken);
        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    /// <summary>Collects the parts of an interpolated string.</summary>
    /// <param name="literalLength">The length of its literal parts.</param>
    /// <param name="formattedCount">The number of its holes.</param>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _format = new(literalLength);
        private readonly List<IValueProvider> _providers = new(formattedCount);
        private readonly List<string> _expressions = new(formattedCount);

        /// <summary>Adds literal text.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendLiteral(string value) => _format.Append(value.Replace("{", "{{").Replace("}", "}}"));

        /// <summary>Adds text.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendFormatted(string? value) => AppendLiteral(value ?? "");

        /// <summary>Adds a hole.</summary>
        /// <typeparam name="T">What fills it.</typeparam>
        /// <param name="valueProvider">What fills it.</param>
        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider
        {
            _format.Append(CultureInfo.InvariantCulture, $"{{{_providers.Count}}}");
            _providers.Add(valueProvider);
            _expressions.Add(valueProvider.ValueExpression);
        }

        /// <summary>Adds a hole.</summary>
        /// <typeparam name="T">The type of the resource that fills it.</typeparam>
        /// <param name="valueProvider">The resource that fills it.</param>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider.Resource);

        internal readonly ReferenceExpression Build() => new(_format.ToString(), _providers, _expressions);
    }
}
