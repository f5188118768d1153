using NodaTime;
using OrderKernel.Inbox;
using OrderKernel.Inventory;

namespace OrderKernel.Reconciling;

/// <summary>What reconciling found, as sayings that set it right: nothing changes before somebody tells them.</summary>
public static class RepairPlan
{
    /// <summary>The sayings, one line each for <c>orderkernel tell</c>: the balances in one, then each hold.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="at">When it was looked: what is told of another look is another movement.</param>
    /// <param name="drifts">What <see cref="Kernel.ReconcileStockAsync"/> found.</param>
    /// <param name="holds">What <see cref="Kernel.ReconcileHoldsAsync"/> found.</param>
    /// <param name="why">Why balances are corrected, for the trail.</param>
    public static ValueList<string> Of(TenantId tenant, Instant at, ValueList<StockDrift> drifts, ValueList<HoldDifference> holds,
        string why)
    {
        var settled = holds.Items.Select(h => h.Settle).ToValueList();
        if (drifts.IsEmpty) return settled;
        var command = new CorrectBook(drifts, why);
        var movement = "correct-" + StockCommands.Codec.Fingerprint(new MovementKey(tenant, MessageId.Of("correct")), command, at.ToString());
        return new[] { SayingLine.Of(("movement", movement), StockCommands.Codec.Write(command), []) }.Concat(settled.Items).ToValueList();
    }
}
