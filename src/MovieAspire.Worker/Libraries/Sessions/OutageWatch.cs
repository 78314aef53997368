using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;

namespace MovieAspire.Worker.Libraries.Sessions;

/// <summary>
/// Tells TMDB being away from calls that fail by themselves: it is away when so many in a row get no answer. After fewer, which
/// may be all that a small library has, it is asked for something that no film is at fault for.
/// </summary>
internal sealed class OutageWatch(TmdbClient tmdb, IProviderObserver observer, int after)
{
    private int _unanswered;
    private ProviderException? _last;

    public bool IsOut => Volatile.Read(ref _unanswered) >= after;

    /// <summary>Whether the latest call was answered, so that those before it failed by themselves.</summary>
    public bool IsThere => Volatile.Read(ref _unanswered) == 0;

    public void Answered()
    {
        if (!IsOut)
            Volatile.Write(ref _unanswered, 0);
    }

    /// <summary>A body that cannot be used is an answer.</summary>
    public void Failed(ProviderException error)
    {
        if (error.Cause is ProviderFailure.BadBody)
        {
            Answered();
            return;
        }

        _last = error;
        Interlocked.Increment(ref _unanswered);
    }

    /// <summary>To be called when all calls have ended: TMDB is out or there after it.</summary>
    public async Task DecideAsync(CancellationToken cancellationToken)
    {
        if (IsOut || IsThere)
            return;
        try
        {
            await tmdb.GetGenresAsync(observer, cancellationToken);
            Answered();
        }
        catch (ProviderException e)
        {
            Failed(e);
            if (!IsThere)
                Volatile.Write(ref _unanswered, after);
        }
    }

    public void ThrowIfOut()
    {
        if (IsOut && _last is { } error)
            throw new ProviderException(error.Provider, error.Cause, error.Message, error);
    }
}
