using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Work;

namespace OrderKernel.Sourcing;

/// <summary>Has orders give up planned parcels for one that waits and comes before them, within one unit of work.</summary>
internal sealed class RebalancingWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    private readonly StockWork _stock = new(workspace, policies, unit);

    /// <summary>Why each of the givers gave up, as its trail tells it.</summary>
    public ValueList<Reason> Why { get; private set; } = [];

    /// <summary>The id of the order that got the units; null where none did.</summary>
    public OrderId? Taker { get; private set; }

    /// <summary>Does what was proposed, where it is so still.</summary>
    /// <returns>What happened, or the refusal: then nothing of the unit may be committed.</returns>
    public async ValueTask<Result<StockRebalanced>> TellAsync(RebalancingKey key, Rebalance command, DecisionContext context,
        CancellationToken cancellationToken)
    {
        if (command.Sku != key.Sku) return Refusal.Of(OrderKernelCodes.KeyMismatch, ("named", command.Sku), ("told", key.Sku));
        var stream = await workspace.LoadAsync(unit, Rebalancing.Decider, key.Stream(), cancellationToken).ConfigureAwait(false);
        var kernel = context with { Actor = Actor.Kernel };
        var taker = await LoadAsync(command.Taker, cancellationToken).ConfigureAwait(false);
        var waiting = taker.Order is null ? null : await taker.Backorder.FindAsync(cancellationToken).ConfigureAwait(false);
        if (command.From.IsEmpty) return Outdated(command.Taker, "parcel-changed");
        if (waiting?.UnitsOf(command.Sku) != command.Units) return Outdated(command.Taker, "waits-for-others");
        var (givers, why) = (new List<OrderWork>(), new List<Reason>());
        foreach (var gifts in command.From.Items.GroupBy(g => g.OrderKey))
        {
            if (gifts.Key == command.Taker) return Outdated(gifts.Key, "is-the-taker");
            var giver = await LoadAsync(gifts.Key, cancellationToken).ConfigureAwait(false);
            foreach (var gift in gifts)
            {
                if (giver.Order?.Shipment(gift.Shipment) is not { } parcel || HolderOf(giver, parcel, command.Sku) is not { } holder || holder.Gift != gift)
                    return Outdated(gift.OrderKey, "parcel-changed");
                if (Rebalancing.Before(waiting, holder, policies.SellAhead.Policy) is not { } by) return Outdated(gift.OrderKey, "comes-not-after");
                var because = Rebalancing.Why(command.Sku, waiting, holder, by, taker.Order!.Id.Value, giver.Order!.Id.Value);
                if (await giver.TellAsync(new ReleaseShipment(gift.Shipment), kernel, cancellationToken, new([], [because], [policies.SellAhead.Reference]))
                    .ConfigureAwait(false) is { } refusal) return refusal;
                giver.Notify(policies.Notices.Policy.Stock, new Refusal(because.Code, because.Arguments), kernel);
                why.Add(because);
            }

            givers.Add(giver);
        }

        if (!await SourcingWork.GiveAsync(taker, why[0], kernel, cancellationToken).ConfigureAwait(false)) return Outdated(command.Taker, "does-not-fit");
        await taker.CloseAsync(cancellationToken).ConfigureAwait(false);
        // Whoever gave is planned from elsewhere, or waits from now on, and whoever is told of promises hears of it.
        foreach (var giver in givers)
        {
            await SourcingWork.SourceAsync(giver, kernel, cancellationToken).ConfigureAwait(false);
            await giver.CloseAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!stream.Decide(command, policies.SellAhead.Reference, context).TryGet(out var handled, out var no)) return no;
        stream.Take(handled, context);
        (Why, Taker) = (why.ToValueList(), taker.Order!.Id);
        return handled.State!;
    }

    /// <summary>The parcel as one that could give the SKU up; null when it holds none of it, or people work on it.</summary>
    public static RebalancingHolder? HolderOf(OrderWork work, Shipment parcel, SkuId sku)
    {
        if (parcel is not { Status: ShipmentStatus.Planned, Reservation: { } reservation, Scans.IsEmpty: true, Serials.IsEmpty: true, Weighing: null })
            return null;
        var units = parcel.Lines.Items.Where(l => work.Order!.Line(l.Line)?.Sku == sku).Sum(l => l.Units.Units);
        return units == 0 ? null : new(new(work.Stream.Key, parcel.Id, reservation, Quantity.Of(units)), work.Backorder.Rank(), null);
    }

    public ValueTask<OrderWork> LoadAsync(string order, CancellationToken cancellationToken) =>
        OrderWork.LoadAsync(workspace, policies, unit, StreamId.Of(unit.Tenant, StreamKinds.Order, order), cancellationToken, _stock);

    private static Refusal Outdated(string order, string why) => Refusal.Of(InventoryCodes.RebalancingOutdated, ("order", order), ("why", why));
}
