using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Abstractions.Tests.Ledgers;

// Fails when goods moving forward turn the headline back, or when a status is left unset.
public class DerivedStatusLaws
{
    private static readonly Arbitrary<(UnitMove[] Past, UnitMove Next, int Units, bool Paid)> Steps = (
        from past in Gen.Elements(UnitMove.All.ToArray()).ArrayOf()
        from next in Gen.Elements(UnitMove.Reserve, UnitMove.Ship, UnitMove.ShipElsewhere, UnitMove.Deliver)
        from units in Gen.Choose(1, 3)
        from paid in Gen.Elements(true, false)
        select (past, next, units, paid)).ToArbitrary();

    [Fact]
    public void Reserve_ship_and_deliver_never_move_the_headline_back() => Prop.ForAll(Steps, s =>
    {
        var ledger = UnitLedger.Of(Quantity.Of(4));
        foreach (var move in s.Past)
        {
            if (ledger.Move(move, Quantity.Of(s.Units)).TryGet(out var moved, out _)) ledger = moved;
        }

        if (!ledger.Move(s.Next, Quantity.Of(s.Units)).TryGet(out var after, out _)) return true;
        return Rank(DerivedStatuses.Of(Position(after, s.Paid)).Headline) >= Rank(DerivedStatuses.Of(Position(ledger, s.Paid)).Headline);
    }).Check(Laws.Config(2000));

    [Fact]
    public void Every_position_has_three_set_statuses() => Prop.ForAll(Steps, s =>
    {
        var ledger = UnitLedger.Of(Quantity.Of(4));
        foreach (var move in s.Past)
        {
            if (ledger.Move(move, Quantity.Of(s.Units)).TryGet(out var moved, out _)) ledger = moved;
        }

        var statuses = DerivedStatuses.Of(Position(ledger, s.Paid));
        return Enum.IsDefined(statuses.Headline) && Enum.IsDefined(statuses.Fulfilment) && Enum.IsDefined(statuses.Payment);
    }).Check(Laws.Config());

    private static LedgerPosition Position(UnitLedger units, bool paid) => new()
    {
        NeedsFulfilment = true,
        Units = units,
        Money = paid ? MoneyLedger.Of(Money.Fen(10)).Pay(Money.Fen(10)).ValueOrThrow() : MoneyLedger.Of(Money.Fen(10)),
        Terms = PaymentTerms.Prepaid,
        Unsettled = units.Returned + units.Lost,
        UnsettledUndelivered = units.Lost,
    };

    private static int Rank(OrderStatus status) => status switch
    {
        OrderStatus.AwaitingPayment => 1,
        OrderStatus.AwaitingFulfilment => 2,
        OrderStatus.PartiallyShipped => 3,
        OrderStatus.Shipped => 4,
        OrderStatus.Delivered => 5,
        _ => 6,
    };
}
