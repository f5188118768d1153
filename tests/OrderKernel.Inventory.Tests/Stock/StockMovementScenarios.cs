using System.Collections.Immutable;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests;

// Fails when a movement outside reservations posts to other accounts, or keeps silent about an impossible balance.
public class StockMovementScenarios
{
    private static (string Balances, string Reasons) Run(ImmutableArray<StockBalance> before, StockCommand command)
    {
        var decision = StockMovements.Decide(command, before).ValueOrThrow();
        var after = decision.Events.Items.Aggregate(before, (b, e) => StockSheet.Post(b, StockEffects.Of(e).Postings));
        Assert.All(decision.Events, e => Assert.All(StockEffects.Of(e).Floors, f => Assert.True(StockSheet.Holds(after, f))));
        return (string.Join(" ", after.Where(b => b.Units != 0).Select(b => $"{b.Account}:{b.Units}")),
            string.Join(" ", decision.Reasons.Items.Select(r => r.Code)));
    }

    private static ImmutableArray<StockBalance> Sold(long onHand, long sold) => Balances(
        ("HZ", "A", StockAccount.OnHand, onHand), ("HZ", "A", StockAccount.Sold, sold), ("HZ", "A", StockAccount.Supplied, onHand + sold));

    [Fact]
    public void Goods_from_a_supplier_are_on_hand_and_supplied() =>
        Assert.Equal(("OnHand:7 Supplied:7", ""), Run([], new ReceiveStock([Units("HZ", "A", 3), Units("HZ", "A", 4)])));

    [Fact]
    public void Shipped_elsewhere_is_booked_even_when_the_book_had_nothing()
    {
        Assert.Equal(("OnHand:3 Sold:2 Supplied:5", ""), Run(Sold(5, 0), new RecordShippedElsewhere([Units("HZ", "A", 2)], null)));
        Assert.Equal(("OnHand:-2 Sold:2", InventoryCodes.OnHandNegative), Run([], new RecordShippedElsewhere([Units("HZ", "A", 2)], "order")));
    }

    [Fact]
    public void Restocked_goods_are_on_hand_again_and_written_off_ones_are_not()
    {
        Assert.Equal(("OnHand:2 Sold:1 Supplied:3", ""), Run(Sold(0, 3), new TakeBack([Units("HZ", "A", 2)], InspectionOutcome.Restock, "order")));
        Assert.Equal(("Sold:1 Supplied:3 WrittenOff:2", ""), Run(Sold(0, 3), new TakeBack([Units("HZ", "A", 2)], InspectionOutcome.WriteOff, "order")));
    }

    [Fact]
    public void What_is_put_aside_is_here_and_not_on_hand_until_it_was_looked_at()
    {
        var aside = Run(Sold(1, 3), new TakeBack([Units("HZ", "A", 2)], InspectionOutcome.Quarantine, "order"));
        Assert.Equal(("OnHand:1 Sold:1 Supplied:4 Quarantined:2", ""), aside);
        var there = Balances(("HZ", "A", StockAccount.OnHand, 1), ("HZ", "A", StockAccount.Sold, 1), ("HZ", "A", StockAccount.Supplied, 4),
            ("HZ", "A", StockAccount.Quarantined, 2));
        Assert.Equal(("OnHand:2 Sold:1 Supplied:4 Quarantined:1", ""),
            Run(there, new Regrade([Units("HZ", "A", 1)], StockAccount.Quarantined, StockAccount.OnHand, "as-new")));
        Assert.Equal(("OnHand:1 Sold:1 Supplied:4 WrittenOff:2", ""),
            Run(there, new Regrade([Units("HZ", "A", 2)], StockAccount.Quarantined, StockAccount.WrittenOff, "broken")));
    }

