using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Channels;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Publishing;
using OrderKernel.Takes;
using OrderKernel.Work;

namespace OrderKernel.Inbox;

/// <summary>Gathers what waits for people in a store: holds, conflicts, differences and findings of stock, and records that were put away.</summary>
public static class OpenMatters
{
    // Those who tell facts or follow from decisions.
    private static readonly string[] Tellers = ["channel", "carrier", "warehouse", Actor.Kernel.Id.Value];

    // Whoever does one of these has looked at the order and answered; who scans, weighs or attaches has not.
    private static readonly string[] Answers = ["orders.hold-placed", "orders.hold-released", "orders.hold-rejected", "orders.change-confirmed",
        "orders.change-declined", "orders.line-amended", "orders.line-exchanged", "orders.address-changed", "orders.price-amended", "orders.units-cancelled",
        "orders.reinstated", "orders.ended", "orders.completed", "orders.shipment-planned", "orders.shipment-released", "orders.shipment-handed-over",
        "orders.units-stepped-back", "orders.units-given-back", "orders.units-returned", "orders.shipment-lost", "orders.replacement-added",
        "orders.units-handed-over", "orders.units-taken-over", "orders.refund-owed", "orders.refund-paid", "orders.refund-withdrawn", "orders.refund-reversed",
        "orders.money-withheld", "orders.withheld-released", "orders.paid", "orders.payment-reversed"];

    /// <summary>
    /// Everything that waits, orders and then locations in the order of their streams, then what movements found, then records in the order of their keys.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="policies">They say who may end which hold, and who hears of conflicts and of records that were put away.</param>
    /// <param name="tenant">Whose matters.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <remarks>Cost: reads every order's stream once. A hold on shipping alone waits for nobody while nothing is left to ship.
    /// Content that retention dropped waits for nobody.</remarks>
    public static async IAsyncEnumerable<OpenMatter> ReadAsync(IOrderStore store, KernelPolicies policies, TenantId tenant,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(policies);
        await foreach (var head in store.HeadsAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            if (head.Stream.Kind is StreamKinds.Transfer or StreamKinds.Inbound)
            {
                if (await Overdues.FindAsync(store, policies, head.Stream, cancellationToken).ConfigureAwait(false) is { } late) yield return late;
                continue;
            }

            if (head.Stream.Kind == StreamKinds.Snapshot)
            {
                var outside = await store.ReadAsync(OutsideStockDecider.Decider, head.Stream, cancellationToken).ConfigureAwait(false);
                foreach (var open in outside.Fold(OutsideStockDecider.Decider).State?.Open ?? []) yield return Differing(open, policies);
                continue;
            }

            if (head.Stream.Kind == StreamKinds.Publication)
            {
                var shop = await store.ReadAsync(ShopStock.Decider, head.Stream, cancellationToken).ConfigureAwait(false);
                foreach (var untaken in Untaken(head.Stream, shop.Fold(ShopStock.Decider).State, policies)) yield return untaken;
                continue;
            }

            if (head.Stream.Kind is not (StreamKinds.Order or StreamKinds.StockTake)) continue;
            var stored = await store.ReadAsync(head.Stream, cancellationToken).ConfigureAwait(false);
            if (head.Stream.Kind == StreamKinds.StockTake)
            {
                var take = stored.Fold(StockTakeDecider.Decider).State;
                if (take is { Status: StockTakeStatus.Reviewed } && Counted(head.Stream, take, policies) is { } above) yield return above;
                continue;
            }

            if (stored.Fold(OrderDecider.Decider).State is not { } order) continue;
            foreach (var hold in order.Holds)
            {
                if (hold.Origin == HoldOrigin.Asked && hold.Until is null && order.Restrains(hold)) yield return Held(order, hold, policies);
            }

            foreach (var conflict in Conflicts(stored).Where(c => !IsOver(c, order, stored))) yield return Conflicting(order, conflict, policies);
        }

        await foreach (var stream in store.FindAsync(tenant, Clues.Findings, cancellationToken).ConfigureAwait(false))
        {
            var movement = await store.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            foreach (var why in OpenFindings.Of(movement))
            {
                var sku = SkuId.Of(why.Arguments.Items.First(a => a.Name == "sku").Value);
                if (StockFindings.Stands(why, await store.BalancesAsync(tenant, sku, cancellationToken).ConfigureAwait(false)))
                    yield return Found(stream, movement.Events[0].At, why, policies);
            }
        }

        await foreach (var entry in store.ListAsync(tenant, null, cancellationToken).ConfigureAwait(false))
        {
            var why = Reason.Of(entry.Code, ("detail", entry.Detail));
            yield return new(OpenMatterKind.Parked, entry.Source, entry.At, why, policies.Notices.Policy.Parked, null) { Record = entry.Key };
        }
    }

