using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests;

// Fails when the answer "available" and the floor that guards postings stop being one formula.
public class AvailabilityLaws
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(500);

    private static readonly Arbitrary<(long OnHand, long Locked, long InTransfer, long Take)> Positions = (
        from onHand in Gen.Choose(-3, 20) from locked in Gen.Choose(0, 12) from transfer in Gen.Choose(0, 5) from take in Gen.Choose(1, 12)
        select ((long)onHand, (long)locked, (long)transfer, (long)take)).ToArbitrary();

    private static ImmutableArray<StockBalance> Of((long OnHand, long Locked, long InTransfer, long Take) p) => Balances(
        ("HZ", "A", StockAccount.OnHand, p.OnHand), ("HZ", "A", StockAccount.Locked, p.Locked), ("HZ", "A", StockAccount.InTransfer, p.InTransfer));

    [Fact]
    public void A_reservation_is_decided_exactly_when_its_floor_holds_afterwards() => Prop.ForAll(Positions, p =>
    {
        var balances = Of(p);
        var decision = Decide(null, Reserve(Units("HZ", "A", p.Take)), balances);
        var effect = StockEffects.Of(new StockReserved(R(), null, [Units("HZ", "A", p.Take)], null), StockFormula.Default.Policy);
        var after = StockSheet.Post(balances, effect.Postings);
        return decision.IsOk == effect.Floors.Items.All(f => StockSheet.Holds(after, f));
    }).Check(Quick);

    [Fact]
    public void Each_unit_reserved_takes_exactly_one_from_what_is_available() => Prop.ForAll(Positions, p =>
    {
        var before = Availability.Of(Cell("HZ", "A"), Of(p), StockFormula.Default.Policy).Balance;
        var effect = StockEffects.Of(new StockReserved(R(), null, [Units("HZ", "A", p.Take)], null), StockFormula.Default.Policy);
        return Availability.Of(Cell("HZ", "A"), StockSheet.Post(Of(p), effect.Postings), StockFormula.Default.Policy).Balance == before - p.Take;
    }).Check(Quick);

    [Fact]
    public void Shipping_what_was_reserved_never_changes_what_is_available() => Prop.ForAll(Positions, p =>
    {
        var before = Availability.Of(Cell("HZ", "A"), Of(p), StockFormula.Default.Policy).Balance;
        var effect = StockEffects.Of(new ReservationCommitted(R(), MessageId.Of("m"), false, [Units("HZ", "A", p.Take)]), StockFormula.Default.Policy);
        return Availability.Of(Cell("HZ", "A"), StockSheet.Post(Of(p), effect.Postings), StockFormula.Default.Policy).Balance == before;
    }).Check(Quick);
}