    [Fact]
    public void What_is_found_broken_on_the_shelf_is_said_although_it_is_promised()
    {
        var there = Balances(("HZ", "A", StockAccount.OnHand, 3), ("HZ", "A", StockAccount.Locked, 1), ("HZ", "A", StockAccount.InTransfer, 1));
        Assert.Equal(("OnHand:1 Locked:1 InTransfer:1 Damaged:2", InventoryCodes.GradeBelowLocked),
            Run(there, new Regrade([Units("HZ", "A", 2)], StockAccount.OnHand, StockAccount.Damaged, "wet")));
    }

    [Theory]
    [InlineData(StockAccount.OnHand, StockAccount.OnHand, InventoryCodes.GradeInvalid)]
    [InlineData(StockAccount.OnHand, StockAccount.WrittenOff, InventoryCodes.GradeInvalid)]
    [InlineData(StockAccount.OnHand, StockAccount.Locked, InventoryCodes.GradeInvalid)]
    [InlineData(StockAccount.Sold, StockAccount.OnHand, InventoryCodes.GradeInvalid)]
    [InlineData(StockAccount.WrittenOff, StockAccount.OnHand, InventoryCodes.GradeInvalid)]
    [InlineData(StockAccount.Quarantined, StockAccount.OnHand, InventoryCodes.GradeShort)]
    [InlineData(StockAccount.Damaged, StockAccount.WrittenOff, InventoryCodes.GradeShort)]
    public void Goods_are_regraded_between_places_where_goods_lie(StockAccount from, StockAccount to, string code) => Assert.Equal(code,
        StockMovements.Decide(new Regrade([Units("HZ", "A", 2)], from, to, "look"), OnHand("HZ", "A", 5)).Refusal!.Code);

    [Fact]
    public void A_transfer_leaves_one_place_and_comes_to_another_with_what_was_lost()
    {
        var reserve = new Reserve(R(), null, [Units("HZ", "A", 3)], null) { Holder = new(HolderKind.Transfer, "t-1") };
        var held = Decide(null, reserve, OnHand("HZ", "A", 5)).ValueOrThrow().Events[0];
        var state = Reservations.Evolve(null, held);
        var balances = StockSheet.Post(OnHand("HZ", "A", 5), StockEffects.Of(held, StockFormula.Default.Policy).Postings);
        Assert.Equal(2, Availability.Of(Cell("HZ", "A"), balances, StockFormula.Default.Policy).Balance);
        var left = Decide(state, new Commit(R()), message: "left").ValueOrThrow().Events[0];
        balances = StockSheet.Post(balances, StockEffects.Of(left, StockFormula.Default.Policy).Postings);
        Assert.Equal(("OnHand:2 Supplied:5 Forwarded:2 OnHand:2 Forwarded:-2", ""),
            Run(StockSheet.Post(balances, [new(Cell("HZ", "A"), StockAccount.Forwarded, QuantityDelta.Of(-1))]),
                new ReceiveTransfer("t-1", [Units("SZ", "A", 2)])));
        Assert.Equal(("OnHand:2 Supplied:5 Forwarded:3 OnHand:2 WrittenOff:1 Forwarded:-3", ""),
            Run(balances, new ReceiveTransfer("t-1", [Units("SZ", "A", 2)]) { Lost = [Units("SZ", "A", 1)] }));
        Assert.Equal(InventoryCodes.TransferSurplus, Run(balances, new ReceiveTransfer("t-1", [Units("SZ", "A", 4)])).Reasons);
    }

    [Theory]
    [InlineData(HolderKind.Adjustment)]
    [InlineData(HolderKind.StockTake)]
    public void What_a_stock_take_holds_never_leaves(HolderKind kind)
    {
        var state = Words.After(null, Decide(null, new Reserve(R(), null, [Units("HZ", "A", 3)], null) { Holder = new(kind, "d-1") }, OnHand("HZ", "A", 5)));
        Assert.Equal(InventoryCodes.HolderSendsNothing, Decide(state, new Commit(R()), message: "left").Refusal!.Code);
        Assert.Equal(ReservationStatus.Released, Words.After(state, Decide(state, new Release(R()), message: "done")).Status);
    }

