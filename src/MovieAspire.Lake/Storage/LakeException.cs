namespace MovieAspire.Lake.Storage;

/// <summary>A stage could not do its work; what was there before is unchanged. The message says where and why.</summary>
public class LakeException(string message, Exception? inner = null) : Exception(message, inner);
