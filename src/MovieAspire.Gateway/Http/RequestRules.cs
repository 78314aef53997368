using Microsoft.AspNetCore.Http.Metadata;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Http;

/// <summary>
/// Endpoint metadata: the parameters that an operation takes, out of the signature of its handler. Whatever a
/// request brings beyond them, twice, or in another form is INVALID_ARGUMENT with the field named. ASP.NET Core's
/// own binding ignores the first two and does not name the field of the third.
/// </summary>
internal sealed class RequestRules(IReadOnlyList<RequestParameter> parameters)
{
    internal static RequestRules Of(EndpointBuilder builder)
    {
        var parameters = builder.Metadata.OfType<IParameterBindingMetadata>();
        return new([.. parameters
            .Select(parameter => RequestParameter.Of(parameter.ParameterInfo))
            .OfType<RequestParameter>()
            .DistinctBy(parameter => parameter.Name)]);
    }

    internal void Check(HttpRequest request)
    {
        var violations = new List<FieldViolation>();
        foreach (var (name, values) in request.Query)
        {
            var parameter = parameters.FirstOrDefault(parameter => !parameter.IsInRoute && parameter.Name == name);
            var problem = parameter is null ? "is not a parameter of this operation"
                : values.Count > 1 ? "must not be given more than once"
                : parameter.Check(values[0] ?? "");
            if (problem is not null)
                violations.Add(new(name, problem));
        }

        foreach (var parameter in parameters.Where(parameter => parameter.IsInRoute))
        {
            if (parameter.Check(request.RouteValues[parameter.Name]?.ToString() ?? "") is { } problem)
                violations.Add(new(parameter.Name, problem));
        }

        if (violations.Count > 0)
            throw ServiceError.InvalidFields(violations);
    }
}
