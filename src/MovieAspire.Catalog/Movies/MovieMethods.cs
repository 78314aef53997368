using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Redis.Caching;
using MovieAspire.Redis.Generations;
using MovieAspire.ServiceDefaults.Errors;
using CatalogApi = MovieAspire.Contracts.Catalog.V1.Catalog;

namespace MovieAspire.Catalog.Movies;

/// <summary>
/// GetMovie and BatchGetMovies of the catalog, whose answers are bytes that lie in the database or the cache as they are sent:
/// nobody takes them apart on the way.
/// </summary>
internal sealed class MovieMethods(MovieQuery movies, MessageCache cache)
{
    private const int MaxBatch = 100;

    // A movie has always some bytes.
    private static readonly BytesValue Removed = new();

    private readonly KeyedReads<BytesValue> _movies = cache.ByKey(
        id => new($"movie:{id}:document", DataArea.Catalog), (ids, token) => LoadAsync(movies, ids, fullCast: false, token));

    private readonly KeyedReads<BytesValue> _withFullCast = cache.ByKey(
        id => new($"movie:{id}:full-document", DataArea.Catalog), (ids, token) => LoadAsync(movies, ids, fullCast: true, token));

    /// <summary>The bytes of a <see cref="Movie"/>.</summary>
    public async Task<BytesValue> GetMovieAsync(GetMovieRequest request, ServerCallContext context)
    {
        if (request.Id <= 0)
            throw ServiceError.InvalidField("id", "must be positive");
        var movie = await (request.FullCast ? _withFullCast : _movies).FindAsync(request.Id, context)
            ?? throw ServiceError.NotFound("movie", request.Id);
        return movie.Value.IsEmpty ? throw ServiceError.Removed("movie", request.Id) : movie;
    }

    /// <summary>The bytes of a <see cref="BatchGetMoviesResponse"/>.</summary>
    public async Task<BytesValue> BatchGetMoviesAsync(BatchGetMoviesRequest request, ServerCallContext context)
    {
        var check = new RequestCheck();
        check.Require(request.Ids.Count is >= 1 and <= MaxBatch, "ids", $"must be 1 to {MaxBatch} ids");
        check.Require(request.Ids.All(id => id > 0), "ids", "must be positive");
        check.ThrowIfAnyFailed();

        var ids = request.Ids.Distinct().ToList();
        var found = (await _movies.FindAsync(ids, context)).Where(movie => !movie.Value.Value.IsEmpty).ToDictionary();

        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            foreach (var id in ids.Where(found.ContainsKey))
            {
                output.WriteTag(BatchGetMoviesResponse.MoviesFieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(found[id].Value);
            }

            new BatchGetMoviesResponse { MissingIds = { ids.Where(id => !found.ContainsKey(id)) } }.WriteTo(output);
        }

        return Wrap(bytes.ToArray());
    }

    private static async Task<IReadOnlyDictionary<int, BytesValue>> LoadAsync(
        MovieQuery movies, IReadOnlyList<int> ids, bool fullCast, CancellationToken cancellationToken)
    {
        var found = await movies.FindAsync(ids, fullCast, cancellationToken);
        var messages = found.Movies.ToDictionary(movie => movie.Key, movie => Wrap(movie.Value));
        foreach (var id in found.Removed)
            messages[id] = Removed;
        return messages;
    }

    private static BytesValue Wrap(byte[] bytes) => new() { Value = UnsafeByteOperations.UnsafeWrap(bytes) };
}

/// <summary>Tells the gRPC server of the methods: their names and requests are the contract's, their answers are bytes.</summary>
internal sealed class MovieMethodProvider : IServiceMethodProvider<MovieMethods>
{
    private static readonly Marshaller<BytesValue> Bytes = Marshallers.Create(
        (BytesValue answer, SerializationContext context) =>
        {
            context.SetPayloadLength(answer.Value.Length);
            context.GetBufferWriter().Write(answer.Value.Span);
            context.Complete();
        },
        context => throw new NotSupportedException("Answers are only sent."));

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<MovieMethods> context)
    {
        context.AddUnaryMethod(
            Method(nameof(CatalogApi.CatalogBase.GetMovie), GetMovieRequest.Parser), Metadata(),
            (MovieMethods service, GetMovieRequest request, ServerCallContext call) => service.GetMovieAsync(request, call));
        context.AddUnaryMethod(
            Method(nameof(CatalogApi.CatalogBase.BatchGetMovies), BatchGetMoviesRequest.Parser), Metadata(),
            (MovieMethods service, BatchGetMoviesRequest request, ServerCallContext call) => service.BatchGetMoviesAsync(request, call));
    }

    private static Method<T, BytesValue> Method<T>(string name, MessageParser<T> parser) where T : class, IMessage<T> => new(
        MethodType.Unary, CatalogApi.Descriptor.FullName, name,
        Marshallers.Create(
            (request, context) => context.Complete(request.ToByteArray()),
            context => parser.ParseFrom(context.PayloadAsReadOnlySequence())),
        Bytes);

    private static List<object> Metadata() => [new HttpMethodMetadata([HttpMethods.Post])];
}
