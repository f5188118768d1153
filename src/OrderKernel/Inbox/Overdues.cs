using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Transfers;
using OrderKernel.Work;

namespace OrderKernel.Inbox;

/// <summary>Goods that should be there by now: a supplier's, one matter each; a transfer's, one matter for all of its lines.</summary>
internal static class Overdues
{
    /// <summary>What waits of goods to come, or of a transfer; null where nothing is overdue.</summary>
    public static async ValueTask<OpenMatter?> FindAsync(IOrderStore store, KernelPolicies policies, StreamId stream, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return stream.Kind == StreamKinds.Inbound
            ? stored.Fold(Inbounds.Decider).State is { IsOverdue: true } late && TransferNames.TransferOf(late.Id) is null ? Of(late, policies) : null
            : stored.Fold(TransferDecider.Decider).State is { } transfer
                && await IsLateAsync(store, stream, transfer, cancellationToken).ConfigureAwait(false) ? Of(stream, transfer, policies) : null;
    }

    private static async ValueTask<bool> IsLateAsync(IOrderStore store, StreamId stream, StockTransfer transfer, CancellationToken cancellationToken)
    {
        for (var i = 0; i < transfer.Lines.Count; i++)
        {
            if (transfer.Lines[i].Outstanding.IsZero) continue;
            var inbound = new InboundKey(stream.Tenant, TransferNames.InboundOf(MessageId.Of(stream.Key), i));
            if ((await store.ReadAsync(inbound.Stream(), cancellationToken).ConfigureAwait(false)).Fold(Inbounds.Decider).State is { IsOverdue: true })
                return true;
        }

        return false;
    }

    private static OpenMatter Of(Inbound late, KernelPolicies policies)
    {
        var (why, roles) = (Reason.Of(InventoryCodes.InboundOverdue, ("inbound", late.Id), ("location", late.Cell.Location), ("sku", late.Cell.Sku),
            ("units", late.Open), ("expectedAt", late.ExpectedAt)), policies.Notices.Policy.Stock);
        return new(OpenMatterKind.Overdue, $"{late.Cell.Location} {late.Cell.Sku}", late.ExpectedAt, why, roles,
            SayingLine.Of(("inbound", late.Id.Value), InboundCommands.Codec.Write(new CancelInbound(late.Id, "not-coming")), roles));
    }

    // What is on the way is given up, what never left is cancelled; one after the other where it is both.
    private static OpenMatter Of(StreamId stream, StockTransfer late, KernelPolicies policies)
    {
        var (onTheWay, toShip) = (late.Lines.Items.Sum(l => l.OnTheWay.Units), late.Lines.Items.Sum(l => l.ToShip.Units));
        var (why, roles) = (Reason.Of(InventoryCodes.TransferOverdue, ("transfer", stream.Key), ("location", late.To), ("expectedAt", late.ExpectedAt),
            ("onTheWay", onTheWay), ("toShip", toShip)), policies.Notices.Policy.Stock);
        TransferCommand ends = onTheWay > 0 ? new GiveUpTransfer("never-came") : new CancelTransfer("never-left");
        return new(OpenMatterKind.Overdue, $"{stream.Key} → {late.To}", late.ExpectedAt, why, roles,
            SayingLine.Of(("transfer", stream.Key), TransferCommands.Codec.Write(ends), roles));
    }
}
