using MovieAspire.Gateway.Errors;

namespace MovieAspire.Gateway.Http;

internal static class ApiExtensions
{
    /// <summary>The group of all operations: strict about their parameters, and with the errors that any can have.</summary>
    internal static RouteGroupBuilder MapApi(this WebApplication app)
    {
        // After authorization: who may not call an operation learns nothing about its parameters.
        app.Use((context, next) =>
        {
            context.GetEndpoint()?.Metadata.GetMetadata<RequestRules>()?.Check(context.Request);
            return next(context);
        });

        // And after that check, so that nobody fills the memory with parameters of his own.
        app.UseOutputCache();

        var api = app.MapGroup("").WithProblems(
            StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests,
            StatusCodes.Status500InternalServerError);
        ((IEndpointConventionBuilder)api).Finally(endpoint => endpoint.Metadata.Add(RequestRules.Of(endpoint)));
        return api;
    }
}
