using OrderKernel.AfterSales;
using OrderKernel.Cases;
using OrderKernel.Channels;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel.Partners;

/// <summary>
/// Goods came back: the order's units return, the case that waits for them moves on, and the stock goes on the shelf, is put aside or is written off.
/// </summary>
internal sealed class ReceiptWork(OrderWork work, CaseWork cases, ReceiptRecord record, DecisionContext context)
{
    // What no case has been given yet, line by line of the record.
    private readonly GoodsLine[] _left = record.Lines.Items.ToArray();

    /// <summary>Applies the whole record.</summary>
    /// <returns>What refused a part of it, so that nothing of it may stand; null when all was taken.</returns>
    public async ValueTask<Refusal?> ApplyAsync(CancellationToken cancellationToken)
    {
        var all = await cases.AllAsync(cancellationToken).ConfigureAwait(false);
        var waiting = all.Where(c => c.Status is AfterSalesStatus.AwaitingReturn or AfterSalesStatus.ReturnInTransit or AfterSalesStatus.ReturnReceived);
        // A case about units gets those that it names; a case about the order as a whole gets the rest.
        var arrived = new Dictionary<CaseId, ValueList<InspectedUnits>>();
        foreach (var one in waiting.Items.OrderBy(c => c.Request!.Units.IsEmpty)) arrived[one.Request!.Case] = Arrived(one);
        // What is left and was put aside before is looked at a second time: it has come back already.
        var seenAgain = new Dictionary<(SkuId Sku, InspectionOutcome Outcome), long>();
        var found = waiting.Items.Select(c => (Case: c, Inspected: LookedAtAgain(c.Inspected, seenAgain).AddRange(arrived[c.Request!.Case])))
            .Where(f => f.Inspected != f.Case.Inspected).ToList();

        if (await ReturnAsync(seenAgain, cancellationToken).ConfigureAwait(false) is { } refusal) return refusal;
        foreach (var (one, inspected) in found)
        {
            var received = new ReceiveGoods(inspected);
            if (await cases.TellAsync(one.Request!.Case, received, context, cancellationToken).ConfigureAwait(false) is { } no) return no;
        }

        return await ShelveAsync(seenAgain, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Delivered units return; units still on their way come back undelivered. What the ledger does not hold there is not moved twice.</summary>
    private async ValueTask<Refusal?> ReturnAsync(Dictionary<(SkuId Sku, InspectionOutcome Outcome), long> seenAgain, CancellationToken cancellationToken)
    {
        var left = record.Lines.Items.Where(l => ReceiptFit.Came(l)).GroupBy(l => l.Sku)
            .ToDictionary(g => g.Key, g => g.Sum(l => l.Units.Units) - seenAgain.Where(s => s.Key.Sku == g.Key).Sum(s => s.Value));
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

    /// <summary>What a case had not got yet and gets by this record: goods may come in more than one parcel.</summary>
    private ValueList<InspectedUnits> Arrived(AfterSalesCase one)
    {
        var request = one.Request!;
        var wanted = request.Units.Items.GroupBy(u => u.Line)
            .ToDictionary(g => g.Key, g => g.Sum(u => u.Units.Units) - one.Inspected.Items.Where(i => i.Line == g.Key).Sum(i => i.Units.Units));
        var arrived = new List<InspectedUnits>();
        for (var i = 0; i < _left.Length; i++)
        {
            var named = work.Order!.Lines.Items.Where(l => l.Sku == _left[i].Sku && wanted.ContainsKey(l.Id)).Select(l => (LineId?)l.Id);
            foreach (var line in request.Units.IsEmpty ? [null] : named)
            {
                var some = line is { } known ? Math.Min(_left[i].Units.Units, wanted[known]) : _left[i].Units.Units;
                if (some <= 0) continue;
                if (line is { } taken) wanted[taken] -= some;
                arrived.Add(new(line, Quantity.Of(some), _left[i].Outcome ?? InspectionOutcome.Restock));
                Take(i, some);
            }
        }

        return arrived.ToValueList();
    }

    /// <summary>An inspection in which units that were put aside have the outcome that this record gives them.</summary>
    private ValueList<InspectedUnits> LookedAtAgain(ValueList<InspectedUnits> inspected,
        Dictionary<(SkuId Sku, InspectionOutcome Outcome), long> seenAgain)
    {
        var rows = inspected.Items.ToList();
        for (var row = 0; row < inspected.Count; row++)
        {
            for (var i = 0; i < _left.Length; i++)
            {
                var (sku, units, outcome) = _left[i];
                if (!IsAside(rows[row].Outcome) || outcome is not { } seen || IsAside(seen)) continue;
                if (rows[row].Line is not { } line || work.Order!.Line(line)?.Sku != sku) continue;
                var some = Math.Min(units.Units, rows[row].Units.Units);
                if (some == 0) continue;
                rows[row] = rows[row] with { Units = Quantity.Of(rows[row].Units.Units - some) };
                rows.Add(new(line, Quantity.Of(some), seen));
                seenAgain[(sku, seen)] = (seenAgain.TryGetValue((sku, seen), out var before) ? before : 0) + some;
                Take(i, some);
            }
        }

        return rows.Count == inspected.Count ? inspected : rows.Where(r => !r.Units.IsZero).ToValueList();
    }

    private bool IsAside(InspectionOutcome outcome) => work.Policies.Tiers.Policy.AnswerTo(outcome) == ReceiptAnswer.Wait;

    private void Take(int line, long units) => _left[line] = _left[line] with { Units = Quantity.Of(_left[line].Units.Units - units) };

    private async ValueTask<Refusal?> ShelveAsync(Dictionary<(SkuId Sku, InspectionOutcome Outcome), long> seenAgain, CancellationToken cancellationToken)
    {
        var before = await PutAside.OfAsync(work, cancellationToken).ConfigureAwait(false);
        foreach (var group in record.Lines.Items.Where(l => l.Outcome is not null).GroupBy(l => l.Outcome!.Value))
        {
            var (came, known) = (new List<StockUnits>(), new List<StockUnits>());
            foreach (var line in group.GroupBy(l => l.Sku))
            {
                var again = before.Take(record.Location, line.Key, seenAgain.TryGetValue((line.Key, group.Key), out var seen) ? seen : 0);
                known.AddRange(again.Items);
                var rest = line.Sum(l => l.Units.Units) - again.Items.Sum(u => u.Quantity.Units);
                if (rest > 0) came.Add(new(new StockCell(record.Location, line.Key), Quantity.Of(rest)));
            }

            if (await MoveAsync(known.Count == 0 ? null : SeenAgain(group.Key, known), cancellationToken).ConfigureAwait(false) is { } not) return not;
            var isHere = group.Key is InspectionOutcome.Restock or InspectionOutcome.WriteOff or InspectionOutcome.Quarantine && came.Count > 0;
            var back = isHere ? new TakeBack(came.ToValueList(), group.Key, work.Stream.Key) : null;
            if (await MoveAsync(back, cancellationToken).ConfigureAwait(false) is { } refusal) return refusal;
        }

        foreach (var group in record.Lines.Items.Where(l => !ReceiptFit.Came(l)).GroupBy(l => (l.Sku, Outcome: l.Outcome!.Value)))
        {
            var ((sku, outcome), units) = (group.Key, group.Sum(l => l.Units.Units));
            var why = Reason.Of(OrderKernelCodes.GoodsNotBack, ("order", work.Order!.Id), ("sku", sku), ("units", units), ("outcome", outcome));
            Notices.Send(work.Unit, work.Stream, work.Policies.Notices.Policy.Cases, why, context, $"{sku}.{outcome}");
        }

        return null;
    }

    // What was put aside and is not what was sent is no stock of ours.
    private Regrade SeenAgain(InspectionOutcome outcome, List<StockUnits> units) => new(units.ToValueList(), StockAccount.Quarantined,
        outcome == InspectionOutcome.Restock ? StockAccount.OnHand : StockAccount.WrittenOff, $"inspected-{outcome}", work.Stream.Key);

    private async ValueTask<Refusal?> MoveAsync(StockCommand? command, CancellationToken cancellationToken)
    {
        if (command is null) return null;
        var key = work.Stock.NextKey(record.Location);
        if ((await work.Stock.MoveAsync(key, command, context, cancellationToken).ConfigureAwait(false)).Refusal is { } refusal) return refusal;
        work.Unit.File(Clues.ReceivedOf(work.Stream), key.Stream());
        return null;
    }

    private ValueTask<Refusal?> TellAsync(OrderCommand command, CancellationToken cancellationToken) => work.TellAsync(command, context, cancellationToken);
}
