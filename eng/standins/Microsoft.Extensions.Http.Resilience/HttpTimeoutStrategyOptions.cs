using Polly.Timeout;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>The timeout strategy's options for HTTP; 30 s by default.</summary>
public class HttpTimeoutStrategyOptions : TimeoutStrategyOptions;
