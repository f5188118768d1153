using OrderKernel.Channels;
using OrderKernel.Orders;
using OrderKernel.Serials;
using OrderKernel.Work;

namespace OrderKernel.Partners;

/// <summary>Goods that came back, known by their serial numbers: of which order they are, and whether they are what was sent.</summary>
internal static class ReceiptSerials
{
    /// <summary>The order that a receipt is of: the one that it names, else the one with which its units were sent.</summary>
    public static async ValueTask<Result<OrderKey>> OrderOfAsync(
        Workspace workspace, TenantId tenant, ReceiptRecord record, CancellationToken cancellationToken)
    {
        if (record.Order is { } named) return named.In(tenant);
        OrderKey? found = null;
        foreach (var (sku, serial) in record.Lines.Items.SelectMany(l => l.Serials.Items.Select(s => (l.Sku, s))))
        {
            var places = await SerialPlaces.FindAsync(workspace, tenant, serial, cancellationToken).ConfigureAwait(false);
            if (places.Items.FirstOrDefault(p => p.Unit.Sku == sku) is not { } place)
                return Refusal.Of(OrderKernelCodes.SerialUnknown, ("sku", sku), ("serial", serial));
            if (found is { } other && other != place.Order)
                return Refusal.Of(OrderKernelCodes.SerialsOfSeveralOrders, ("first", other.Number), ("second", place.Order.Number), ("serial", serial));
            found = place.Order;
        }

        return found is { } order ? order : Refusal.Of(OrderKernelCodes.ReceiptWithoutOrder, ("receipt", record.Id));
    }

    /// <summary>Compares what came with what was sent, and tells the order.</summary>
    /// <returns>The record, in which units that were not sent wait for a person; or what refused it.</returns>
    public static async ValueTask<Result<ReceiptRecord>> CompareAsync(
        OrderWork work, ReceiptRecord record, DecisionContext context, CancellationToken cancellationToken)
    {
        var known = new HashSet<SerialUnit>(work.Order!.Shipments.Items.Where(s => s.HandedOverAt is not null)
            .SelectMany(s => ShipmentSerials.Of(work.Order, s).Items));
        var (told, lines) = (new List<SerialUnit>(), new List<GoodsLine>());
        foreach (var line in record.Lines)
        {
            // One that somebody has looked at and let pass is no stranger any more.
            var read = ReceiptFit.Came(line)
                ? line.Serials.Items.Select(s => new SerialUnit(line.Sku, s))
                    .Where(u => known.Contains(u) || !work.WasReleased(ShipmentSerials.HoldOf(u))).ToList()
                : [];
            told.AddRange(read);
            lines.AddRange(Parted(line, read.Where(u => !known.Contains(u)).Select(u => u.Serial).ToValueList()));
        }

        var units = told.ToValueList();
        var refusal = units.IsEmpty ? null : await work.TellAsync(new ReturnSerials(units), context, cancellationToken).ConfigureAwait(false);
        return refusal is null ? record with { Lines = lines.ToValueList() } : refusal;
    }

    private static IEnumerable<GoodsLine> Parted(GoodsLine line, ValueList<SerialNumber> strange)
    {
        if (strange.IsEmpty) return [line];
        var aside = line with { Units = Quantity.Of(strange.Count), Outcome = InspectionOutcome.Quarantine, Serials = strange };
        var rest = line with
        {
            Units = Quantity.Of(line.Units.Units - strange.Count),
            Serials = line.Serials.Where(s => !strange.Items.Contains(s)),
        };
        return rest.Units.IsZero ? [aside] : [rest, aside];
    }
}
