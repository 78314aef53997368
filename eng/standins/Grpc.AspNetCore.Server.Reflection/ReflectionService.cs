using Google.Protobuf;
using Grpc.Core;
using V1 = Grpc.Reflection.V1;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace Grpc.AspNetCore.Server.Reflection;

/// <summary>An answer before it is put into the messages of one of the two versions: files, services or an error.</summary>
internal sealed record Answer(IReadOnlyList<ByteString>? Files, IReadOnlyList<string>? Services, StatusCode Code, string Message)
{
    public static Answer Of(IEnumerable<ByteString>? files, string otherwise) =>
        files is null ? Error(StatusCode.NotFound, otherwise) : new([.. files], null, StatusCode.OK, "");

    public static Answer Of(IReadOnlyList<string> services) => new(null, services, StatusCode.OK, "");

    // proto3 services have no extensions to ask for, so those two requests are unimplemented, as officially.
    public static Answer Unsupported { get; } = Error(StatusCode.Unimplemented, "Request type not supported by C# reflection service.");

    private static Answer Error(StatusCode code, string message) => new(null, null, code, message);
}

#pragma warning disable CA1812 // made by dependency injection
internal sealed class ReflectionService(MappedDescriptors descriptors) : V1.ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(IAsyncStreamReader<V1.ServerReflectionRequest> requestStream,
        IServerStreamWriter<V1.ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var answer = request.MessageRequestCase switch
            {
                V1.ServerReflectionRequest.MessageRequestOneofCase.ListServices => Answer.Of(descriptors.Services),
                V1.ServerReflectionRequest.MessageRequestOneofCase.FileByFilename => descriptors.ByName(request.FileByFilename),
                V1.ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol => descriptors.BySymbol(request.FileContainingSymbol),
                _ => Answer.Unsupported,
            };
            await responseStream.WriteAsync(Message(answer), context.CancellationToken);
        }
    }

    private static V1.ServerReflectionResponse Message(Answer answer) => answer switch
    {
        { Files: { } files } => new() { FileDescriptorResponse = new() { FileDescriptorProto = { files } } },
        { Services: { } names } => new() { ListServicesResponse = new() { Service = { names.Select(name => new V1.ServiceResponse { Name = name }) } } },
        _ => new() { ErrorResponse = new() { ErrorCode = (int)answer.Code, ErrorMessage = answer.Message } },
    };
}

internal sealed class ReflectionV1AlphaService(MappedDescriptors descriptors) : V1Alpha.ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(IAsyncStreamReader<V1Alpha.ServerReflectionRequest> requestStream,
        IServerStreamWriter<V1Alpha.ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var answer = request.MessageRequestCase switch
            {
                V1Alpha.ServerReflectionRequest.MessageRequestOneofCase.ListServices => Answer.Of(descriptors.Services),
                V1Alpha.ServerReflectionRequest.MessageRequestOneofCase.FileByFilename => descriptors.ByName(request.FileByFilename),
                V1Alpha.ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol => descriptors.BySymbol(request.FileContainingSymbol),
                _ => Answer.Unsupported,
            };
            await responseStream.WriteAsync(Message(answer), context.CancellationToken);
        }
    }

    private static V1Alpha.ServerReflectionResponse Message(Answer answer) => answer switch
    {
        { Files: { } files } => new() { FileDescriptorResponse = new() { FileDescriptorProto = { files } } },
        { Services: { } names } => new() { ListServicesResponse = new() { Service = { names.Select(name => new V1Alpha.ServiceResponse { Name = name }) } } },
        _ => new() { ErrorResponse = new() { ErrorCode = (int)answer.Code, ErrorMessage = answer.Message } },
    };
}
#pragma warning restore CA1812
