namespace MovieAspire.Gateway.Errors;

/// <summary>Endpoint metadata: what a field of the gRPC request is called in JSON, where the names differ.</summary>
internal sealed record FieldNames(string Grpc, string Json)
{
    internal string InJson(string field) => field == Grpc ? Json : field;
}
