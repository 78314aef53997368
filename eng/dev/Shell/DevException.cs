namespace MovieAspire.Dev.Shell;

/// <summary>Something that the user can put right; its message says how.</summary>
public sealed class DevException(string message) : Exception(message);
