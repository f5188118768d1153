using FsCheck.Xunit;

namespace OrderKernel.Abstractions.Tests.Ledgers;

// Fails when goods moving forward turn the headline back, or when a status is left unset.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class DerivedStatusLaws
{
    [Law(2_000, 200_000)]
    public bool Reserve_ship_and_deliver_never_move_the_headline_back(GoodsStory story)
    {
        var ledger = After(story);
        if (!ledger.Move(story.Next, story.Units).TryGet(out var after, out _)) return true;
        return Rank(DerivedStatuses.Of(Position(after, story.IsPaid)).Headline) >= Rank(DerivedStatuses.Of(Position(ledger, story.IsPaid)).Headline);
    }

    [Law(500, 50_000)]
    public bool Every_position_has_three_set_statuses(GoodsStory story)
    {
        var statuses = DerivedStatuses.Of(Position(After(story), story.IsPaid));
        return Enum.IsDefined(statuses.Headline) && Enum.IsDefined(statuses.Fulfilment) && Enum.IsDefined(statuses.Payment);
    }

    private static UnitLedger After(GoodsStory story)
    {
        var ledger = UnitLedger.Of(Quantity.Of(4));
        foreach (var move in story.Past) ledger = ledger.Move(move, story.Units).TryGet(out var moved, out _) ? moved : ledger;
        return ledger;
    }

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
