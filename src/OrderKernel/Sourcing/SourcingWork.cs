using OrderKernel.Allocation;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel.Sourcing;

/// <summary>Plans where open units ship from and reserves them there in the same unit of work; what cannot be filled holds the order.</summary>
internal static class SourcingWork
{
    public static async ValueTask SourceAsync(OrderWork work, DecisionContext context, CancellationToken cancellationToken)
    {
        var kernel = context with { Actor = Actor.Kernel };
        if (work.IsReinstatedLate && LateRule(work) == LatePayment.Refund
            && await RefundLateAsync(work, kernel, cancellationToken).ConfigureAwait(false)) return;
        if (await BansAsync(work, context, cancellationToken).ConfigureAwait(false) is not { } bans
            || await PlanAsync(work, bans, context, cancellationToken).ConfigureAwait(false) is not { } planned) return;
        if (!planned.Plan.TryGet(out var plan, out var refusal)) await HoldAsync(work, refusal.ToString(), kernel, cancellationToken).ConfigureAwait(false);
        else if (!plan.IsComplete) await ShortAsync(work, plan.Unfilled, kernel, cancellationToken).ConfigureAwait(false);
        else if (await WaitedForAsync(work, planned.Request, cancellationToken).ConfigureAwait(false) is { Units.IsEmpty: false } waited)
        {
            // Whoever begins to wait beside stock that is free has it offered to all who wait.
            await ShortAsync(work, waited.Units, kernel, cancellationToken, waited.Why).ConfigureAwait(false);
            foreach (var sku in waited.Units.Items.Select(w => w.Sku).Distinct()) Waiting.Wake(work.Unit, sku, context.At);
        }
        else await ReserveAsync(work, planned.Request, plan, kernel, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives an order that waits its stock, where all of it fits now.</summary>
    /// <param name="work">The order.</param>
    /// <param name="why">Why it is its turn.</param>
    /// <param name="context">When, and under which message.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>False when its goods do not fit: then nothing changed.</returns>
    public static async ValueTask<bool> GiveAsync(OrderWork work, Reason why, DecisionContext context, CancellationToken cancellationToken)
    {
        if (await BansAsync(work, context, cancellationToken).ConfigureAwait(false) is not { } bans
            || await PlanAsync(work, bans, context, cancellationToken, isTurn: true).ConfigureAwait(false) is not { } planned) return false;
        if (!planned.Plan.TryGet(out var plan, out _) || !plan.IsComplete) return false;
        await LiftAsync(work, new([], [why], [work.Policies.SellAhead.Reference]), context, cancellationToken).ConfigureAwait(false);
        await ReserveAsync(work, planned.Request, plan, context, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Looks at an order that waits anew: it is reserved, promised again, or waits for a person.</summary>
    public static async ValueTask ReconsiderAsync(OrderWork work, DecisionContext context, CancellationToken cancellationToken)
    {
        await LiftAsync(work, null, context, cancellationToken).ConfigureAwait(false);
        await SourceAsync(work, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>True for a hold that the kernel set because there is no stock.</summary>
    public static bool IsShortage(Hold hold) => hold.Kind == HoldKind.StockShortage && hold.Id.Value.StartsWith("shortage:", StringComparison.Ordinal);

    /// <summary>What the order wants of a SKU that no parcel has.</summary>
    public static Quantity WantedOf(OrderWork work, SkuId sku) => work.Policies.Orders.MayReserve(work.Order!)
        ? Requests(work.Order!).Items.Where(r => r.Sku == sku).Aggregate(Quantity.Zero, (sum, r) => sum + r.Quantity)
        : Quantity.Zero;

    private static async ValueTask LiftAsync(OrderWork work, Decision<OrderEvent>? because, DecisionContext context, CancellationToken cancellationToken)
    {
        foreach (var hold in work.Order!.Holds.Where(IsShortage))
        {
            if (await work.TellAsync(new ReleaseHold(hold.Id), context, cancellationToken, because).ConfigureAwait(false) is { } refusal)
                throw new LedgersApartException(refusal);
            because = null;
        }
    }

    /// <summary>What is free, and for which others wait: it is theirs first. They are offered it at once, and the order among them.</summary>
    private static async ValueTask<(ValueList<StockRequest> Units, ValueList<Reason> Why)> WaitedForAsync(OrderWork work, SourcingRequest request,
        CancellationToken cancellationToken)
    {
        var (waited, why) = (new List<StockRequest>(), new List<Reason>());
        foreach (var sku in request.Lines.Items.GroupBy(l => l.Sku))
        {
            var balances = await work.Stock.AheadAsync(sku.Key, cancellationToken).ConfigureAwait(false);
            var waiting = balances.Where(b => b.Cell == Backorders.CellOf(sku.Key)).Sum(b => b.Units);
            if (waiting == 0) continue;
            waiting -= (await work.Backorder.FindAsync(cancellationToken).ConfigureAwait(false))?.UnitsOf(sku.Key).Units ?? 0;
            var free = request.Available.Items.Where(a => a.Sku == sku.Key).Sum(a => a.Available.Units);
            var wanted = sku.Sum(l => l.Quantity.Units);
            if (waiting <= 0 || free - waiting >= wanted) continue;
            waited.AddRange(sku);
            why.Add(Reason.Of(InventoryCodes.OthersWait, ("sku", sku.Key), ("free", free), ("waiting", waiting), ("wanted", wanted)));
        }

        return (waited.ToValueList(), why.ToValueList());
    }

    /// <summary>Reserves what is known to have left where stock of ours covers all of it; what does not is no shortage, for it has left.</summary>
    public static async ValueTask SourceLeftAsync(OrderWork work, DecisionContext context, CancellationToken cancellationToken)
    {
        if (await PlanAsync(work, [], context, cancellationToken).ConfigureAwait(false) is not { } planned) return;
        if (planned.Plan.TryGet(out var plan, out _) && plan.IsComplete)
            await ReserveAsync(work, planned.Request, plan, context with { Actor = Actor.Kernel }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What purchase restrictions forbid of the goods that wait to leave; null when a person is to look first.</summary>
    private static async ValueTask<ValueList<SourcingBan>?> BansAsync(OrderWork work, DecisionContext context, CancellationToken cancellationToken) =>
        work.Order is { } order && work.Policies.Orders.MayReserve(order)
            ? await RestrictionWork.HoldAsync(work, Requests(order), context, cancellationToken).ConfigureAwait(false)
            : null;

    private static async ValueTask<(SourcingRequest Request, Result<SourcingPlan> Plan)?> PlanAsync(OrderWork work, ValueList<SourcingBan> bans,
        DecisionContext context, CancellationToken cancellationToken, bool isTurn = false)
    {
        if (work.Policies.Network is not { } network || work.Order is not { } order || !work.Policies.Orders.MayReserve(order)
            || Requests(order) is not { IsEmpty: false } lines) return null;
        // Any of its holds, not the first: an order under review may be short of stock as well.
        if (order.Holds.Items.Any(h => h.Kind == HoldKind.StockShortage && (h.Scopes & HoldScopes.Ship) != 0
            && h.StandsAt(context.At) && !(isTurn && IsShortage(h)))) return null;
        var balances = await work.Stock.BalancesAsync(lines.Items.Select(l => l.Sku), cancellationToken).ConfigureAwait(false);
        var available = Availability.Positions(balances, work.Policies.Formula.Policy, order.Placed.Key.Channel,
            context.At.InZone(work.Policies.Zone).Date, PoolsOf(work));
        var province = (await work.RecipientAsync(cancellationToken).ConfigureAwait(false))?.Province;
        var request = new SourcingRequest(order.Placed.Id.Value, RegionId.TryParse(province, out var region) ? region : default, lines, available)
        {
            Together = order.Lines.Items.Where(l => l.Bundle is not null && !l.Units.Open.IsZero).GroupBy(l => l.Bundle)
                .Where(g => g.Count() > 1).Select(g => new LineGroup(g.Select(l => l.Id).ToValueList())).ToValueList(),
            Bans = bans,
        };
        return (request, SourcingPlanner.Plan(request, network));
    }

    private static async ValueTask ReserveAsync(OrderWork work, SourcingRequest request, SourcingPlan plan, DecisionContext kernel,
        CancellationToken cancellationToken)
    {
        // Why from here: one reason per location of the network, with the first shipment of the plan.
        var why = SourcingPlanner.Explain(request, work.Policies.Network!, plan);
        Decision<OrderEvent>? because = new([], why.Candidates.Items.Select(c => c.Reason).ToValueList(), [plan.Policy]);
        work.IsGiven = true;
        foreach (var shipment in plan.Shipments)
        {
            await ReserveAsync(work, shipment, because, kernel, cancellationToken).ConfigureAwait(false);
            because = null;
        }
    }

    /// <summary>One reservation a planned shipment; the store's floors have the last word.</summary>
    private static async ValueTask ReserveAsync(
        OrderWork work, PlannedShipment planned, Decision<OrderEvent>? because, DecisionContext context, CancellationToken cancellationToken)
    {
        // Parcels that came from another order bring their ids along.
        var number = work.Order!.Shipments.Count + 1;
        while (work.Order.Shipment(ShipmentId.Of($"plan-{number}")) is not null) number++;
        var shipment = ShipmentId.Of($"plan-{number}");
        var reservation = ReservationId.Of($"{work.Stream.Key}.{shipment}");
        var units = planned.Lines.Items.Select(l => new LineUnits(l.Line, l.Quantity)).ToValueList();
        var reserve = new Reserve(reservation, work.Stream.Key, StockUnits.At(planned.Location, planned.Lines), null)
        {
            Pools = NamedPools(work), Channel = work.Order.Placed.Key.Channel,
        };
        var refusal = await work.Stock.ReserveAsync(reserve, context, cancellationToken).ConfigureAwait(false)
            ?? await work.TellAsync(new PlanShipment(shipment, planned.Location, planned.Carrier, reservation, units), context, cancellationToken, because)
                .ConfigureAwait(false);
        // Another writer planned the order after it was read: its reservation is there before its shipment is seen.
        if (refusal is not null) throw new LedgersApartException(refusal);
    }

    /// <summary>The pools from which an order is served.</summary>
    private static ValueList<PoolId> PoolsOf(OrderWork work) => work.Order!.Placed.Key is var key
        ? work.Policies.Pools.Policy.For(key.Channel, key.Shop, work.Order.Tags)
        : default;

    /// <summary>The same, none where it is the stock of no pool alone.</summary>
    internal static ValueList<PoolId> NamedPools(OrderWork work) =>
        PoolsOf(work) is var pools && pools.Count == 1 && pools[0] == PoolRules.Common ? default : pools;

    private static LatePayment LateRule(OrderWork work) => work.Policies.Orders.Desk.Refunds.Policy.LatePayment;

    /// <summary>Money that came too late goes back in full, without tiers: it is owed. False where the order's own rules say no.</summary>
    private static async ValueTask<bool> RefundLateAsync(OrderWork work, DecisionContext kernel, CancellationToken cancellationToken)
    {
        var why = new Decision<OrderEvent>([], [Reason.Of(OrderKernelCodes.LatePaymentRefunded, ("amount", work.Order!.Money.Kept), ("rule", LateRule(work)))],
            [work.Policies.Orders.Desk.Refunds.Reference]);
        var refund = new OweRefund(RefundId.Of("late-payment"), work.Order!.Money.Kept, []);
        return await work.TellAsync(refund, kernel, cancellationToken, why).ConfigureAwait(false) is null;
    }

    /// <summary>A late payment that cannot be honoured goes back where the rules say so; anything else waits for stock.</summary>
    private static async ValueTask ShortAsync(OrderWork work, ValueList<StockRequest> unfilled, DecisionContext context, CancellationToken cancellationToken,
        ValueList<Reason> why = default)
    {
        if (work.IsReinstatedLate && LateRule(work) != LatePayment.ReserveOrWait
            && await RefundLateAsync(work, context, cancellationToken).ConfigureAwait(false)) return;
        // All that it wants of a SKU that is short: nothing is kept for it meanwhile of what is free.
        var wanted = Requests(work.Order!).Items.Where(r => unfilled.Items.Any(u => u.Sku == r.Sku)).GroupBy(r => r.Sku).OrderBy(g => g.Key)
            .Select(g => new BackorderLine(g.Key, g.Aggregate(Quantity.Zero, (sum, u) => sum + u.Quantity))).ToValueList();
        var (dueAt, reasons) = await work.Backorder.WaitAsync(wanted, context, cancellationToken).ConfigureAwait(false);
        var told = why.AddRange(reasons.Items);
        Decision<OrderEvent>? because = told.IsEmpty ? null : new([], told, [work.Policies.SellAhead.Reference]);
        await HoldAsync(work, string.Join(", ", unfilled.Items.Select(u => $"{u.Sku} × {u.Quantity}")), context, cancellationToken, dueAt, because)
            .ConfigureAwait(false);
    }

    /// <summary>Holds the order until it has stock: for a person, or where it is promised, until then.</summary>
    private static async ValueTask HoldAsync(OrderWork work, string note, DecisionContext context, CancellationToken cancellationToken,
        NodaTime.Instant? until = null, Decision<OrderEvent>? because = null)
    {
        var hold = new PlaceHold(HoldId.Derived("shortage", $"{work.Order!.Shipments.Count + 1}"), HoldKind.StockShortage, HoldScopes.Ship)
        {
            Note = note, Until = until,
        };
        if (await work.TellAsync(hold, context, cancellationToken, because).ConfigureAwait(false) is { } refusal)
            throw new System.Diagnostics.UnreachableException($"{work.Stream}: the kernel's own hold was refused: {refusal}");
    }

    private static ValueList<StockRequest> Requests(Order order) =>
        order.Statuses.Headline is OrderStatus.AwaitingPayment or OrderStatus.AwaitingFulfilment or OrderStatus.PartiallyShipped
            ? order.Lines.Items.Where(l => l.NeedsFulfilment && l.Sku is not null)
                .Select(l => new StockRequest(l.Id, l.Sku!.Value, Quantity.SaturatingSubtract(l.Units.Open, Planned(order, l.Id))))
                .Where(r => !r.Quantity.IsZero).ToValueList()
            : [];

    /// <summary>Open units that a host has planned without a reservation: they have their parcel.</summary>
    private static Quantity Planned(Order order, LineId line) => order.Shipments.Items
        .Where(s => s.Status == ShipmentStatus.Planned && s.Reservation is null)
        .SelectMany(s => s.Lines.Items).Where(l => l.Line == line).Aggregate(default(Quantity), (sum, l) => sum + l.Units);
}
