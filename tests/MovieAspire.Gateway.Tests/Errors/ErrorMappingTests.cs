using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Gateway.Errors;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Tests.Errors;

public class ErrorMappingTests
{
    [Fact]
    public void What_a_service_says_about_bad_fields_reaches_the_caller_by_the_names_that_he_knows()
    {
        var error = RpcStatus.ToRpcException(
            StatusCode.InvalidArgument, "INVALID_FIELDS", "years: bad",
            [new FieldViolation("years", "is bad"), new FieldViolation("options.pages", "is bad")]);

        var problem = ErrorMapping.ToProblem(error, [new FieldNames("years", "year")]);

        Assert.Equal((400, "year is bad. pages is bad."), (problem.Status, problem.Detail));
        Assert.Equal("INVALID_FIELDS", problem.Extensions["reason"]);
        Assert.Equal(
            [("year", "is bad"), ("pages", "is bad")],
            Assert.IsType<Dictionary<string, string[]>>(problem.Extensions["errors"]).Select(field => (field.Key, field.Value.Single())));
    }

    [Fact]
    public void What_a_service_says_of_other_errors_reaches_the_caller()
    {
        var problem = Of(RpcStatus.ToRpcException(StatusCode.NotFound, "MOVIE_NOT_FOUND", "There is no movie 7.", []));

        Assert.Equal((404, "There is no movie 7."), (problem.Status, problem.Detail));
        Assert.Equal("MOVIE_NOT_FOUND", problem.Extensions["reason"]);
    }

    [Fact]
    public void What_the_network_says_does_not_because_it_names_addresses()
    {
        var error = new RpcException(new Status(StatusCode.Unavailable, "Connection refused (10.0.0.7:5101)"));

        Assert.Null(Of(error).Detail);
    }

    [Fact]
    public void The_text_of_a_bug_does_not_reach_the_caller()
    {
        Assert.Null(Of(new InvalidOperationException("secret")).Detail);
        Assert.Null(Of(RpcStatus.ToRpcException(StatusCode.Internal, "INTERNAL", "secret", [])).Detail);
    }

    private static ProblemDetails Of(Exception error) => ErrorMapping.ToProblem(error, []);
}

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
        Assert.Equal(status, ErrorMapping.ToProblem(new RpcException(new Status(code, "text")), []).Status);

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
