using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when Health would measure another moment, start or verdict than the order's events tell.
public class MilestoneTests
{
    [Fact]
    public void A_life_passes_its_milestones_in_order()
    {
        var w = Placed().Paid();
        w.Now += Duration.FromHours(1);
        w.Planned();
        w.Now += Duration.FromHours(1);
        w.Shipped();
        w.Must(new RecordFirstScan(ShipmentId.Of("s1"), w.Now + Duration.FromMinutes(30)));
        w.Delivered(w.Now + Duration.FromDays(2));
        w.Must(new CompleteOrder(), Buyer);
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(1), w.Now));
        var facts = OrderMilestones.Of(null, w.Events.ToValueList(), w.Now);
        Assert.Equal(
            [Milestone.Placed, Milestone.Paid, Milestone.Dispatched, Milestone.HandedOver, Milestone.FirstScanned, Milestone.Delivered, Milestone.Completed,
                Milestone.Refunded],
            facts.Items.Select(f => f.What));
        Assert.Equal(Duration.FromMinutes(5), facts[1].Elapsed);
        Assert.Equal((true, Duration.FromHours(1), Hangzhou), (facts[1].IsGood!.Value, facts[3].Elapsed!.Value, facts[3].Location!.Value));
        Assert.Equal(Duration.FromDays(2), facts[5].Elapsed);
    }

    [Fact]
    public void A_cancelled_order_is_cancelled_once_and_hands_are_counted()
    {
        var w = Placed();
        w.Must(new CancelUnits([]), Buyer);
        Assert.Equal([Milestone.Placed, Milestone.Cancelled], OrderMilestones.Of(null, w.Events.ToValueList(), w.Now).Items.Select(f => f.What));
        var big = ProcessScenarios.Big(60_000).Paid(60_000);
        big.Must(new FireTrigger("approve"), Supervisor);
        Assert.Contains(OrderMilestones.Of(null, big.Events.ToValueList(), big.Now), f => f.What == Milestone.HandledByHand);
    }
}