    [Theory]
    [InlineData(5, 2, null)]
    [InlineData(4, 2, InventoryCodes.CorrectionOutdated)]
    [InlineData(5, 5, InventoryCodes.NothingToMove)]
    [InlineData(5, long.MinValue, KernelCodes.NumbersOutOfRange)]
    [InlineData(long.MaxValue, 2, KernelCodes.NumbersOutOfRange)]
    public void A_correction_goes_from_what_is_there(long stored, long book, string? code)
    {
        var command = new CorrectBook([new(Cell("HZ", "A"), StockAccount.OnHand, stored, book)], "reconciled");
        Assert.Equal(code, StockMovements.Decide(command, OnHand("HZ", "A", 5)).Refusal?.Code);
        if (code is null) Assert.Equal(("OnHand:2 Supplied:5", InventoryCodes.Drift), Run(OnHand("HZ", "A", 5), command));
    }

    [Fact]
    public void Goods_that_were_never_sent_are_a_finding() // peer failures 9 and 25
        => Assert.Equal(("OnHand:2 Sold:-2", InventoryCodes.SoldNegative), Run([], new TakeBack([Units("HZ", "A", 2)], InspectionOutcome.Restock, null)));

    [Theory]
    [InlineData(InspectionOutcome.WrongGoods)]
    [InlineData(InspectionOutcome.Missing)]
    public void Other_outcomes_move_nothing_and_say_so(InspectionOutcome outcome) =>
        Assert.Equal(("Sold:3 Supplied:3", InventoryCodes.OutcomeMovesNothing), Run(Sold(0, 3), new TakeBack([Units("HZ", "A", 2)], outcome, null)));

    [Fact]
    public void A_count_sets_what_is_on_hand_and_books_the_difference_as_supplied()
    {
        Assert.Equal(("OnHand:4 Sold:1 Supplied:5", InventoryCodes.CountDiffers), Run(Sold(5, 1), new CountStock([Units("HZ", "A", 4)], "monthly")));
        Assert.Equal(("OnHand:5 Sold:1 Supplied:6", InventoryCodes.CountAgrees), Run(Sold(5, 1), new CountStock([Units("HZ", "A", 5)], "monthly")));
        Assert.Equal(("Sold:1 Supplied:1", InventoryCodes.CountDiffers), Run(Sold(5, 1), new CountStock([Units("HZ", "A", 0)], "monthly")));
    }

    [Fact]
    public void A_count_below_what_is_promised_is_a_finding() => Assert.Equal(
        ("OnHand:2 Locked:3 Supplied:2", $"{InventoryCodes.CountDiffers} {InventoryCodes.CountBelowLocked}"),
        Run(Balances(("HZ", "A", StockAccount.OnHand, 5), ("HZ", "A", StockAccount.Locked, 3), ("HZ", "A", StockAccount.Supplied, 5)),
            new CountStock([Units("HZ", "A", 2)], "monthly")));

    [Fact]
    public void A_count_decided_on_an_old_balance_does_not_pass_its_floors()
    {
        var counted = StockMovements.Decide(new CountStock([Units("HZ", "A", 4)], "monthly"), Sold(5, 1)).ValueOrThrow().Events[0];
        foreach (var meanwhile in new[] { Sold(4, 2), Sold(6, 0) })
        {
            var after = StockSheet.Post(meanwhile, StockEffects.Of(counted).Postings);
            Assert.Contains(StockEffects.Of(counted).Floors, f => !StockSheet.Holds(after, f));
        }
    }

    [Fact]
    public void Commands_without_units_are_refused()
    {
        Assert.Equal(InventoryCodes.NothingToMove, StockMovements.Decide(new ReceiveStock([]), []).Refusal!.Code);
        Assert.Equal(InventoryCodes.NothingToMove, StockMovements.Decide(new CountStock([], "x"), []).Refusal!.Code);
        Assert.Equal(InventoryCodes.NothingToMove, StockMovements.Decide(new RecordShippedElsewhere([Units("HZ", "A", 0)], null), []).Refusal!.Code);
    }
}
