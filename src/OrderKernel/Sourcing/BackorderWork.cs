using NodaTime;
using NodaTime.Text;
using OrderKernel.Doors;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Sourcing;

/// <summary>What one order waits for, within its unit of work: promised where it may be sold ahead, filed so that stock finds it, and told.</summary>
internal sealed class BackorderWork(OrderWork work)
{
    /// <summary>The kind of the effects that have a buyer's channel told of a promise.</summary>
    public const string PromiseKind = "stock-promise";

    private const string DayKind = "day";

    private UnitStream<Backorder, BackorderEvent, BackorderEvent, ValueList<PolicyReference>>? _stream;

    /// <summary>What the order waits for; null when it does not, and never did.</summary>
    public async ValueTask<Backorder?> FindAsync(CancellationToken cancellationToken) => (await StreamAsync(cancellationToken).ConfigureAwait(false)).State;

    /// <summary>The order waits for units: promised where that may be, else for whatever comes.</summary>
    /// <returns>Until when they are promised, with the reasons; null where they are not.</returns>
    public async ValueTask<(Instant? DueAt, ValueList<Reason> Reasons)> WaitAsync(ValueList<BackorderLine> wanted, DecisionContext context,
        CancellationToken cancellationToken)
    {
        var stream = await StreamAsync(cancellationToken).ConfigureAwait(false);
        var (order, before) = (work.Order!, stream.State);
        if (before is { IsWaiting: true }) await EndAsync(BackorderEnd.Changed, context, cancellationToken).ConfigureAwait(false);
        var lines = wanted;
        ValueList<Reason> reasons = [];
        // A promise that was missed is not made anew by itself: a person looks at the order.
        if (!(before?.DueAt <= context.At))
        {
            if ((await PromiseAsync(wanted, context.At, cancellationToken).ConfigureAwait(false)).TryGet(out var promised, out var why))
                (lines, reasons) = (promised.Lines, promised.Reasons);
            else if (why.Code != InventoryCodes.AheadNotSold) reasons = [new(why.Code, why.Arguments)];
        }

        var placed = new BackorderPlaced(work.Stream.Key, order.Placed.Key.Channel, lines, Rank());
        await TakeAsync(placed, context, cancellationToken).ConfigureAwait(false);
        File(placed, context.At);
        var dueAt = stream.State!.DueAt;
        Tell(before, dueAt, context);
        return (dueAt, reasons);
    }

    /// <summary>Follows what became of the order: it waits for less, at another place, or no more.</summary>
    /// <param name="wanted">What it wants that is not planned, by SKU.</param>
    /// <param name="isGiven">True when it got its stock in this unit.</param>
    /// <param name="context">When, and under which message.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask SyncAsync(Func<SkuId, Quantity> wanted, bool isGiven, DecisionContext context, CancellationToken cancellationToken)
    {
        if ((await StreamAsync(cancellationToken).ConfigureAwait(false)).State is not { IsWaiting: true } waiting) return;
        var isHeld = work.Order!.Holds.Items.Any(SourcingWork.IsShortage);
        var left = isHeld ? waiting.Lines.Select(l => l with { Units = l.Units < wanted(l.Sku) ? l.Units : wanted(l.Sku) })
            .Where(l => !l.Units.IsZero).ToValueList() : [];
        if (left == waiting.Lines && waiting.Rank == Rank()) return;
        await EndAsync(!left.IsEmpty ? BackorderEnd.Changed : isGiven ? BackorderEnd.Given : BackorderEnd.Withdrawn, context, cancellationToken)
            .ConfigureAwait(false);
        if (left.IsEmpty) return;
        var placed = new BackorderPlaced(waiting.OrderKey, waiting.Channel, left, Rank());
        await TakeAsync(placed, context, cancellationToken).ConfigureAwait(false);
        File(placed, context.At);
    }

    /// <summary>What the order's place follows from.</summary>
    public BackorderRank Rank()
    {
        var order = work.Order!;
        return new(work.Policies.SellAhead.Policy.PriorityOf(order.Tags), order.Money.IsCovered ? order.PaidAt ?? order.CreatedAt : null);
    }

    /// <summary>The order waits no more: it has its stock, or wants it no more.</summary>
    public async ValueTask EndAsync(BackorderEnd how, DecisionContext context, CancellationToken cancellationToken)
    {
        var stream = await StreamAsync(cancellationToken).ConfigureAwait(false);
        if (stream.State is not { IsWaiting: true } waiting) return;
        await TakeAsync(new BackorderEnded(waiting.OrderKey, waiting.Channel, waiting.Lines, how), context, cancellationToken).ConfigureAwait(false);
        if (how == BackorderEnd.Given) Send("given", waiting.Lines, waiting.DueAt, context);
        else if (how == BackorderEnd.Withdrawn && waiting.DueAt is not null) Send("withdrawn", waiting.Lines, waiting.DueAt, context);
    }

