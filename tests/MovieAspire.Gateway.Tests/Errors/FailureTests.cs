using Grpc.Core;
using MovieAspire.Gateway.Errors;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Tests.Errors;

public class FailureTests
{
    [Fact]
    public void What_a_service_says_about_bad_fields_reaches_the_caller()
    {
        var error = RpcStatus.ToRpcException(
            StatusCode.InvalidArgument, "INVALID_FIELDS", "year: bad", [new FieldViolation("year", "bad")]);

        var failure = Failure.Of(error);

        Assert.Equal((400, "year: bad", "INVALID_FIELDS"), (failure.Status, failure.Detail, failure.Reason));
        Assert.Equal([new FieldViolation("year", "bad")], failure.Violations!);
    }

    [Fact]
    public void What_the_network_says_does_not_because_it_names_addresses()
    {
        var error = new RpcException(new Status(StatusCode.Unavailable, "Connection refused (10.0.0.7:5101)"));

        Assert.Null(Failure.Of(error).Detail);
    }

    [Fact]
    public void The_text_of_a_bug_does_not_reach_the_caller()
    {
        Assert.Null(Failure.Of(new InvalidOperationException("secret")).Detail);
        Assert.Null(Failure.Of(RpcStatus.ToRpcException(StatusCode.Internal, "INTERNAL", "secret", [])).Detail);
    }
}
