using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using static Grpc.Reflection.V1.ServerReflectionRequest.MessageRequestOneofCase;

namespace Grpc.AspNetCore.Server.Reflection;

#pragma warning disable CA1812 // made by dependency injection
internal sealed class ReflectionService(MappedDescriptors descriptors) : ServerReflection.ServerReflectionBase
{
    public override Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context) =>
        AnswerAsync(descriptors, requestStream, responseStream, context.CancellationToken);

    internal static async Task AnswerAsync(
        MappedDescriptors descriptors,
        IAsyncStreamReader<ServerReflectionRequest> requests,
        IServerStreamWriter<ServerReflectionResponse> responses,
        CancellationToken cancellationToken)
    {
        await foreach (ServerReflectionRequest request in requests.ReadAllAsync(cancellationToken))
        {
            ServerReflectionResponse response = Answer(descriptors, request);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            await responses.WriteAsync(response, cancellationToken);
        }
    }

    // proto3 services have no extensions to ask for, so those two requests are unimplemented, as officially.
    private static ServerReflectionResponse Answer(MappedDescriptors descriptors, ServerReflectionRequest request) =>
        request.MessageRequestCase switch
        {
            ListServices => Services(descriptors.Services),
            FileByFilename => Files(descriptors.ByName(request.FileByFilename), "File not found."),
            FileContainingSymbol => Files(descriptors.BySymbol(request.FileContainingSymbol), "Symbol not found."),
            _ => Error(StatusCode.Unimplemented, "Request type not supported by C# reflection service."),
        };

    private static ServerReflectionResponse Services(IEnumerable<string> names) => new()
    {
        ListServicesResponse = new ListServiceResponse
        {
            Service = { names.Select(name => new ServiceResponse { Name = name }) },
        },
    };

    private static ServerReflectionResponse Files(IEnumerable<FileDescriptor>? files, string otherwise) =>
        files is null ? Error(StatusCode.NotFound, otherwise) : new ServerReflectionResponse
        {
            FileDescriptorResponse = new FileDescriptorResponse
            {
                FileDescriptorProto = { files.Select(file => file.SerializedData) },
            },
        };

    private static ServerReflectionResponse Error(StatusCode code, string message) => new()
    {
        ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message },
    };
}

internal sealed class ReflectionV1AlphaService(MappedDescriptors descriptors)
    : Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionBase
{
    public override Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context) =>
        ReflectionService.AnswerAsync(descriptors, requestStream, responseStream, context.CancellationToken);
}
#pragma warning restore CA1812
