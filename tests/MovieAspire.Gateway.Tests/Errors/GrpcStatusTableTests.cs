using Grpc.Core;
using MovieAspire.Gateway.Errors;

namespace MovieAspire.Gateway.Tests.Errors;

public class GrpcStatusTableTests
{
    public static TheoryData<StatusCode, int> Table => new()
    {
        { StatusCode.OK, 500 },
        { StatusCode.Cancelled, 499 },
        { StatusCode.Unknown, 500 },
        { StatusCode.InvalidArgument, 400 },
        { StatusCode.DeadlineExceeded, 504 },
        { StatusCode.NotFound, 404 },
        { StatusCode.AlreadyExists, 409 },
        { StatusCode.PermissionDenied, 403 },
        { StatusCode.ResourceExhausted, 429 },
        { StatusCode.FailedPrecondition, 400 },
        { StatusCode.Aborted, 409 },
        { StatusCode.OutOfRange, 400 },
        { StatusCode.Unimplemented, 501 },
        { StatusCode.Internal, 500 },
        { StatusCode.Unavailable, 503 },
        { StatusCode.DataLoss, 500 },
        { StatusCode.Unauthenticated, 401 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_code_has_its_status(StatusCode code, int status) =>
        Assert.Equal(status, Failure.Of(new RpcException(new Status(code, "text"))).Status);

    [Fact]
    public void The_table_has_all_seventeen_codes()
    {
        Assert.Equal(17, Enum.GetValues<StatusCode>().Length);
        Assert.Equal(Enum.GetValues<StatusCode>().Order(), Table.Select(row => (StatusCode)row[0]).Order());
    }

    [Theory]
    [InlineData("MOVIE_REMOVED", 410)]
    [InlineData("RUN_ENDED", 409)]
    [InlineData("RUN_STARTED", 400)]
    [InlineData(null, 400)]
    public void A_failed_precondition_is_410_for_what_was_removed_and_409_for_what_has_ended(string? reason, int status) =>
        Assert.Equal(status, GrpcStatusTable.ToHttp(StatusCode.FailedPrecondition, reason));
}
