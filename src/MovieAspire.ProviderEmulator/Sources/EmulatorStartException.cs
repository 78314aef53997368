namespace MovieAspire.ProviderEmulator.Sources;

/// <summary>The emulator cannot start with these settings.</summary>
public sealed class EmulatorStartException(string message) : Exception(message);
