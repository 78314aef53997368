using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Reflection;

/// <summary>The descriptors of the gRPC services that are mapped, their files and what these import.</summary>
#pragma warning disable CA1812 // made by dependency injection
internal sealed class MappedDescriptors
#pragma warning restore CA1812
{
    private readonly Dictionary<string, FileDescriptor> _filesByName = [];
    private readonly Dictionary<string, FileDescriptor> _filesBySymbol = [];

    public MappedDescriptors(EndpointDataSource endpoints)
    {
        ServiceDescriptor[] services =
        [
            .. endpoints.Endpoints
                .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
                .OfType<Type>().Distinct()
                .Select(Descriptor).OfType<ServiceDescriptor>(),
        ];
        Services = [.. services.Select(service => service.FullName)];
        foreach (ServiceDescriptor service in services)
            Add(service.File);
    }

    /// <summary>Full names.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>The file of that name and, after it, all it imports.</summary>
    public Answer ByName(string name) => Answer.Of(WithImports(_filesByName.GetValueOrDefault(name)), "File not found.");

    /// <summary>The file that declares this service, method, message or enum, likewise.</summary>
    public Answer BySymbol(string fullName) => Answer.Of(WithImports(_filesBySymbol.GetValueOrDefault(fullName)), "Symbol not found.");

    private static IEnumerable<ByteString>? WithImports(FileDescriptor? file) =>
        file is null ? null : Closure(file).Select(f => f.SerializedData);

    // The generated base class names its static container, which holds the descriptor.
    private static ServiceDescriptor? Descriptor(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>() is { } bind)
                return bind.BindType.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)
                    ?.GetValue(null) as ServiceDescriptor;
        }
        return null;
    }

    private static HashSet<FileDescriptor> Closure(FileDescriptor file)
    {
        var files = new HashSet<FileDescriptor>();
        var open = new Queue<FileDescriptor>([file]);
        while (open.TryDequeue(out FileDescriptor? next))
        {
            if (files.Add(next))
            {
                foreach (FileDescriptor import in next.Dependencies)
                    open.Enqueue(import);
            }
        }
        return files;
    }

    private void Add(FileDescriptor root)
    {
        foreach (FileDescriptor file in Closure(root))
        {
            if (!_filesByName.TryAdd(file.Name, file))
                continue;
            foreach (ServiceDescriptor service in file.Services)
            {
                Declare(service);
                foreach (MethodDescriptor method in service.Methods)
                    Declare(method);
            }
            foreach (EnumDescriptor type in file.EnumTypes)
                Declare(type);
            foreach (MessageDescriptor type in file.MessageTypes)
                DeclareAll(type);
        }
    }

    private void DeclareAll(MessageDescriptor message)
    {
        Declare(message);
        foreach (EnumDescriptor nested in message.EnumTypes)
            Declare(nested);
        foreach (MessageDescriptor nested in message.NestedTypes)
            DeclareAll(nested);
    }

    private void Declare(DescriptorBase descriptor) => _filesBySymbol[descriptor.FullName] = descriptor.File;
}
