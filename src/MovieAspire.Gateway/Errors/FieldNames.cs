namespace MovieAspire.Gateway.Errors;

/// <summary>
/// Endpoint metadata: how the fields of the gRPC request are called in JSON, where that differs. A name that ends
/// in a dot stands for a message whose fields are on the top level here.
/// </summary>
internal sealed class FieldNames(params (string Grpc, string Json)[] names)
{
    internal string InJson(string field)
    {
        foreach (var (grpc, json) in names)
        {
            if (field == grpc)
                return json;
            if (grpc.EndsWith('.') && field.StartsWith(grpc, StringComparison.Ordinal))
                return json + field[grpc.Length..];
        }

        return field;
    }
}
