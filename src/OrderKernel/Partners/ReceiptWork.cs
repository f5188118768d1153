using OrderKernel.AfterSales;
using OrderKernel.Cases;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel.Partners;

/// <summary>Goods came back: the order's units return, the case that waits for them moves on, and the stock goes on the shelf or is written off.</summary>
internal sealed class ReceiptWork(OrderWork work, CaseWork cases, ReceiptRecord record, DecisionContext context)
{
    /// <summary>Applies the whole record.</summary>
    /// <returns>What refused a part of it, so that nothing of it may stand; null when all was taken.</returns>
    public async ValueTask<Refusal?> ApplyAsync(CancellationToken cancellationToken) =>
        await ReturnAsync(cancellationToken).ConfigureAwait(false)
        ?? await CasesAsync(cancellationToken).ConfigureAwait(false)
        ?? await ShelveAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Delivered units return; units still on their way come back undelivered. What the ledger does not hold there is not moved twice.</summary>
    private async ValueTask<Refusal?> ReturnAsync(CancellationToken cancellationToken)
    {
        var left = record.Lines.Items.GroupBy(l => l.Sku).ToDictionary(g => g.Key, g => g.Sum(l => l.Units.Units));
        var returned = new List<LineUnits>();
        foreach (var line in work.Order!.Lines)
        {
            if (line.Sku is not { } sku || !left.TryGetValue(sku, out var there)) continue;
            var some = Math.Min(there, line.Units.Delivered.Units);
            if (some > 0) returned.Add(new(line.Id, Quantity.Of(some)));
            left[sku] = there - some;
        }

        Refusal? refusal = null;
        if (returned.Count > 0) refusal = await TellAsync(new RecordReturn(record.Location, returned.ToValueList()), cancellationToken).ConfigureAwait(false);
        foreach (var shipment in work.Order!.Shipments.Items.Where(s => s.Status == ShipmentStatus.HandedOver))
        {
            var units = new List<LineUnits>();
            foreach (var entry in shipment.Lines)
            {
                if (work.Order!.Line(entry.Line)?.Sku is not { } sku || !left.TryGetValue(sku, out var there)) continue;
                var some = Math.Min(there, entry.Out.Units);
                if (some > 0) units.Add(new(entry.Line, Quantity.Of(some)));
                left[sku] = there - some;
            }

            var back = new GiveBackUndelivered(shipment.Id, units.ToValueList());
            if (units.Count > 0) refusal ??= await TellAsync(back, cancellationToken).ConfigureAwait(false);
        }

        return refusal;
    }

    /// <summary>Each case that waits for goods gets those that it names; a case about the order as a whole gets the rest.</summary>
    private async ValueTask<Refusal?> CasesAsync(CancellationToken cancellationToken)
    {
        var left = record.Lines.Items.ToArray();
        var all = await cases.AllAsync(cancellationToken).ConfigureAwait(false);
        var waiting = all.Items.Where(c => c.Status is AfterSalesStatus.AwaitingReturn or AfterSalesStatus.ReturnInTransit);
        foreach (var one in waiting.OrderBy(c => c.Request!.Units.IsEmpty))
        {
            var inspected = Inspected(one.Request!, left);
            if (inspected.IsEmpty) continue;
            var received = new AfterSales.ReceiveGoods(inspected);
            if (await cases.TellAsync(one.Request!.Case, received, context, cancellationToken).ConfigureAwait(false) is { } refusal) return refusal;
        }

        return null;
    }

    private ValueList<InspectedUnits> Inspected(JudgedRequest request, GoodsLine[] left)
    {
        var wanted = request.Units.Items.GroupBy(u => u.Line).ToDictionary(g => g.Key, g => g.Aggregate(default(Quantity), (sum, u) => sum + u.Units));
        var inspected = new List<InspectedUnits>();
        for (var i = 0; i < left.Length; i++)
        {
            var (sku, _, outcome) = left[i];
            var named = work.Order!.Lines.Items.Where(l => l.Sku == sku && wanted.ContainsKey(l.Id)).Select(l => (LineId?)l.Id);
            foreach (var line in request.Units.IsEmpty ? [null] : named)
            {
                var some = line is { } one ? Quantity.Min(left[i].Units, wanted[one]) : left[i].Units;
                if (some.IsZero) continue;
                if (line is { } taken) wanted[taken] -= some;
                inspected.Add(new(line, some, outcome ?? InspectionOutcome.Restock));
                left[i] = left[i] with { Units = left[i].Units - some };
            }
        }

        return inspected.ToValueList();
    }

    private async ValueTask<Refusal?> ShelveAsync(CancellationToken cancellationToken)
    {
        var found = record.Lines.Items.Where(l => l.Outcome is InspectionOutcome.Restock or InspectionOutcome.WriteOff);
        foreach (var group in found.GroupBy(l => l.Outcome!.Value))
        {
            var units = group.Select(l => new StockUnits(new StockCell(record.Location, l.Sku), l.Units)).ToValueList();
            var back = new TakeBack(units, group.Key, work.Stream.Key);
            if (await work.Stock.MoveAsync(record.Location, back, context, cancellationToken).ConfigureAwait(false) is { } refusal) return refusal;
        }

        return null;
    }

    private ValueTask<Refusal?> TellAsync(OrderCommand command, CancellationToken cancellationToken) => work.TellAsync(command, context, cancellationToken);
}
