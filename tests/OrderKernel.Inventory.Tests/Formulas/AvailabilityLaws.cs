using System.Collections.Immutable;
using FsCheck.Xunit;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests;

// Fails when the answer "available" and the floor that guards postings stop being one formula.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class AvailabilityLaws
{
    private static ImmutableArray<StockBalance> Of(Held p) => Balances(
        ("HZ", "A", StockAccount.OnHand, p.OnHand), ("HZ", "A", StockAccount.Locked, p.Locked), ("HZ", "A", StockAccount.InTransfer, p.InTransfer));

    [Law(500)]
    public bool A_reservation_is_decided_exactly_when_its_floor_holds_afterwards(Held p)
    {
        var balances = Of(p);
        var decision = Decide(null, Reserve(Units("HZ", "A", p.Take)), balances);
        var effect = StockEffects.Of(new StockReserved(R(), null, [Units("HZ", "A", p.Take)], null), StockFormula.Default.Policy);
        var after = StockSheet.Post(balances, effect.Postings);
        return decision.IsOk == effect.Floors.Items.All(f => StockSheet.Holds(after, f));
    }

    [Law(500)]
    public bool Each_unit_reserved_takes_exactly_one_from_what_is_available(Held p)
    {
        var before = Availability.Of(Cell("HZ", "A"), Of(p), StockFormula.Default.Policy).Balance;
        var effect = StockEffects.Of(new StockReserved(R(), null, [Units("HZ", "A", p.Take)], null), StockFormula.Default.Policy);
        return Availability.Of(Cell("HZ", "A"), StockSheet.Post(Of(p), effect.Postings), StockFormula.Default.Policy).Balance == before - p.Take;
    }

    [Law(500)]
    public bool Shipping_what_was_reserved_never_changes_what_is_available(Held p)
    {
        var before = Availability.Of(Cell("HZ", "A"), Of(p), StockFormula.Default.Policy).Balance;
        var effect = StockEffects.Of(new ReservationCommitted(R(), MessageId.Of("m"), false, [Units("HZ", "A", p.Take)]), StockFormula.Default.Policy);
        return Availability.Of(Cell("HZ", "A"), StockSheet.Post(Of(p), effect.Postings), StockFormula.Default.Policy).Balance == before;
    }
}
