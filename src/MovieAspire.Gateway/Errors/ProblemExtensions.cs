namespace MovieAspire.Gateway.Errors;

internal static class ProblemExtensions
{
    internal static WebApplicationBuilder AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();

        // A body that cannot be read is an exception too, so that there is one way out for errors.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return builder;
    }

    internal static WebApplication UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context =>
            ProblemWriter.WriteAsync(context.HttpContext, new Failure(context.HttpContext.Response.StatusCode)));
        return app;
    }

    /// <summary>Documents the errors that an operation answers with.</summary>
    internal static TBuilder WithProblems<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata([.. statuses.Select(status =>
            new ProducesResponseTypeMetadata(status, typeof(Problem), [Problem.ContentType]))]);
}
