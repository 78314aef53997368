using FsCheck;
using FsCheck.Fluent;

namespace MovieAspire.Worker.Tests;

/// <summary>FsCheck's properties as plain facts.</summary>
internal static class Properties
{
    public static void Holds<T>(Gen<T> inputs, Func<T, bool> property) =>
        Check.QuickThrowOnFailure(Prop.ForAll(inputs.ToArbitrary(), property));

    /// <summary>Whole numbers up to a billion, so that seconds over decades can be drawn.</summary>
    public static Gen<int> UpTo(int most) => Gen.Choose(0, most);
}
