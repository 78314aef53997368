using DuckDB.NET.Data;

namespace MovieAspire.Lake.Storage;

/// <summary>A stage could not do its work; what was there before is unchanged. The message says where and why.</summary>
public class LakeException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Does a part of a stage's work, and says which one it was where DuckDB cannot do it.</summary>
    /// <param name="failure">For example "The KPI highest_revenue cannot be computed".</param>
    /// <param name="work">The part.</param>
    /// <exception cref="LakeException">DuckDB's reason after the failure.</exception>
    internal static async Task<T> NameAsync<T>(string failure, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DuckDBException error)
        {
            throw new LakeException($"{failure}: {error.Message}", error);
        }
    }
}
