using MovieAspire.ProviderEmulator;

try
{
    await EmulatorApp.Create(args).RunAsync();
    return 0;
}
catch (EmulatorStartException error)
{
    await Console.Error.WriteLineAsync($"The provider emulator cannot start: {error.Message}");
    return 1;
}
