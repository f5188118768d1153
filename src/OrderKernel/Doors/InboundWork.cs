using NodaTime;
using NodaTime.Text;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Doors;

/// <summary>Goods that suppliers are to bring, within one unit of work: decided, filed by SKU and month, their timers set, people told.</summary>
internal sealed class InboundWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit, StockWork stock)
{
    /// <summary>What the timer of an instant fires that passed.</summary>
    public const string OverdueTrigger = "overdue";

    private const string MonthKind = "month";

    private readonly Dictionary<InboundId, UnitStream<Inbound, InboundCommand, InboundEvent, ValueTuple>> _streams = [];

    /// <summary>The goods, with what this unit told of them; null when nobody expected them.</summary>
    public async ValueTask<Inbound?> FindAsync(InboundKey key, CancellationToken cancellationToken) =>
        (await StreamAsync(key, cancellationToken).ConfigureAwait(false)).State;

    public async ValueTask<Result<Inbound>> TellAsync(InboundKey key, InboundCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        if (command.Id != key.Inbound) return Refusal.Of(OrderKernelCodes.KeyMismatch, ("named", command.Id), ("told", key.Inbound));
        var stream = await StreamAsync(key, cancellationToken).ConfigureAwait(false);
        var before = stream.State;
        if (!stream.Decide(command, default, context).TryGet(out var handled, out var refusal)) return refusal;
        stream.Take(handled, context);
        var after = handled.State!;
        foreach (var happened in handled.Decision.Events)
            await stock.PostAsync(InboundEffects.Of(happened), stream.Stream, context.At, cancellationToken).ConfigureAwait(false);
        if (before is null || MonthOf(before.ExpectedAt) != MonthOf(after.ExpectedAt)) File(after, stream.Stream);
        if (DueAt(before) != DueAt(after))
            unit.Set(new TimerEntry($"{stream.Stream.Kind}/{stream.Stream.Key}/{OverdueTrigger}", stream.Stream, OverdueTrigger, DueAt(after)));
        if (handled.Decision.Events.Items.Any(e => e is InboundChanged or InboundRescheduled or InboundCancelled))
            await WakeAsync(after, context, cancellationToken).ConfigureAwait(false);
        foreach (var finding in handled.Decision.Reasons.Items.Where(r =>
            r.Code is InventoryCodes.InboundOverdue or InventoryCodes.InboundSurplus or InventoryCodes.ReceiptOfOther))
            Notices.Send(unit, stream.Stream, policies.Notices.Policy.Stock, finding, context);
        return after;
    }

    private async ValueTask<UnitStream<Inbound, InboundCommand, InboundEvent, ValueTuple>> StreamAsync(InboundKey key, CancellationToken cancellationToken)
    {
        if (!_streams.TryGetValue(key.Inbound, out var known))
            _streams[key.Inbound] = known = await workspace.LoadAsync(unit, Inbounds.Decider, key.Stream(), cancellationToken).ConfigureAwait(false);
        return known;
    }

    /// <summary>Counts a receipt off the goods that it names; the refusal when nobody expected them.</summary>
    public async ValueTask<Refusal?> ReceiveAsync(MovementKey movement, ReceiveStock receipt, DecisionContext context, CancellationToken cancellationToken)
    {
        if (receipt.Inbound is not { } inbound) return null;
        var command = new TakeReceipt(inbound, movement.Movement, receipt.Units);
        return (await TellAsync(new InboundKey(unit.Tenant, inbound), command, context, cancellationToken).ConfigureAwait(false)).Refusal;
    }

    /// <summary>The goods of a SKU that are still to come, by instant and id.</summary>
    /// <remarks>Cost: months are read from the last one back until all that the balances expect is found.</remarks>
    public static async ValueTask<ValueList<Inbound>> OpenAsync(Workspace workspace, TenantId tenant, SkuId sku, IEnumerable<StockBalance> balances,
        CancellationToken cancellationToken)
    {
        var left = balances.Where(b => b.Account == StockAccount.Expected && b.Cell.Sku == sku).Sum(b => b.Units);
        if (left == 0) return [];
        var (open, seen) = (new List<Inbound>(), new HashSet<StreamId>());
        var months = await workspace.FindAsync(tenant, Clues.InboundMonths(sku), cancellationToken).ConfigureAwait(false);
        foreach (var month in months.Select(m => m.Key).OrderByDescending(m => m, StringComparer.Ordinal))
        {
            foreach (var stream in await workspace.FindAsync(tenant, Clues.Inbounds(sku, month), cancellationToken).ConfigureAwait(false))
            {
                if (!seen.Add(stream)) continue;
                var found = (await workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false)).Fold(Inbounds.Decider).State;
                if (found is null || found.Open.IsZero) continue;
                open.Add(found);
                left -= found.Open.Units;
            }

            if (left <= 0) break;
        }

        return open.OrderBy(i => i.ExpectedAt).ThenBy(i => i.Id).ToValueList();
    }

    // Orders that are promised goods which come late, or not, are looked at anew.
    private async ValueTask WakeAsync(Inbound inbound, DecisionContext context, CancellationToken cancellationToken)
    {
        var ahead = await stock.AheadAsync(inbound.Cell.Sku, cancellationToken).ConfigureAwait(false);
        if (StockSheet.BalanceOf(ahead, Backorders.CellOf(inbound.Cell.Sku, inbound.Id), StockAccount.Ahead) > 0)
            Waiting.Wake(unit, inbound.Cell.Sku, context.At);
    }

    private void File(Inbound inbound, StreamId stream)
    {
        var (sku, month) = (inbound.Cell.Sku, MonthOf(inbound.ExpectedAt));
        unit.File(Clues.InboundMonths(sku), StreamId.Of(unit.Tenant, MonthKind, month));
        unit.File(Clues.Inbounds(sku, month), stream);
    }

    /// <summary>When goods are overdue; null where they are not to be told of.</summary>
    public static Instant? DueAt(Inbound? inbound) => inbound is { Status: InboundStatus.Open, IsOverdue: false } open ? open.ExpectedAt : null;

    // Four digits of a year: ordinal order is that of months.
    private static string MonthOf(Instant at) => LocalDatePattern.Iso.Format(at.InUtc().Date).Substring(0, 7);
}
