using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Changes;

// Fails when a content that the channel tells is dropped without a reason, does not meet a person where it must, or takes back what more than a word says left.
public class ToldContentScenarios
{
    private static OrderedLine Told(string id, long units, long total) => new(LineId.Of(id), Units(units), Yuan(total), [new(SkuId.Of($"sku-{id}"), Units(1))]);

    private static TellContent Tell(int number, long due, params OrderedLine[] lines) =>
        new(ChangeId.Of($"channel-{number}"), new ToldContent(new(Yuan(due)) { Freight = Yuan(10) }, lines.ToValueList()));

    [Fact]
    public void The_same_content_again_is_known()
    {
        var w = Placed().Paid();
        w.Unchanged(Tell(1, 160, Told("a", 2, 100), Told("b", 1, 50)));
    }

    [Fact]
    public void Nobody_tells_in_the_channels_place()
    {
        var w = Placed().Paid();
        w.MustNot(OrdersCodes.ChangeRoleMissing, Tell(1, 110, Told("a", 1, 50), Told("b", 1, 50)), Supervisor);
        w.MustNot(OrdersCodes.ChangeRoleMissing, new TellAddress(ChangeId.Of("channel-1"), PersonToken.Of("p2")), Agent);
    }

    [Fact]
    public void A_proposal_that_is_known_is_no_other_one()
    {
        var w = Placed().Paid();
        w.Must(Tell(1, 210, Told("a", 3, 150), Told("b", 1, 50)));
        w.MustNot(OrdersCodes.ChangeExists, Tell(1, 110, Told("a", 1, 50), Told("b", 1, 50)));
        w.MustNot(OrdersCodes.ChangeExists, new TellAddress(ChangeId.Of("channel-1"), PersonToken.Of("p2")));
    }

    [Fact]
    public void More_than_was_paid_waits_for_a_person()
    {
        var w = Placed().Paid();
        w.Must(Tell(1, 210, Told("a", 3, 150), Told("b", 1, 50)));
        w.Says(OrdersCodes.ContentHeld);
        Assert.Equal(HoldKind.ContentChange, Assert.Single(w.Order.Holds.Items).Kind);
        w.Must(new ConfirmChange(ChangeId.Of("channel-1")), Supervisor);
        Assert.Equal((3L, Yuan(210), 0), (w.Order.Lines[0].Units.Ordered.Units, w.Order.Money.Due, w.Order.Holds.Count));
    }

    [Fact]
    public void An_order_that_has_ended_takes_none_and_says_so()
    {
        var w = Placed().Paid();
        w.Must(new EndOrder(ClaimOutcome.Ended, w.Now));
        w.Unchanged(Tell(1, 60, Told("a", 1, 50)), OrdersCodes.ContentMoot);
    }

    [Fact]
    public void A_parcel_that_left_by_the_channels_word_alone_is_booked_anew_by_an_earlier_word()
    {
        var w = Placed().Paid().Planned();
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now + NodaTime.Duration.FromHours(1), []));
        w.Must(new RecordDelivery(w.Now + NodaTime.Duration.FromHours(9), null, []));
        w.Must(Tell(1, 110, Told("a", 1, 50), Told("b", 1, 50)));
        w.Says(OrdersCodes.ToldEarlier);
        Assert.Equal((1L, 1L), (w.Order.Lines[0].Units.Open.Units, w.Order.Lines[0].Units.Ordered.Units));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_parcel_that_somebody_handed_over_is_not(bool isByWarehouse)
    {
        var w = Placed().Paid().Planned();
        if (isByWarehouse) w.Shipped();
        else w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now - NodaTime.Duration.FromHours(1), []));
        var refusal = w.MustNot(OrdersCodes.ContentConflict, Tell(1, 110, Told("a", 1, 50), Told("b", 1, 50)));
        Assert.Equal("left", refusal.Arguments.Items.Single(a => a.Name == "why").Value);
    }

    [Fact]
    public void Units_whose_money_was_asked_back_are_not_taken_back()
    {
        var w = Placed().Paid().Planned();
        w.Must(new ShipElsewhere(ShipmentId.Of("x"), w.Now + NodaTime.Duration.FromHours(1), []));
        w.Must(new OweRefund(RefundId.Of("r"), null, [new(LineId.Of("a"), Units(1))]));
        w.MustNot(OrdersCodes.ContentConflict, Tell(1, 110, Told("a", 1, 50), Told("b", 1, 50)));
    }
}
