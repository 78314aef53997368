using Microsoft.AspNetCore.Http.Metadata;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Parameters;

/// <summary>
/// Endpoint metadata: the parameters that an operation takes, out of the signature of its handler. Whatever a
/// request brings beyond them, twice, or in another form is INVALID_ARGUMENT with the field named. ASP.NET Core's
/// own binding ignores the first two and does not name the field of the third; its validation comes after it.
/// </summary>
internal sealed class ParameterRules
{
    private readonly Dictionary<string, RequestParameter> _query;
    private readonly RequestParameter[] _route;

    private ParameterRules(IReadOnlyList<RequestParameter> parameters)
    {
        _query = parameters.Where(parameter => !parameter.IsInRoute).ToDictionary(parameter => parameter.Name);
        _route = [.. parameters.Where(parameter => parameter.IsInRoute)];
    }

    internal static ParameterRules Of(EndpointBuilder builder) => new([.. builder.Metadata.OfType<IParameterBindingMetadata>()
        .Select(parameter => RequestParameter.Of(parameter.ParameterInfo))
        .OfType<RequestParameter>()
        .DistinctBy(parameter => parameter.Name)]);

    internal void Check(HttpRequest request)
    {
        List<FieldViolation>? violations = null;
        foreach (var (name, values) in request.Query)
        {
            var problem = _query.TryGetValue(name, out var parameter) ? parameter.Check(values) : "is not a parameter of this operation";
            if (problem is not null)
                (violations ??= []).Add(new(name, problem));
        }

        foreach (var parameter in _route)
        {
            if (parameter.Check(request.RouteValues[parameter.Name]?.ToString() ?? "") is { } problem)
                (violations ??= []).Add(new(parameter.Name, problem));
        }

        if (violations is not null)
            throw ServiceError.InvalidFields(violations);
    }
}

internal static class ParameterRulesExtensions
{
    /// <summary>
    /// Checks the parameters of every operation that has rules. After authorization, because who may not call an operation
    /// learns nothing about its parameters; before output caching, so that nobody fills the memory with parameters of his own.
    /// </summary>
    internal static IApplicationBuilder UseParameterRules(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.GetEndpoint()?.Metadata.GetMetadata<ParameterRules>()?.Check(context.Request);
        return next(context);
    });

    /// <summary>These operations take the parameters of their handlers and no others.</summary>
    internal static RouteGroupBuilder WithParameterRules(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint => endpoint.Metadata.Add(ParameterRules.Of(endpoint)));
        return group;
    }
}
