using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a unit is confirmed twice, one that has not left is confirmed, a record moves units in the ledger, or what it does not name gets its place or
// number.
public class ConfirmScenarios
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");
    private static readonly ShipmentId Part = ShipmentId.Of("c.2");
    private static readonly Waybill Yt1 = Waybill.Of("YT1");
    private static readonly CarrierId Yto = CarrierId.Of("YTO");

    /// <summary>Everything left by the channel's word, from open units, without place or number.</summary>
    private static World Told()
    {
        var w = Placed().Paid();
        w.Must(new ShipElsewhere(ShipmentId.Of("c"), w.Now, []));
        return w;
    }

    private static ConfirmShipment Record(string id, params LineUnits[] lines) => new(ShipmentId.Of("c"), id, lines.ToValueList())
    {
        Location = Hangzhou, Carrier = Yto, Waybills = [Yt1],
    };

    [Fact]
    public void A_record_of_all_of_it_tells_place_carrier_and_number_and_moves_nothing()
    {
        var w = Told();
        var lines = w.Order.Lines;
        w.Must(Record("out"));
        w.Says(OrdersCodes.ConfirmedByRecord);
        var parcel = Assert.Single(w.Order.Shipments.Items);
        Assert.Equal((Hangzhou, Yto, Yt1, false), (parcel.Location, parcel.Carrier, parcel.Waybills[0], parcel.IsTold));
        Assert.Equal([Units("a", 2), Units("b", 1)], parcel.Confirmed);
        Assert.Equal(lines, w.Order.Lines);
    }

    [Fact]
    public void Each_unit_is_confirmed_once()
    {
        var w = Placed().Paid().Planned();
        w.MustNot(OrdersCodes.ShipmentElsewhere, new ConfirmShipment(S1, "out", []));
        w.MustNot(OrdersCodes.ShipmentUnknown, new ConfirmShipment(Part, "out", []));
        w.MustNot(KernelCodes.IdUnset, new ConfirmShipment(S1, " ", []));
        w.Shipped();
        w.Must(new ConfirmShipment(S1, "out-1", [Units("a", 1)]));
        w.MustNot(OrdersCodes.ShipmentHoldsLess, new ConfirmShipment(S1, "out-2", [Units("a", 2)]));
        Assert.Equal((Units(1), Units(1)), (w.Order.Shipments[0].Unconfirmed(LineId.Of("a")), w.Order.Shipments[0].Unconfirmed(LineId.Of("b"))));
        w.Must(new ConfirmShipment(S1, "out-2", []));
        Assert.Equal([Units("a", 2), Units("b", 1)], w.Order.Shipments[0].Confirmed);
        w.Unchanged(new ConfirmShipment(S1, "out-3", []));
        w.MustNot(OrdersCodes.ShipmentHoldsLess, new ConfirmShipment(S1, "out-3", [Units("b", 1)]));
    }

    [Fact]
    public void What_a_partners_record_handed_over_is_confirmed_by_it()
    {
        var w = Placed().Paid().Planned("s1", true, Units("a", 2));
        w.Must(new ShipShipment(S1, w.Now, [Yt1], []) { Record = "out-1" });
        w.Must(new ShipElsewhere(ShipmentId.Of("c"), w.Now, []) { Record = "out-2" });
        Assert.All(w.Order.Shipments, s => Assert.All(s.Lines, l => Assert.Equal(Units(0), s.Unconfirmed(l.Line))));
    }

    [Fact]
    public void What_was_known_before_stands()
    {
        var w = Placed().Paid().Shipped();
        var before = w.Order.Shipments[0];
        w.Must(new ConfirmShipment(S1, "out", [Units("a", 1)]) { Location = LocationId.Of("GZ"), Carrier = Yto, Waybills = [Yt1] });
        Assert.Equal(before with { Confirmed = [Units("a", 1)] }, Assert.Single(w.Order.Shipments.Items));
    }

    [Fact]
    public void Units_that_the_record_does_not_name_get_neither_its_place_nor_its_number()
    {
        var w = Told();
        w.Must(Record("out-1", Units("a", 1)));
        var (rest, part) = (w.Order.Shipments[0], w.Order.Shipment(Part)!);
        Assert.Equal((null, null, true, true), (rest.Location, rest.Carrier, rest.Waybills.IsEmpty, rest.IsTold));
        Assert.Equal((Units(1), Units(1)), (rest.Unconfirmed(LineId.Of("a")), rest.Unconfirmed(LineId.Of("b"))));
        Assert.Equal((Hangzhou, Yt1, Units("a", 1)), (part.Location, part.Waybills[0], part.Confirmed[0]));
        w.Must(Record("out-2") with { Location = LocationId.Of("GZ"), Waybills = [Waybill.Of("YT2")] });
        Assert.Equal((LocationId.Of("GZ"), Waybill.Of("YT2")), (w.Order.Shipments[0].Location, w.Order.Shipments[0].Waybills[0]));
    }

    // Of two units of one line one is delivered, of the other nobody knows yet: that one is what a later record names.
    [Fact]
    public void Units_that_are_still_on_their_way_part_first()
    {
        var w = Told();
        w.Must(new RecordDelivery(w.Now, ShipmentId.Of("c"), [Units("a", 1)]));
        w.Must(new GiveBackUndelivered(ShipmentId.Of("c"), [Units("b", 1)]));
        w.Must(Record("out-1", Units("a", 1), Units("b", 1)));
        var (rest, part) = (w.Order.Shipments[0], w.Order.Shipment(Part)!);
        Assert.Equal((ShipmentStatus.Delivered, Units(1), w.Now), (rest.Status, rest.Of(LineId.Of("a")).Delivered, rest.DeliveredAt));
        Assert.Equal((ShipmentStatus.HandedOver, null), (part.Status, part.DeliveredAt));
        Assert.Equal((Units(1), Units(1)), (part.Of(LineId.Of("a")).Out, part.Of(LineId.Of("b")).GivenBack));
    }

    [Theory]
    [InlineData(StepBackKind.ShippingToOpen)]
    [InlineData(StepBackKind.ShippingToReserved)]
    public void What_never_left_is_not_confirmed(StepBackKind kind)
    {
        var w = Placed().Paid().Shipped();
        w.Must(new ConfirmShipment(S1, "out", []));
        w.Must(new StepBack(kind, S1, [], MessageId.Of("wrong")) { Reservation = kind == StepBackKind.ShippingToReserved ? ReservationId.Of("again") : null });
        Assert.Empty(w.Order.Shipments[0].Confirmed);
    }
}
