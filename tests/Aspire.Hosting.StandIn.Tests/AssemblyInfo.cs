using System.Runtime.Versioning;

// The processes way is for Linux: signals, /proc and file modes.
[assembly: SupportedOSPlatform("linux")]
