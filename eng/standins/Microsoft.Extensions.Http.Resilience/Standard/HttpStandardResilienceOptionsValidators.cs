using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Checks the annotations of Polly's options.</summary>
[OptionsValidator]
internal sealed partial class HttpStandardResilienceOptionsValidator : IValidateOptions<HttpStandardResilienceOptions>;

/// <summary>Checks that the durations fit together.</summary>
internal sealed class HttpStandardResilienceOptionsDurationsValidator : IValidateOptions<HttpStandardResilienceOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpStandardResilienceOptions options)
    {
        TimeSpan attempt = options.AttemptTimeout.Timeout;
        TimeSpan total = options.TotalRequestTimeout.Timeout;
        TimeSpan sampling = options.CircuitBreaker.SamplingDuration;
        List<string> errors = [];
        if (attempt > total)
            errors.Add($"{name}: TotalRequestTimeout ({total}) must not be shorter than AttemptTimeout ({attempt}).");
        if (sampling < attempt * 2)
            errors.Add($"{name}: CircuitBreaker.SamplingDuration ({sampling}) must be at least twice "
                + $"AttemptTimeout ({attempt}), or the circuit never sees two attempts that time out.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
