using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Sourcing;

/// <summary>
/// Gives the stock of a SKU to the orders that wait for it, in the order that the document of selling ahead states; and looks at promises anew whose goods come
/// late or not at all. Some orders a unit of work: the timer stands until all had their turn.
/// </summary>
internal sealed class GiveOutWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    /// <summary>So many orders change in one unit of work.</summary>
    public const int Most = 64;

    private readonly StockWork _stock = new(workspace, policies, unit);
    private readonly List<string> _given = [];
    private readonly List<string> _passed = [];

    public async ValueTask GiveAsync(TimerEntry timer, DecisionContext context, CancellationToken cancellationToken)
    {
        var (sku, policy) = (SkuId.Of(timer.Stream.Key), policies.SellAhead);
        var stream = await workspace.LoadAsync(unit, Backorders.GivingOut, timer.Stream, cancellationToken).ConfigureAwait(false);
        var waiting = Backorders.InOrder(await WaitingAsync(sku, cancellationToken).ConfigureAwait(false), policy.Policy);
        var more = false;
        var (passed, place) = (0, 0);
        foreach (var one in waiting)
        {
            if (await FreeAsync(sku, context.At.InZone(policies.Zone).Date, cancellationToken).ConfigureAwait(false) <= 0) break;
            if (more = _given.Count == Most) break;
            var work = await LoadAsync(one, cancellationToken).ConfigureAwait(false);
            var why = Reason.Of(InventoryCodes.StockGiven, ("sku", sku), ("place", ++place), ("dueAt", one.DueAt?.ToString() ?? "-"),
                ("priority", one.Rank.Priority), ("since", one.Rank.Since?.ToString() ?? "-"));
            if (work.Order is null || !await SourcingWork.GiveAsync(work, why, context, cancellationToken).ConfigureAwait(false))
            {
                _passed.Add(one.OrderKey);
                continue;
            }

            await work.CloseAsync(cancellationToken).ConfigureAwait(false);
            _given.Add(one.OrderKey);
            passed = _passed.Count;
        }

        var looked = more ? 0 : await ReconsiderAsync(sku, waiting, context, cancellationToken).ConfigureAwait(false);
        more |= looked == Most;
        if (_given.Count > 0 || more)
        {
            var told = new StockGivenOut(sku, _given.ToValueList(), _passed.Take(Math.Min(passed, Most)).ToValueList());
            stream.Take(stream.Decide(told, [policy.Reference], context).OrUnreachable("What was given is always kept"), context);
        }

        unit.Set(timer with { DueAt = more ? timer.DueAt : null });
    }

    /// <summary>Promises whose goods are put off, and those of more goods than are to come, from the last in the order.</summary>
    private async ValueTask<int> ReconsiderAsync(SkuId sku, ValueList<Backorder> waiting, DecisionContext context, CancellationToken cancellationToken)
    {
        var looked = 0;
        foreach (var one in waiting.Items.Reverse())
        {
            var line = one.Lines.Items.FirstOrDefault(l => l.Sku == sku);
            if (looked == Most || line.Inbound is not { } id || _given.Contains(one.OrderKey)) continue;
            var key = new InboundKey(unit.Tenant, id);
            var inbound = (await workspace.ReadAsync(key.Stream(), cancellationToken).ConfigureAwait(false)).Fold(Inbounds.Decider).State;
            var balances = await _stock.AheadAsync(sku, cancellationToken).ConfigureAwait(false);
            var ahead = StockSheet.BalanceOf(balances, Backorders.CellOf(sku, id), StockAccount.Ahead);
            if (inbound is not null && ahead <= inbound.Open.Units && !IsLate(inbound, line, one.Channel)) continue;
            var work = await LoadAsync(one, cancellationToken).ConfigureAwait(false);
            if (work.Order is null) continue;
            await SourcingWork.ReconsiderAsync(work, context, cancellationToken).ConfigureAwait(false);
            await work.CloseAsync(cancellationToken).ConfigureAwait(false);
            looked++;
        }

        return looked;
    }

    private bool IsLate(Inbound inbound, BackorderLine line, ChannelId channel) => inbound.Status == InboundStatus.Open
        && policies.SellAhead.Policy.RuleOf(channel, line.Sku)?.AfterInboundDays is { } days && inbound.ExpectedAt + Duration.FromDays(days) > line.DueAt;

    private ValueTask<OrderWork> LoadAsync(Backorder one, CancellationToken cancellationToken) => OrderWork.LoadAsync(workspace, policies, unit,
        StreamId.Of(unit.Tenant, StreamKinds.Order, one.OrderKey), cancellationToken, _stock);

    public async ValueTask<long> FreeAsync(SkuId sku, LocalDate on, CancellationToken cancellationToken)
    {
        var balances = await _stock.BalancesAsync([sku], cancellationToken).ConfigureAwait(false);
        return Availability.Positions(balances, policies.Formula.Policy, on: on).Items.Sum(p => p.Available.Units);
    }

    /// <summary>Those who wait for a SKU: days are read from the last one back until all that the balances know of is found.</summary>
    public async ValueTask<List<Backorder>> WaitingAsync(SkuId sku, CancellationToken cancellationToken)
    {
        var balances = await _stock.AheadAsync(sku, cancellationToken).ConfigureAwait(false);
        var left = balances.Where(b => b.Cell == Backorders.CellOf(sku)).Sum(b => b.Units);
        var (waiting, seen) = (new List<Backorder>(), new HashSet<StreamId>());
        if (left == 0) return waiting;
        var days = await workspace.FindAsync(unit.Tenant, Clues.WaitingDays(sku), cancellationToken).ConfigureAwait(false);
        foreach (var day in days.Select(d => d.Key).OrderByDescending(d => d, StringComparer.Ordinal))
        {
            foreach (var stream in await workspace.FindAsync(unit.Tenant, Clues.WaitingSince(sku, day), cancellationToken).ConfigureAwait(false))
            {
                if (!seen.Add(stream)) continue;
                var found = (await workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false)).Fold(Backorders.Decider).State;
                if (found is null || found.UnitsOf(sku).IsZero) continue;
                waiting.Add(found);
                left -= found.UnitsOf(sku).Units;
            }

            if (left <= 0) break;
        }

        return waiting;
    }
}
