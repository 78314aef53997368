namespace MovieAspire.Gateway.Errors;

/// <summary>
/// Endpoint metadata: what a field of the gRPC request is called in JSON, where the names differ. A run's options stand
/// beside the job there, without the word before them.
/// </summary>
internal sealed record FieldNames(string Grpc, string Json)
{
    private const string Options = "options.";

    internal string InJson(string field) =>
        field == Grpc ? Json
        : field.StartsWith(Options, StringComparison.Ordinal) ? field[Options.Length..]
        : field;
}
