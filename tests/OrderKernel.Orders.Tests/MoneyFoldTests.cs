using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when marks of refunds get lost or doubled as units move on, when a refund that is taken back does not leave the line exactly as it was,
// or when money that went back for cancelled units is counted against the wrong refund. Every command is also judged by the laws of World.
public class MoneyFoldTests
{
    private static readonly LineId A = LineId.Of("a");
    private static readonly RefundId R1 = RefundId.Of("r1"), R2 = RefundId.Of("r2");

    [Fact]
    public void Withdrawing_one_of_two_refunds_frees_no_mark_of_the_other()
    {
        var w = Three();
        w.Must(new OweRefund(R1, null, [new(A, Units(1))]), Agent);
        w.Must(new OweRefund(R2, null, [new(A, Units(1))]), Agent);
        w.Must(new RecordReturn(Hangzhou, [Units("a", 1)]), Warehouse);
        Assert.Equal((Units(1), Units(1)), (Line(w).Owed.Delivered, Line(w).Owed.Returned));
        w.Must(new WithdrawRefund(R1), Finance);
        Assert.Equal(Units(1), Line(w).Owed.Sum);
    }

    [Fact]
    public void Reversing_one_of_two_refunds_opens_no_question_of_the_other()
    {
        var w = Three();
        foreach (var r in new[] { R1, R2 }) w.Must(new RecordRefund(r, Cost(w, 1), w.Now) { Items = [new(A, Units(1))] });
        w.Must(new RecordReturn(Hangzhou, [Units("a", 1)]), Warehouse);
        w.Must(new ReverseRefund(R1));
        Assert.Equal(Units(1), Line(w).Settled.Sum);
        Assert.Equal(w.Order.Refund(R2)!.Amount, Line(w).Refunded);
    }

    [Fact]
    public void A_refund_of_units_that_parted_ways_is_withdrawn_from_both_places()
    {
        var w = Three();
        var before = Line(w);
        w.Must(new OweRefund(R1, null, [new(A, Units(2))]), Agent);
        w.Must(new RecordReturn(Hangzhou, [Units("a", 1)]), Warehouse);
        w.Must(new WithdrawRefund(R1), Finance);
        Assert.Equal((Units(0), before.Money), (Line(w).Owed.Sum, Line(w).Money));
    }

    [Fact]
    public void Settled_and_owed_units_move_on_as_many_as_moved()
    {
        var w = Three();
        w.Must(new RecordRefund(R1, Cost(w, 1), w.Now) { Items = [new(A, Units(1))] });
        w.Must(new OweRefund(R2, null, [new(A, Units(2))]), Agent);
        w.Must(new RecordReturn(Hangzhou, [Units("a", 2)]), Warehouse);
        Assert.Equal((Units(1), Units(1), Units(0), Units(1)),
            (Line(w).Settled.Returned, Line(w).Owed.Returned, Line(w).Settled.Delivered, Line(w).Owed.Delivered));
    }

    [Fact]
    public void What_is_put_back_in_turn_leaves_the_curve_of_cents_as_it_was()
    {
        var w = Three();
        w.Must(new OweRefund(R1, null, [new(A, Units(1))]), Agent);
        var before = Line(w);
        w.Must(new OweRefund(R2, null, [new(A, Units(1))]), Agent);
        w.Must(new WithdrawRefund(R2), Finance);
        Assert.Equal(before, Line(w));
        Assert.Equal((Units(3), Units(1)), (before.Money.Units, before.Money.Taken));
        w.Must(new WithdrawRefund(R1), Finance);
        Assert.Equal((Units(3), Units(0)), (Line(w).Money.Units, Line(w).Money.Taken));
    }

    [Fact]
    public void What_is_put_back_out_of_turn_starts_a_new_curve_over_what_is_left()
    {
        var w = Three();
        w.Must(new OweRefund(R1, null, [new(A, Units(1))]), Agent);
        w.Must(new OweRefund(R2, null, [new(A, Units(1))]), Agent);
        Assert.Equal((Money.Fen(3333), Money.Fen(3333)), (w.Order.Refund(R1)!.Amount, w.Order.Refund(R2)!.Amount));
        w.Must(new WithdrawRefund(R1), Finance);
        Assert.Equal((Money.Fen(6667), Units(2)), (Line(w).Money.Left, Line(w).Money.UnitsLeft));
    }

    [Fact]
    public void Money_that_is_kept_for_good_can_be_freight_too()
    {
        var w = Placed().Paid();
        var zero = Money.Zero(Currency.Cny);
        var kept = OrderDecider.Evolve(w.Order, new MoneyWithheld(Yuan(10), zero, [], new(Yuan(10), zero), "the parcel had left"));
        Assert.Equal((zero, Yuan(150), Yuan(10)), (kept.Parts.Freight, kept.Money.Due, kept.Money.Withheld));
    }

#if NET
    // What a refund takes from cancelled units is for this assembly alone.
    [Fact]
    public void Double_payment_goes_back_before_the_money_of_cancelled_units()
    {
        var w = Cancelled(1);
        w.Must(new OweRefund(R1, Yuan(20), []), Agent);
        w.Must(new RecordPayment(PaymentId.Of("twice"), Tender.Cash, Yuan(30), w.Now));
        w.Must(new OweRefund(R2, Yuan(40), []), Agent);
        Assert.Equal((Yuan(20), Yuan(10)), (OfCancelled(w, R1), OfCancelled(w, R2)));
        w.Must(new WithdrawRefund(R1), Finance);
        w.Must(new OweRefund(RefundId.Of("r3"), Yuan(20), []), Agent);
        Assert.Equal(Yuan(20), OfCancelled(w, RefundId.Of("r3")));
    }

