namespace MovieAspire.Dev.Shell;

/// <summary>Something that the user can put right; its message says how.</summary>
public class DevException(string message) : Exception(message);

/// <summary>What is asked does not answer now, and may later.</summary>
public sealed class NoAnswerException(string message) : DevException(message);
