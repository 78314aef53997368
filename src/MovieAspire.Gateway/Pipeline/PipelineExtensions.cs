namespace MovieAspire.Gateway.Pipeline;

internal static class PipelineExtensions
{
    internal static WebApplicationBuilder AddRunEvents(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RunEventOptions>()
            .BindConfiguration(RunEventOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RunEvents>();
        return builder;
    }
}
