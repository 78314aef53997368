using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Worker.Pipeline;

/// <summary>What requests must look like.</summary>
internal static class RunRequests
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;
    private const int MaxOffset = 10_000;
    private const int MaxJob = 100;

    public static Guid Id(string id) =>
        Guid.TryParse(id, out var guid) ? guid : throw ServiceError.InvalidField("id", "must be a UUID");

    public static (int Limit, int Offset, RunCursor? After) Page(ListRunsRequest request)
    {
        var violations = new List<FieldViolation>();
        if (request.Limit is < 0 or > MaxLimit)
            violations.Add(new("limit", $"must be between 1 and {MaxLimit}"));
        if (request.Offset is < 0 or > MaxOffset)
            violations.Add(new("offset", $"must be between 0 and {MaxOffset}"));
        if (request.Job.Length > MaxJob || request.Job.Any(char.IsControl))
            violations.Add(new("job", $"must be at most {MaxJob} characters without control characters"));
        if (!Enum.IsDefined(request.Status))
            violations.Add(new("status", "is no status of a run"));
        var after = request.Cursor.Length > 0 ? RunCursor.Parse(request.Cursor) : null;
        if (request.Cursor.Length > 0)
        {
            if (after is null)
                violations.Add(new("cursor", "is no next_cursor of a page"));
            if (request.Offset > 0)
                violations.Add(new("offset", "cannot be used together with cursor"));
        }

        if (violations.Count > 0)
            throw ServiceError.InvalidFields(violations);
        return (request.Limit == 0 ? DefaultLimit : request.Limit, request.Offset, after);
    }

    public static ServiceException Ended(Guid id) =>
        ServiceError.FailedPrecondition("RUN_ENDED", $"Run {id} has ended already.");
}

/// <summary>The last run of a page; the next page begins after it.</summary>
internal sealed record RunCursor(DateTimeOffset CreatedAt, Guid Id)
{
    public override string ToString() => Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.UtcTicks}|{Id:N}")));

    /// <returns>Null for a text that is no cursor.</returns>
    public static RunCursor? Parse(string text)
    {
        if (!Base64Url.IsValid(text))
            return null;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var utcTicks)
            && utcTicks <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(id, "N", out var guid)
                ? new(new DateTimeOffset(utcTicks, TimeSpan.Zero), guid)
                : null;
    }
}
