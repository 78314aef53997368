namespace MovieAspire.Dev.Test;

/// <summary>Counts of one test project, or their sum.</summary>
internal sealed record TestResult(int Passed, int Failed, int Skipped, bool Crashed)
{
    internal static TestResult None { get; } = new(0, 0, 0, false);

    public static TestResult operator +(TestResult left, TestResult right) => new(
        left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped, left.Crashed || right.Crashed);
}
