using NodaTime;
using NodaTime.Text;
using OrderKernel.Inventory;
using OrderKernel.Policies;

namespace OrderKernel.Work;

/// <summary>Which goods of a cell moved since an instant: movements are filed by cell and day, so that a late count reads those of a few days alone.</summary>
internal sealed class CellMoves(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    private const string DayKind = "day";

    public void File(StockCell cell, StreamId stream, Instant at)
    {
        var day = DayOf(at);
        unit.File(Clues.MovingDays(cell), StreamId.Of(unit.Tenant, DayKind, day));
        unit.File(Clues.Moved(cell, day), stream);
    }

    /// <summary>What moved on hand in counted cells at or after an instant, counts apart.</summary>
    public async ValueTask<ValueList<StockMoved>> SinceAsync(ValueList<StockUnits> counted, Instant at, CancellationToken cancellationToken)
    {
        var moved = new List<StockMoved>();
        foreach (var cell in counted.Items.Where(u => u.Cell is { Location.Value: not null, Sku.Value: not null }).Select(u => u.Cell).Distinct())
        {
            var sum = await SinceAsync(cell, at, cancellationToken).ConfigureAwait(false);
            if (sum != 0) moved.Add(new(cell, QuantityDelta.Of(sum)));
        }

        return moved.ToValueList();
    }

    private async ValueTask<long> SinceAsync(StockCell cell, Instant at, CancellationToken cancellationToken)
    {
        var sum = 0L;
        foreach (var move in await EachAsync(cell, at, cancellationToken).ConfigureAwait(false)) sum = checked(sum + move.OnHand.Units);
        return sum;
    }

    /// <summary>What moved on hand in a cell at or after an instant, counts apart.</summary>
    public async ValueTask<List<CellMove>> EachAsync(StockCell cell, Instant at, CancellationToken cancellationToken)
    {
        var (first, moves) = (DayOf(at), new List<CellMove>());
        var streams = new HashSet<StreamId>();
        foreach (var day in await workspace.FindAsync(unit.Tenant, Clues.MovingDays(cell), cancellationToken).ConfigureAwait(false))
        {
            if (string.CompareOrdinal(day.Key, first) >= 0)
                streams.UnionWith(await workspace.FindAsync(unit.Tenant, Clues.Moved(cell, day.Key), cancellationToken).ConfigureAwait(false));
        }

        foreach (var stream in streams)
        {
            // Read whole, so that what is gathered counts too; such streams are short.
            foreach (var envelope in (await workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false)).Events)
            {
                if (envelope.At < at || envelope.IsDropped || EffectOf(envelope) is not { } effect) continue;
                var moved = effect.Postings.Items.Where(p => p.Cell == cell && p.Account == StockAccount.OnHand).Sum(p => p.Delta.Units);
                if (moved != 0) moves.Add(new(cell, envelope.At, QuantityDelta.Of(moved), $"{stream.Kind}/{stream.Key}"));
            }
        }

        return moves;
    }

    private StockEffect? EffectOf(EventEnvelope envelope) => envelope.Stream.Kind switch
    {
        StreamKinds.Reservation => StockEffects.Of(InventoryEvents.Reservations.Decode(envelope), policies.Formula.Policy),
        StreamKinds.Stock => InventoryEvents.Stock.Decode(envelope) is not (StockCounted or BookCorrected) and var moved ? StockEffects.Of(moved) : null,
        StreamKinds.Adjustment => InventoryEvents.Adjustments.Decode(envelope) is AdjustmentPosted posted
            ? StockEffects.Of(posted, policies.Formula.Policy)
            : null,
        _ => null,
    };

    // Four digits of a year and a zone of none: ordinal order is that of days.
    private static string DayOf(Instant at) => LocalDatePattern.Iso.Format(at.InUtc().Date);
}
