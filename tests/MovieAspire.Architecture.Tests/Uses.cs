using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MovieAspire.Architecture.Tests;

/// <summary>One type uses another of the same assembly.</summary>
/// <param name="From">Full name of the using type, outermost when nested.</param>
/// <param name="To">Full name of the used type, outermost when nested.</param>
internal sealed record Use(string From, string To);

/// <summary>
/// Reads who uses whom inside one assembly, signatures and method bodies included: its reference tables hold only what
/// comes from other assemblies. What the compiler inlines (constants, nameof) leaves no trace.
/// </summary>
internal sealed class Uses
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xffff);

    private readonly HashSet<Use> _found = [];
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly TypeCollector _collector;
    private string _from = "";

    private Uses(PEReader file)
    {
        (_file, _reader) = (file, file.GetMetadataReader());
        _collector = new(handle => _found.Add(new(_from, NameOf(handle))));
    }

    /// <summary>Every use among the types of an assembly.</summary>
    public static IReadOnlyCollection<Use> Of(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var uses = new Uses(file);
        foreach (var type in uses._reader.TypeDefinitions)
            uses.Read(type);
        return [.. uses._found.Where(use => use.From != use.To)];
    }

    private void Read(TypeDefinitionHandle handle)
    {
        _from = NameOf(handle);
        var type = _reader.GetTypeDefinition(handle);
        Add(type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
            Add(_reader.GetInterfaceImplementation(implemented).Interface);
        foreach (var parameter in type.GetGenericParameters())
            AddConstraints(parameter);
        foreach (var field in type.GetFields())
            _reader.GetFieldDefinition(field).DecodeSignature(_collector, null);
        foreach (var attribute in type.GetCustomAttributes())
            Add(_reader.GetCustomAttribute(attribute).Constructor);
        foreach (var method in type.GetMethods())
            Read(_reader.GetMethodDefinition(method));
    }

    private void Read(MethodDefinition method)
    {
        method.DecodeSignature(_collector, null);
        foreach (var parameter in method.GetGenericParameters())
            AddConstraints(parameter);
        foreach (var attribute in method.GetCustomAttributes())
            Add(_reader.GetCustomAttribute(attribute).Constructor);
        if (method.RelativeVirtualAddress == 0)
            return;

        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_collector, null);
        foreach (var region in body.ExceptionRegions)
            Add(region.CatchType);
        foreach (var token in Tokens(body.GetILReader()))
            Add(token);
    }

    private void AddConstraints(GenericParameterHandle parameter)
    {
        foreach (var constraint in _reader.GetGenericParameter(parameter).GetConstraints())
            Add(_reader.GetGenericParameterConstraint(constraint).Type);
    }

    private void Add(EntityHandle handle)
    {
        if (handle.IsNil)
            return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                _found.Add(new(_from, NameOf((TypeDefinitionHandle)handle)));
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_collector, null);
                break;
            case HandleKind.MethodDefinition:
                Add(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Add(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Add(_reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                var generic = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(generic.Method);
                generic.DecodeSignature(_collector, null);
                break;
        }
    }

    private static List<EntityHandle> Tokens(BlobReader body)
    {
        var tokens = new List<EntityHandle>();
        while (body.RemainingBytes > 0)
        {
            int value = body.ReadByte();
            if (value == 0xfe)
                value = 0xfe00 | body.ReadByte();
            switch (OpCodesByValue[value].OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    tokens.Add(MetadataTokens.EntityHandle(body.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = body.ReadInt32();
                    body.Offset += 4 * targets;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    body.Offset += 8;
                    break;
                case OperandType.InlineBrTarget or OperandType.InlineI or OperandType.InlineSig or OperandType.InlineString
                    or OperandType.ShortInlineR:
                    body.Offset += 4;
                    break;
                case OperandType.InlineVar:
                    body.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    body.Offset += 1;
                    break;
            }
        }

        return tokens;
    }

    // Closures, state machines and other nested types belong to the type around them.
    private string NameOf(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        while (type.IsNested)
            type = _reader.GetTypeDefinition(type.GetDeclaringType());
        return $"{_reader.GetString(type.Namespace)}.{_reader.GetString(type.Name)}";
    }

    /// <summary>Walks a signature and names each type of this assembly in it.</summary>
    private sealed class TypeCollector(Action<TypeDefinitionHandle> found) : ISignatureTypeProvider<bool, object?>
    {
        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            found(handle);
            return true;
        }

        public bool GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => true;
        public bool GetArrayType(bool elementType, ArrayShape shape) => true;
        public bool GetByReferenceType(bool elementType) => true;
        public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;
        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;
        public bool GetGenericMethodParameter(object? genericContext, int index) => true;
        public bool GetGenericTypeParameter(object? genericContext, int index) => true;
        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;
        public bool GetPinnedType(bool elementType) => true;
        public bool GetPointerType(bool elementType) => true;
        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;
        public bool GetSZArrayType(bool elementType) => true;
    }
}
