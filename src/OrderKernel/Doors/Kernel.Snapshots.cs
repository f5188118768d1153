using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Snapshots;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>Outside stock masters.</content>
public sealed partial class Kernel
{
    /// <summary>Compares a snapshot of an outside system with ours 外部库存快照比对: each cell with what explains its difference, and what nothing does.</summary>
    /// <param name="key">The location.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A line for each cell, with what would become of it; a location whose master is another is only told of.</returns>
    /// <remarks>
    /// <para>It changes nothing.</para>
    /// <para>Refuses with: <see cref="KernelCodes.IdUnset"/>, <see cref="KernelCodes.NumbersOutOfRange"/>. Cost: the movements of each cell since the oldest
    /// hold of it, and where anything is promised a pass over all events of reservations; of a complete snapshot all balances too.</para>
    /// </remarks>
    public async ValueTask<Result<ValueList<SnapshotLine>>> CompareSnapshotAsync(OutsideStockKey key, MergeSnapshot snapshot,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if ((key.Missing() ?? snapshot.Missing()) is { } missing) return missing;
        try
        {
            var unit = new UnitBuilder(key.Tenant, MessageId.Of("snapshot-compare"), default);
            return await new SnapshotWork(_workspace, _policies, unit).CompareAsync(key, snapshot, cancellationToken).ConfigureAwait(false);
        }
        catch (OverflowException)
        {
            return Refusal.Of(KernelCodes.NumbersOutOfRange, ("command", "inventory.merge-snapshot"));
        }
    }

    /// <summary>
    /// Merges a snapshot of an outside stock master, or decides on a difference that waits: what is taken over is booked as a count in the same unit of work.
    /// </summary>
    /// <param name="key">The location.</param>
    /// <param name="command">The snapshot, or the decision.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What is known of the location after it, or the refusal; a refusal changes nothing.</returns>
    /// <remarks>
    /// Refuses with: <see cref="InventoryCodes.SnapshotAhead"/>, <see cref="InventoryCodes.SnapshotOfOther"/>, <see cref="InventoryCodes.SnapshotOutdated"/>
    /// when later ones of all cells are known, <see cref="InventoryCodes.NothingToMove"/>, <see cref="InventoryCodes.DifferenceUnknown"/>,
    /// <see cref="InventoryCodes.DifferenceOwn"/>, <see cref="InventoryCodes.DifferenceRoleMissing"/>, <see cref="InventoryCodes.CountOutdated"/> for a
    /// difference of which a later count is known; <see cref="OrderKernelCodes.KeyMismatch"/>, and those of every verb. Cost: as
    /// <see cref="CompareSnapshotAsync"/>.
    /// </remarks>
    public ValueTask<Result<OutsideStock>> TellAsync(OutsideStockKey key, OutsideStockCommand command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        return TellAsync(key, OutsideStockDecider.Decider, OutsideStockCommands.Codec, command, context,
            unit => new SnapshotWork(_workspace, _policies, unit).TellAsync(key, command, context, cancellationToken), cancellationToken);
    }

    /// <summary>The same under a message id of its own; see the verb of orders.</summary>
    /// <param name="key">The location.</param>
    /// <param name="command">The snapshot, or the decision.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What is known of the location after it, or the refusal.</returns>
    public ValueTask<Result<OutsideStock>> TellAsync(OutsideStockKey key, OutsideStockCommand command, Role role, Instant at,
        CancellationToken cancellationToken = default) =>
        TellAsync(key, command, Saying(key, OutsideStockCommands.Codec, command, role, at), cancellationToken);

    /// <summary>What outside masters said of a location, and what waits; null where nothing was ever told.</summary>
    /// <param name="key">The location.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<OutsideStock?> FindAsync(OutsideStockKey key, CancellationToken cancellationToken = default) =>
        await StateAsync(key, OutsideStockDecider.Decider, cancellationToken).ConfigureAwait(false);
}