    private async ValueTask<Result<(ValueList<BackorderLine> Lines, ValueList<Reason> Reasons)>> PromiseAsync(ValueList<BackorderLine> wanted, Instant now,
        CancellationToken cancellationToken)
    {
        var channel = work.Order!.Placed.Key.Channel;
        // Most shops sell nothing ahead: then nothing more is read.
        if (wanted.Items.FirstOrDefault(l => work.Policies.SellAhead.Policy.RuleOf(channel, l.Sku) is null) is { Sku.Value: not null } unsold)
            return Refusal.Of(InventoryCodes.AheadNotSold, ("sku", unsold.Sku), ("channel", channel));
        var (balances, inbounds) = (new List<StockBalance>(), new List<Inbound>());
        var here = await work.Stock.BalancesAsync(wanted.Items.Select(l => l.Sku), cancellationToken).ConfigureAwait(false);
        foreach (var line in wanted)
        {
            balances.AddRange(await work.Stock.AheadAsync(line.Sku, cancellationToken).ConfigureAwait(false));
            foreach (var inbound in await InboundWork.OpenAsync(work.Workspace, work.Unit.Tenant, line.Sku, here, cancellationToken).ConfigureAwait(false))
                inbounds.Add(inbound);
        }

        var available = Availability.OfAll(here, work.Policies.Formula.Policy, now.InZone(work.Policies.Zone).Date);
        var view = new AheadView(available, inbounds.ToValueList(), balances.ToValueList());
        var decided = SellAhead.Decide(wanted, channel, view, work.Policies.SellAhead, now);
        if (!decided.TryGet(out var promised, out _)) return decided;
        // What is promised of goods to come stands on them as they were read.
        foreach (var inbound in promised.Lines.Items.Select(l => l.Inbound).OfType<InboundId>().Distinct())
        {
            var key = new InboundKey(work.Unit.Tenant, inbound);
            work.Unit.Pin((await work.Workspace.ReadAsync(key.Stream(), cancellationToken).ConfigureAwait(false)).Head);
        }

        return decided;
    }

    private async ValueTask TakeAsync(BackorderEvent happened, DecisionContext context, CancellationToken cancellationToken)
    {
        var stream = await StreamAsync(cancellationToken).ConfigureAwait(false);
        var policy = work.Policies.SellAhead;
        stream.Take(stream.Decide(happened, [policy.Reference], context).OrUnreachable("What an order waits for is always kept"), context);
        await work.Stock.PostAsync(Backorders.EffectOf(happened, policy.Policy), stream.Stream, context.At, cancellationToken).ConfigureAwait(false);
    }

    private void File(BackorderPlaced placed, Instant at)
    {
        var (day, stream) = (LocalDatePattern.Iso.Format(at.InUtc().Date), _stream!.Stream);
        foreach (var line in placed.Lines)
        {
            work.Unit.File(Clues.WaitingDays(line.Sku), StreamId.Of(work.Unit.Tenant, DayKind, day));
            work.Unit.File(Clues.WaitingSince(line.Sku, day), stream);
        }
    }

    /// <summary>A promise that is made, another one, one that is missed or withdrawn: whoever was told one is told each.</summary>
    private void Tell(Backorder? before, Instant? dueAt, DecisionContext context)
    {
        var lines = _stream!.State!.Lines;
        if (before?.DueAt is not { } told)
        {
            if (dueAt is not null) Send("made", lines, dueAt, context);
            return;
        }

        if (dueAt == told) return;
        var isMissed = told <= context.At;
        Send(isMissed && dueAt is null ? "missed" : dueAt is null ? "withdrawn" : "put-off", lines, dueAt, context);
        var why = isMissed
            ? Reason.Of(InventoryCodes.PromiseMissed, ("order", work.Order!.Id), ("dueAt", told))
            : Reason.Of(InventoryCodes.PromisePutOff, ("order", work.Order!.Id), ("before", told), ("dueAt", dueAt?.ToString() ?? "-"), ("why", "inbound"));
        Notices.Send(work.Unit, work.Stream, work.Policies.Notices.Policy.Stock, why, context);
    }

    private void Send(string word, ValueList<BackorderLine> lines, Instant? dueAt, DecisionContext context)
    {
        var order = work.Order!;
        work.Unit.Send(new OutboxMessage($"{PromiseKind}/{work.Stream.Key}/{context.Message}/{word}", PromiseKind, context.At, OutboxBody.Of(w =>
        {
            w.WriteString("order", order.Id.Value);
            w.WriteString("channel", order.Placed.Key.Channel.Value);
            w.WriteString("shop", order.Placed.Key.Shop.Value);
            w.WriteString("number", order.Placed.Key.Number.Value);
            w.WriteString("promise", word);
            if (dueAt is { } due) w.WriteString("dueAt", InstantPattern.ExtendedIso.Format(due));
            w.WriteStartArray("lines");
            foreach (var line in lines)
            {
                w.WriteStartObject();
                w.WriteString("sku", line.Sku.Value);
                w.WriteNumber("units", line.Units.Units);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteString("at", InstantPattern.ExtendedIso.Format(context.At));
        })));
    }

    private async ValueTask<UnitStream<Backorder, BackorderEvent, BackorderEvent, ValueList<PolicyReference>>> StreamAsync(
        CancellationToken cancellationToken) =>
        _stream ??= await work.Workspace.LoadAsync(work.Unit, Backorders.Decider, new BackorderKey(work.Unit.Tenant, work.Stream.Key).Stream(),
            cancellationToken).ConfigureAwait(false);
}
