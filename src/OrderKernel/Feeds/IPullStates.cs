namespace OrderKernel.Feeds;

/// <summary>Keeps how far feeds are pulled, over restarts.</summary>
/// <remarks>
/// <para>Concurrency: one call at a time for a feed, feeds at once.</para>
/// <para>Idempotency: the last state that was kept stands.</para>
/// <para>Failure: an exception leaves the feed for the next pass; a step whose state was lost is made again, and changes nothing twice.</para>
/// <para>Proof: the tests of the worker keep, lose and damage states.</para>
/// </remarks>
public interface IPullStates
{
    /// <summary>How far a feed is pulled.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The bytes that were kept last; null where none ever were.</returns>
    ValueTask<byte[]?> LoadAsync(PulledFeed feed, CancellationToken cancellationToken);

    /// <summary>Keeps how far a feed is pulled.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="state">The state's bytes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask KeepAsync(PulledFeed feed, byte[] state, CancellationToken cancellationToken);
}