    [Fact]
    public void Units_that_come_back_take_what_is_still_here_first()
    {
        var w = Cancelled(2);
        w.Must(new OweRefund(R1, Yuan(20), []), Agent);
        w.Must(new OweRefund(R2, Yuan(30), []), Agent);
        w.Must(new ReinstateOrder([Units("a", 1)], MessageId.Of("m")), Supervisor);
        Assert.Equal((Yuan(20), Yuan(30), Yuan(110)), (OfCancelled(w, R1), OfCancelled(w, R2), w.Order.Money.Due));
    }

    [Fact]
    public void What_is_no_longer_here_is_taken_from_the_refunds_that_stand_one_after_the_other()
    {
        var w = Cancelled(2);
        w.Must(new OweRefund(RefundId.Of("r0"), Yuan(25), []), Agent);
        w.Must(new WithdrawRefund(RefundId.Of("r0")), Finance);
        w.Must(new OweRefund(R1, Yuan(20), []), Agent);
        w.Must(new OweRefund(R2, Yuan(60), []), Agent);
        w.Must(new ReinstateOrder([Units("a", 1)], MessageId.Of("m")), Supervisor);
        Assert.Equal((Yuan(25), Yuan(0), Yuan(50)), (OfCancelled(w, RefundId.Of("r0")), OfCancelled(w, R1), OfCancelled(w, R2)));
    }

    // Paid in full, then so many of the two units at 50 yuan each cancelled: their money is owed back, and no refund names it yet.
    private static World Cancelled(long units)
    {
        var w = Placed().Paid();
        w.Must(new CancelUnits([Units("a", units)]), Buyer);
        Assert.Equal(Yuan(units * 50), w.Order.PendingUnassigned);
        return w;
    }

    private static Money OfCancelled(World w, RefundId id) => w.Order.Refund(id)!.FromCancelled;
#endif

    [Fact]
    public void A_cancellation_is_measured_by_when_it_was_due_and_a_hand_by_what_it_ended()
    {
        var w = Placed();
        w.Now = Start + Duration.FromHours(3);
        w.Must(new FireDeadline("expire"), Actor.Kernel);
        Assert.Equal(Start + Duration.FromMinutes(30),
            OrderMilestones.Of(null, w.Events.ToValueList(), w.Now).Items.Single(f => f.What == Milestone.Cancelled).At);
    }

    [Fact]
    public void Only_the_end_of_a_hold_that_somebody_asked_for_without_an_end_is_work_by_hand()
    {
        Assert.True(IsByHand(null));
        Assert.False(IsByHand(Start + Duration.FromDays(1)));
        var asked = Placed().Paid();
        asked.Must(new PlaceHold(HoldId.Of("h"), HoldKind.AddressReview, HoldScopes.Ship), Agent);
        foreach (var isMoot in new[] { true, false })
            Assert.Equal(!isMoot, !OrderMilestones.Of(asked.Order, [new HoldReleased(HoldId.Of("h")) { IsMoot = isMoot }], asked.Now).IsEmpty);
        var w = Placed().Paid();
        w.Must(new SetChannelHolds([HoldKind.ChannelLock]));
        var lockId = w.Order.Holds[0].Id;
        Assert.DoesNotContain(OrderMilestones.Of(w.Order, [new HoldReleased(lockId)], w.Now), f => f.What == Milestone.HandledByHand);

        static bool IsByHand(Instant? until)
        {
            var w = Placed().Paid();
            w.Must(new PlaceHold(HoldId.Of("other"), HoldKind.AddressReview, HoldScopes.Ship) { Until = until is null ? Start + Duration.FromDays(9) : null },
                Agent);
            w.Must(new PlaceHold(HoldId.Of("h"), HoldKind.AddressReview, HoldScopes.Ship) { Until = until }, Agent);
            var before = w.Order;
            var events = w.Must(new ReleaseHold(HoldId.Of("h")), Agent).Events;
            return OrderMilestones.Of(before, events, w.Now).Items.Any(f => f.What == Milestone.HandledByHand);
        }
    }

    // Three units that cost 100 yuan together: the cents of one do not come out even.
    private static World Three()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(150)), World.Line("a", 3, 100), World.Line("b", 1, 50)));
        return w.Paid(150).Planned("s1", true, Units("a", 3), Units("b", 1)).Shipped().Delivered();
    }

    private static OrderLine Line(World w) => w.Order.Line(A)!;

    private static Money Cost(World w, long units) => Line(w).Money.CostOfNext(Units(units));
}
