using OrderKernel.AfterSales;
using OrderKernel.Cases;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel.Partners;

/// <summary>Goods came back: the order's units return, the case that waits for them moves on, and the stock goes on the shelf or is written off.</summary>
internal sealed class ReceiptWork(OrderWork work, CaseWork cases, ReceiptRecord record, DecisionContext context)
{
    public async ValueTask ApplyAsync(CancellationToken cancellationToken)
    {
        await ReturnAsync(cancellationToken).ConfigureAwait(false);
        await CasesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var group in record.Lines.Items.Where(l => l.Outcome is InspectionOutcome.Restock or InspectionOutcome.WriteOff).GroupBy(l => l.Outcome!.Value))
        {
            var units = group.Select(l => new StockUnits(new StockCell(record.Location, l.Sku), l.Units)).ToValueList();
            await work.Stock.MoveAsync(record.Location, new TakeBack(units, group.Key, work.Stream.Key), context, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Delivered units return; units still on their way come back undelivered. What the ledger does not hold there is not moved twice.</summary>
    private async ValueTask ReturnAsync(CancellationToken cancellationToken)
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

        if (returned.Count > 0) await TellAsync(new RecordReturn(record.Location, returned.ToValueList()), cancellationToken).ConfigureAwait(false);
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

            if (units.Count > 0) await TellAsync(new GiveBackUndelivered(shipment.Id, units.ToValueList()), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask CasesAsync(CancellationToken cancellationToken)
    {
        foreach (var one in await cases.AllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (one.Status is not (AfterSalesStatus.AwaitingReturn or AfterSalesStatus.ReturnInTransit)) continue;
            var inspected = record.Lines.Items.Select(l => new InspectedUnits(LineOf(l.Sku), l.Units, l.Outcome ?? InspectionOutcome.Restock)).ToValueList();
            await cases.TellAsync(one.Request!.Case, new AfterSales.ReceiveGoods(inspected), context, cancellationToken).ConfigureAwait(false);
        }
    }

    private LineId? LineOf(SkuId sku) => work.Order!.Lines.Items.FirstOrDefault(l => l.Sku == sku)?.Id;

    private async ValueTask TellAsync(OrderCommand command, CancellationToken cancellationToken) =>
        await work.TellAsync(command, context, cancellationToken).ConfigureAwait(false);
}
