using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Parameters;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adds parameters to the model.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>A parameter that must be given.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Its name.</param>
    /// <param name="secret">Whether it is masked.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, _ => Read(builder.Configuration, name) ?? throw Missing(name), secret));

    /// <summary>A parameter of a known value.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="publishValueAsDefault">Whether a manifest may show the value.</param>
    /// <param name="secret">Whether it is masked.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name,
        string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>A parameter whose value is computed.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Its name.</param>
    /// <param name="valueGetter">Computes it.</param>
    /// <param name="publishValueAsDefault">Whether a manifest may show the value.</param>
    /// <param name="secret">Whether it is masked.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name,
        Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret)
            throw new ArgumentException("A parameter cannot be both secret and published as a default value.", nameof(secret));
        return builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret));
    }

    /// <summary>A parameter that is made when it is not given.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Makes it.</param>
    /// <param name="secret">Whether it is masked.</param>
    /// <param name="persist">Whether a value that was made is kept for the next run.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name,
        ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.AddResource(Generated(builder, name, value, secret, persist));

    /// <summary>A connection string that must be given, as <c>ConnectionStrings:name</c>: of a server that exists already.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Its name.</param>
    /// <param name="environmentVariableName">The variable it goes into, when not <c>ConnectionStrings__name</c>.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder,
        string name, string? environmentVariableName = null) =>
        builder.AddResource(new ConnectionStringParameterResource(name, _ => builder.Configuration[$"ConnectionStrings:{name}"]
            ?? throw new MissingParameterValueException($"Connection string parameter resource could not be used because connection string '{name}' is missing."),
            environmentVariableName));

    /// <summary>The generated password of a server; it is not a resource of the model.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Its name.</param>
    /// <param name="lower">Whether it has small letters.</param>
    /// <param name="upper">Whether it has capital letters.</param>
    /// <param name="numeric">Whether it has digits.</param>
    /// <param name="special">Whether it has signs.</param>
    /// <param name="minLower">The least number of small letters.</param>
    /// <param name="minUpper">The least number of capital letters.</param>
    /// <param name="minNumeric">The least number of digits.</param>
    /// <param name="minSpecial">The least number of signs.</param>
    /// <returns>The parameter.</returns>
    public static ParameterResource CreateDefaultPasswordParameter(IDistributedApplicationBuilder builder, string name,
        bool lower = true, bool upper = true, bool numeric = true, bool special = true,
        int minLower = 0, int minUpper = 0, int minNumeric = 0, int minSpecial = 0) =>
        Generated(builder, name, new GenerateParameterDefault
        {
            MinLength = 22,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        }, secret: true, persist: true);

    private static ParameterResource Generated(IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret, bool persist)
    {
        var keep = persist && builder.ExecutionContext.IsRunMode;
        var secrets = (SecretStore)builder.Services.First(s => s.ServiceType == typeof(SecretStore)).ImplementationInstance!;
        return new ParameterResource(name, fallback => Read(builder.Configuration, name)
            ?? (keep ? secrets.GetOrAdd($"Parameters:{name}", fallback!.GetDefaultValue) : fallback!.GetDefaultValue()), secret)
        {
            Default = value,
        };
    }

    // A shell variable cannot hold a hyphen, so Parameters__admin_password is read as well.
    private static string? Read(ConfigurationManager configuration, string name) =>
        configuration[$"Parameters:{name}"] ?? configuration[$"Parameters:{name.Replace('-', '_')}"];

    private static MissingParameterValueException Missing(string name) => new(
        $"Parameter '{name}' has no value. Set the environment variable Parameters__{name.Replace('-', '_')}, "
        + $"or the AppHost's configuration key 'Parameters:{name}'.");
}
