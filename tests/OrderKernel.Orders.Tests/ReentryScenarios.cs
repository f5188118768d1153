using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a process stays at an entry whose guard no longer is the first that holds, or leaves a step that somebody moved it to.
[Properties(Arbitrary = [typeof(OrderMoves)])]
public class ReentryScenarios
{
    [Fact]
    public void A_cancelled_order_holds_money_until_it_is_paid_back_and_again_when_more_comes()
    {
        var w = Placed().Paid();
        w.Must(new CancelUnits([]), Buyer);
        Assert.Equal("money-held", w.Order.Process!.Step);
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(160), w.Now));
        Assert.Equal(("cancelled", OrderStatus.Cancelled, (string?)null), (w.Order.Process!.Step, w.Order.Process.Status, w.Order.Process.Trigger));
        w.Paid(160, "p2");
        Assert.Equal("money-held", w.Order.Process!.Step);
        w.Must(new RecordRefund(RefundId.Of("r2"), Yuan(160), w.Now));
        Assert.Equal("cancelled", w.Order.Process!.Step);
        Assert.Equal(w.Order, OrderDecider.Replay(w.Events));
    }

    [Fact]
    public void Half_a_refund_leaves_the_money_held()
    {
        var w = Placed().Paid();
        w.Must(new CancelUnits([]), Buyer);
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(60), w.Now));
        Assert.Equal("money-held", w.Order.Process!.Step);
    }

    [Fact]
    public void A_price_that_grows_before_payment_is_reviewed_and_what_was_approved_is_not_reviewed_again()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(40_000)), Line("a", 1, 40_000)) with { Terms = PaymentTerms.CashOnDelivery });
        Assert.Equal("ready", w.Order.Process!.Step);
        w.Must(new AmendPrice(new(Yuan(60_000))), Agent);
        Assert.Equal("review", w.Order.Process!.Step);
        w.Must(new FireTrigger("approve"), Supervisor);
        Assert.Equal(("ready", "approve"), (w.Order.Process!.Step, w.Order.Process.Trigger));
        w.Must(new AmendPrice(new(Yuan(70_000))), Agent);
        Assert.Equal("ready", w.Order.Process!.Step);
        Assert.Empty(w.Order.Holds);
    }

    [Fact]
    public void A_review_that_no_longer_applies_lets_go_of_its_hold()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(60_000)), Line("a", 1, 60_000)) with { Terms = PaymentTerms.CashOnDelivery });
        Assert.Single(w.Order.Holds);
        w.Must(new AmendPrice(new(Yuan(40_000))));
        Assert.Equal(("ready", 0), (w.Order.Process!.Step, w.Order.Holds.Count));
    }

    [Law(200)]
    public bool Whatever_happens_a_process_that_nobody_moved_stands_at_the_first_entry_that_holds(Seed seed, Move[] moves) => Holds(Stands, seed, moves);

    [Fact]
    public void The_law_notices_a_process_that_stays_although_its_guard_fell() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(
        Seed.Any(), OrderMoves.Histories(), (seed, moves) => Holds(w => w.Order.Process!.Step != "cancelled" && Stands(w), seed, moves))
            .Check(Sizes.Config(200)));

    private static bool Stands(World w)
    {
        var process = w.Order.Process!;
        if (process.Trigger is not null || process.Status != OrderStatus.Cancelled) return true;
        return process.Step == (w.Order.Money.RefundPending.IsZero || !w.Order.NeedsFulfilment ? "cancelled" : "money-held");
    }

    private static bool Holds(Func<World, bool> stands, int seed, Move[] moves)
    {
        var holds = true;
        var world = Play.Through(seed, moves, (w, _, _) => holds &= stands(w));
        // Whatever came before: cancelled, paid late, paid back.
        world.Do(new CancelUnits([]));
        holds &= stands(world);
        world.Do(new RecordPayment(PaymentId.Of("late"), Tender.Cash, Money.Fen(700), world.Now));
        holds &= stands(world);
        world.Do(new RecordRefund(RefundId.Of("late"), world.Order.PendingUnassigned, world.Now));
        return holds && stands(world);
    }
}
