using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Stream = Grpc.Core.AsyncDuplexStreamingCall<
    Grpc.Reflection.V1.ServerReflectionRequest, Grpc.Reflection.V1.ServerReflectionResponse>;

namespace MovieAspire.ClientStandIns.Tests.Grpc;

public class ReflectionTests
{
    public static TheoryData<string> Versions => ["v1", "v1alpha"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_mapped_service_is_listed(string version)
    {
        await using GrpcServer server = await GrpcServer.StartAsync();
        using Stream stream = Open(server, version);

        ServerReflectionResponse response = await AskAsync(stream, new() { Host = "here", ListServices = "" });

        Assert.Equal("here", response.ValidHost);
        Assert.Equal(
            ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"],
            response.ListServicesResponse.Service.Select(service => service.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_builds_descriptors_from_the_files_it_gets(string version)
    {
        await using GrpcServer server = await GrpcServer.StartAsync();
        using Stream stream = Open(server, version);

        // This file imports another; both come, and over one stream in the order of the requests.
        ServerReflectionResponse alpha = await AskAsync(
            stream, new() { FileContainingSymbol = "grpc.reflection.v1alpha.ServerReflection" });
        ServerReflectionResponse method = await AskAsync(
            stream, new() { FileContainingSymbol = "grpc.health.v1.Health.Watch" });
        ServerReflectionResponse nested = await AskAsync(
            stream, new() { FileContainingSymbol = "grpc.health.v1.HealthCheckResponse.ServingStatus" });
        ServerReflectionResponse byName = await AskAsync(stream, new() { FileByFilename = "reflection_v1.proto" });
        await stream.RequestStream.CompleteAsync();

        IReadOnlyList<FileDescriptor> files = FileDescriptor.BuildFromByteStrings(
            alpha.FileDescriptorResponse.FileDescriptorProto.Reverse());
        Assert.Equal(["reflection_v1.proto", "reflection_v1alpha.proto"], files.Select(file => file.Name));
        MethodDescriptor info = Assert.Single(Assert.Single(files[1].Services).Methods);
        Assert.Equal("grpc.reflection.v1.ServerReflectionRequest", info.InputType.FullName);
        Assert.Equal("health.proto", Only(method).Name);
        Assert.Equal("health.proto", Only(nested).Name);
        Assert.Equal("reflection_v1.proto", Only(byName).Name);
        Assert.False(await stream.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task What_is_unknown_gets_an_error_and_the_stream_goes_on(string version)
    {
        await using GrpcServer server = await GrpcServer.StartAsync();
        using Stream stream = Open(server, version);

        Assert.Equal(
            StatusCode.NotFound, Error(await AskAsync(stream, new() { FileContainingSymbol = "no.Such" })));
        Assert.Equal(StatusCode.NotFound, Error(await AskAsync(stream, new() { FileByFilename = "no.proto" })));
        Assert.Equal(StatusCode.Unimplemented, Error(await AskAsync(stream, new())));
        Assert.NotNull((await AskAsync(stream, new() { ListServices = "" })).ListServicesResponse);
    }

    private static Stream Open(GrpcServer server, string version)
    {
        DateTime deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30);
        return version == "v1"
            ? new ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo(deadline: deadline)
            : new global::Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient(server.Channel)
                .ServerReflectionInfo(deadline: deadline);
    }

    private static async Task<ServerReflectionResponse> AskAsync(Stream stream, ServerReflectionRequest request)
    {
        await stream.RequestStream.WriteAsync(request);
        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(request, stream.ResponseStream.Current.OriginalRequest);
        return stream.ResponseStream.Current;
    }

    private static FileDescriptor Only(ServerReflectionResponse response) =>
        Assert.Single(FileDescriptor.BuildFromByteStrings(response.FileDescriptorResponse.FileDescriptorProto));

    private static StatusCode Error(ServerReflectionResponse response) =>
        (StatusCode)response.ErrorResponse.ErrorCode;
}
