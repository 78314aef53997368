using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using V1 = Grpc.Reflection.V1;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace MovieAspire.ClientStandIns.Tests.Grpc;

/// <summary>Both versions answer alike, in messages of their own.</summary>
public class ReflectionTests
{
    public static TheoryData<string> Versions => ["v1", "v1alpha"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_mapped_service_is_listed_and_the_request_is_not_sent_back(string version)
    {
        await using GrpcServer server = await GrpcServer.StartAsync();
        using IReflection stream = Open(server, version);

        V1.ServerReflectionResponse response = await stream.AskAsync(new() { Host = "here", ListServices = "" });

        Assert.Equal("", response.ValidHost);
        Assert.Null(response.OriginalRequest);
        Assert.Equal(
            ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"],
            response.ListServicesResponse.Service.Select(service => service.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_builds_descriptors_from_the_files_it_gets(string version)
    {
        await using GrpcServer server = await GrpcServer.StartAsync();
        using IReflection stream = Open(server, version);

        // Over one stream, in the order of the requests.
        V1.ServerReflectionResponse alpha = await stream.AskAsync(
            new() { FileContainingSymbol = "grpc.reflection.v1alpha.ServerReflection" });
        V1.ServerReflectionResponse method = await stream.AskAsync(
            new() { FileContainingSymbol = "grpc.health.v1.Health.Watch" });
        V1.ServerReflectionResponse nested = await stream.AskAsync(
            new() { FileContainingSymbol = "grpc.health.v1.HealthCheckResponse.ServingStatus" });
        V1.ServerReflectionResponse byName = await stream.AskAsync(
            new() { FileByFilename = "grpc/reflection/v1/reflection.proto" });
        await stream.EndAsync();

        FileDescriptor file = Only(alpha);
        Assert.Equal("grpc/reflection/v1alpha/reflection.proto", file.Name);
        Assert.Empty(file.Dependencies);
        MethodDescriptor info = Assert.Single(Assert.Single(file.Services).Methods);
        Assert.Equal("grpc.reflection.v1alpha.ServerReflectionRequest", info.InputType.FullName);
        Assert.Equal("health.proto", Only(method).Name);
        Assert.Equal("health.proto", Only(nested).Name);
        Assert.Equal("grpc/reflection/v1/reflection.proto", Only(byName).Name);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task What_is_unknown_gets_an_error_and_the_stream_goes_on(string version)
    {
        await using GrpcServer server = await GrpcServer.StartAsync();
        using IReflection stream = Open(server, version);

        Assert.Equal(StatusCode.NotFound, Error(await stream.AskAsync(new() { FileContainingSymbol = "no.Such" })));
        Assert.Equal(StatusCode.NotFound, Error(await stream.AskAsync(new() { FileByFilename = "no.proto" })));
        Assert.Equal(StatusCode.Unimplemented, Error(await stream.AskAsync(new())));
        Assert.NotNull((await stream.AskAsync(new() { ListServices = "" })).ListServicesResponse);
    }

    private static IReflection Open(GrpcServer server, string version)
    {
        DateTime deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30);
        return version == "v1"
            ? new Reflection<V1.ServerReflectionRequest, V1.ServerReflectionResponse>(
                new V1.ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo(deadline: deadline))
            : new Reflection<V1Alpha.ServerReflectionRequest, V1Alpha.ServerReflectionResponse>(
                new V1Alpha.ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo(deadline: deadline));
    }

    private static FileDescriptor Only(V1.ServerReflectionResponse response) =>
        Assert.Single(FileDescriptor.BuildFromByteStrings(response.FileDescriptorResponse.FileDescriptorProto));

    private static StatusCode Error(V1.ServerReflectionResponse response) => (StatusCode)response.ErrorResponse.ErrorCode;

    private interface IReflection : IDisposable
    {
        Task<V1.ServerReflectionResponse> AskAsync(V1.ServerReflectionRequest request);

        Task EndAsync();
    }

    /// <summary>The messages of both versions have the same bytes, so the tests read those of v1.</summary>
    private sealed class Reflection<TRequest, TResponse>(AsyncDuplexStreamingCall<TRequest, TResponse> call) : IReflection
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse>
    {
        public async Task<V1.ServerReflectionResponse> AskAsync(V1.ServerReflectionRequest request)
        {
            var own = new TRequest();
            own.MergeFrom(request.ToByteArray());
            await call.RequestStream.WriteAsync(own);
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            return V1.ServerReflectionResponse.Parser.ParseFrom(call.ResponseStream.Current.ToByteArray());
        }

        public async Task EndAsync()
        {
            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
        }

        public void Dispose() => call.Dispose();
    }
}
