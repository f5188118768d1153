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

    private static readonly StockFormula Whole = StockFormula.Load("""
        {
          "$schema": "stock-formula-1.json", "name": "whole", "version": "1", "safetyStock": 2,
          "terms": [{ "account": "OnHand", "sign": 1 }, { "account": "Locked", "sign": -1 }, { "account": "InTransfer", "sign": -1 }],
          "exceptions": [{ "sku": "B", "preSale": 5 }, { "location": "GZ", "safetyStock": 0 }],
          "channels": [{ "channel": "jd", "sku": "A", "buffer": 3 }, { "channel": "jd", "quota": 4 }]
        }
        """u8.ToArray()).ValueOrThrow().Policy;

    // The fast way says what the way with all terms says, in whatever order the balances come.
    [Law(500)]
    public void Positions_are_those_of_the_answers(Seed seed)
    {
        var random = new Random(seed);
        var balances = (from location in new[] { "GZ", "HZ" } from sku in new[] { "A", "B", "C" } from account in new[] { 1, 2, 3, 4, 7 }
            where random.Next(3) > 0
            select new StockBalance(Cell(location, sku), (StockAccount)account, random.Next(-3, 20))).OrderBy(_ => random.Next(4)).ToImmutableArray();
        ChannelId jd = ChannelId.Of("jd"), other = ChannelId.Of("taobao");
        Assert.Equal(Availability.OfAll(balances, Whole).Items.Select(a => a.ToPosition()), Availability.Positions(balances, Whole).Items);
        Assert.Equal(ChannelAvailability.OfAll(balances, Whole, jd).Items.Select(a => a.ToPosition()), Availability.Positions(balances, Whole, jd).Items);
        Assert.Equal(Availability.Positions(balances, Whole), Availability.Positions(balances, Whole, other));
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
