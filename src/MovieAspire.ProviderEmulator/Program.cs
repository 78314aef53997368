using Microsoft.Extensions.Options;
using MovieAspire.ProviderEmulator;
using MovieAspire.ProviderEmulator.Sources;

try
{
    await EmulatorApp.Create(args).RunAsync();
    return 0;
}
catch (Exception error) when (error is EmulatorStartException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync($"The provider emulator cannot start: {error.Message}");
    return 1;
}
