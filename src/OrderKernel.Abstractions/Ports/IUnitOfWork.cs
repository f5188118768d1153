using System.Collections.Immutable;

namespace OrderKernel.Ports;

/// <summary>Commits what one decision changes, whole or not at all.</summary>
/// <remarks>
/// <para>Concurrency: any number of callers; versions, floors, inbox and epoch are compared atomically with the write.</para>
/// <para>Idempotency: a repeat of the same message and content answers <see cref="CommitOutcome.Repeated"/> with the first answer.
/// Checks come in this order: inbox, epoch, versions, floors; the first that fails answers.</para>
/// <para>Failure: an exception leaves the outcome unknown; send the same value again. When
/// <see cref="CommitOutcome.Done"/> returns from a durable store, a cut of power loses nothing.</para>
/// <para>Proof: run the store conformance kit of OrderKernel.Testing.</para>
/// </remarks>
public interface IUnitOfWork
{
    /// <summary>Commits one value.</summary>
    /// <param name="changes">All that one decision changes, under one message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The value breaks its own contract (see <see cref="ChangesContract"/>).</exception>
    /// <exception cref="OverflowException">A balance or the sum of a floor would not fit 64 bits.</exception>
    ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken);

    /// <summary>Commits many values in order, each whole or not, with one flush to disk; an earlier one's effects are seen by the later ones.</summary>
    /// <param name="batch">The values in the order in which they are committed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>One outcome per value, in order.</returns>
    /// <exception cref="ArgumentException">A value breaks its own contract; then nothing of the batch was applied.</exception>
    ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken);
}