    private static OpenMatter Held(Order order, Hold hold, KernelPolicies policies)
    {
        var roles = HoldRoles.Of(order, hold, policies.Orders.Desk);
        var why = Reason.Of(OrderKernelCodes.HoldPlaced, ("order", order.Id), ("hold", hold.Id), ("kind", hold.Kind), ("scopes", hold.Scopes));
        OrderCommand ends = HoldRoles.ProposalOf(order, hold) is { } proposed ? new ConfirmChange(proposed.Id) : new ReleaseHold(hold.Id);
        return new(OpenMatterKind.Held, order.Id.Value, hold.Since, why, roles, SayingLine.Of(("order", order.Id.Value), OrderCommands.Codec.Write(ends), roles));
    }

    private static OpenMatter? Counted(StreamId stream, StockTake take, KernelPolicies policies)
    {
        if (take.Lines.Items.Count(l => l.IsAbove) is var above && above == 0) return null;
        var (key, roles) = (new StockTakeKey(stream.Tenant, MessageId.Of(stream.Key)), policies.Notices.Policy.Conflicts);
        return new(OpenMatterKind.StockTake, stream.Key, take.Lines.Items.Max(l => l.Count.At), StockTakeWork.Awaits(key, take, above), roles,
            SayingLine.Of(("stockTake", stream.Key), StockTakeCommands.Codec.Write(new PostStockTake()), roles));
    }

    private static OpenMatter Differing(OpenDifference open, KernelPolicies policies)
    {
        var (cell, roles) = (open.Line.Cell, policies.StockMasters.Policy.Deciders);
        return new(OpenMatterKind.StockDifference, $"{cell.Location} {cell.Sku}", open.TakenAt, open.Line.ToReason(), roles,
            SayingLine.Of(("stockMaster", cell.Location.Value), OutsideStockCommands.Codec.Write(new TakeOverDifference([cell], "checked")), roles));
    }

    // One matter for what a shop says of many codes; it ends by itself when the shop takes a number.
    private static IEnumerable<OpenMatter> Untaken(StreamId stream, ShopStock? shop, KernelPolicies policies)
    {
        var names = stream.Key.Split(['/'], 2);
        foreach (var same in (shop?.Numbers ?? []).Items.Where(n => n.Refused is not null).GroupBy(n => n.Refused!.Answer))
        {
            var why = Reason.Of(OrderKernelCodes.StockRefused, ("channel", names[0]), ("shop", names[1]),
                ("codes", AnswerWork.Named(same.Select(n => n.Number.Code).ToList())), ("why", same.Key));
            yield return new(OpenMatterKind.Publication, $"{names[0]} {names[1]}", same.Min(n => n.Refused!.Since), why, policies.Notices.Policy.Stock, null);
        }
    }

    private static OpenMatter Found(StreamId movement, Instant at, Reason why, KernelPolicies policies)
    {
        var roles = policies.Notices.Policy.Stock;
        var about = string.Join(" ", why.Arguments.Items.Where(a => a.Name is "location" or "sku").Select(a => a.Value));
        return new(OpenMatterKind.StockFinding, about, at, why, roles,
            SayingLine.Of(("movement", movement.Key), StockCommands.Codec.Write(new SettleFindings("checked")), roles));
    }

    private static OpenMatter Conflicting(Order order, ConflictRaised conflict, KernelPolicies policies) => new(OpenMatterKind.Conflict, order.Id.Value,
        conflict.SourceTime, new Reason(conflict.Code, conflict.Arguments), policies.Notices.Policy.Conflicts, null);

    // What was sent and then ended by the channel is settled once its money went back, a refund told twice once a later sum says how much did.
    private static bool IsOver(ConflictRaised conflict, Order order, StoredStream stored) => conflict.Code switch
    {
        OrdersCodes.EndedAfterShipping => order.Statuses is { Headline: OrderStatus.Closed, Payment: PaymentStatus.Refunded },
        OrderKernelCodes.RefundInDoubt => stored.Fold(Intake.Decider).State?.ToldAt(ClaimAxis.RefundedAmount) >= DoubtedAt(conflict),
        _ => false,
    };

    private static Instant DoubtedAt(ConflictRaised conflict) =>
        InstantPattern.ExtendedIso.Parse(conflict.Arguments.Items.First(a => a.Name == "at").Value).GetValueOrThrow();

    private static List<ConflictRaised> Conflicts(StoredStream stored)
    {
        var open = new List<ConflictRaised>();
        foreach (var e in stored.Events)
        {
            if (e.IsDropped) continue;
            if (IntakeEvents.Codec.Knows(e.Type) && IntakeEvents.Codec.Decode(e) is ConflictRaised raised) open.Add(raised);
            else if (open.Count > 0 && Answers.Contains(e.Type) && !Tellers.Contains(EventBytes.ReadHeader(e.Bytes).Actor.Value)) open.Clear();
        }

        return open;
    }
}
