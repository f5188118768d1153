using NodaTime;

namespace OrderKernel.Orders.Folding;

internal sealed partial class OrderFold
{
    private bool Shipping(OrderEvent e)
    {
        switch (e)
        {
            case ShipmentPlanned planned: Planned(planned); return true;
            case ShipmentReserved reserved:
                foreach (var line in LinesOf(reserved.Shipment)) Move(line.Line, UnitMove.Reserve, line.Units);
                Parcel(reserved.Shipment, s => s with { Reservation = reserved.Reservation });
                return true;
            case ShipmentReleased released: Released(released); return true;
            case ShipmentSplit split: Split(split); return true;
            case ShipmentConfirmed confirmed: Parcel(confirmed.Shipment, s => ConfirmedBy(s, confirmed)); return true;
            case WaybillsAssigned assigned:
                Parcel(assigned.Shipment, s => s with { Waybills = assigned.Waybills, Carrier = assigned.Carrier ?? s.Carrier });
                return true;
            case FirstScanSeen seen: Parcel(seen.Shipment, s => s with { FirstScanAt = seen.ScannedAt }); return true;
            case SignOffSuspected suspected: Parcel(suspected.Shipment, s => s with { IsSignOffSuspect = true }); return true;
            case ShipmentDelivered delivered:
                Travel(delivered.Shipment, delivered.Lines, UnitMove.Deliver, SentPlace.Delivered, (l, n) => l with { Delivered = l.Delivered + n });
                Parcel(delivered.Shipment, s => s with { DeliveredAt = Later(s.DeliveredAt, delivered.DeliveredAt), IsSignOffSuspect = false });
                Mine.DeliveredAt = Later(_order.DeliveredAt, delivered.DeliveredAt);
                return true;
            case ShipmentLost lost:
                Travel(lost.Shipment, lost.Lines, UnitMove.Lose, SentPlace.Lost, (l, n) => l with { Lost = l.Lost + n });
                WriteOff(lost.WrittenOff, lost.Parts, SentPlace.Lost);
                return true;
            case UnitsGivenBack back:
                Travel(back.Shipment, back.Lines, UnitMove.GiveBackUndelivered, SentPlace.Undelivered, (l, n) => l with { GivenBack = l.GivenBack + n });
                WriteOff(back.WrittenOff, back.Parts, SentPlace.Undelivered);
                return true;
            case UnitsReturned returned:
                foreach (var line in returned.Lines) MoveSent(line.Line, UnitMove.Return, SentPlace.Delivered, SentPlace.Returned, line.Units);
                return true;
            case UnitsSentBack sent: SentBack(sent); return true;
            case UnitsSteppedBack back: SteppedBack(back); return true;
            case ReplacementAdded added: Replaced(added); return true;
            default: return false;
        }
    }

    private void Planned(ShipmentPlanned e)
    {
        if (e.Reservation is not null)
        {
            foreach (var line in e.Lines) Move(line.Line, UnitMove.Reserve, line.Units);
        }

        AddParcel(new()
        {
            Id = e.Shipment,
            Location = e.Location,
            Carrier = e.Carrier,
            Reservation = e.Reservation,
            Lines = Fresh(e.Lines),
            Status = ShipmentStatus.Planned,
            PlannedAt = e.PlannedAt,
            Service = e.Service,
        });
    }

    private void Released(ShipmentReleased e)
    {
        if (_order.Shipment(e.Shipment)?.Reservation is not null)
        {
            foreach (var line in LinesOf(e.Shipment)) Move(line.Line, UnitMove.Release, line.Units);
        }

        Parcel(e.Shipment, s => s with { Status = ShipmentStatus.Cancelled });
    }

    private void Split(ShipmentSplit e)
    {
        if (_order.Shipment(e.Shipment) is not { Status: not ShipmentStatus.Cancelled } whole)
        {
            Refuse(Refusal.Of(OrdersCodes.ShipmentUnknown, ("shipment", e.Shipment)));
            return;
        }

        // Units stay where they are in the ledger: held or on their way as before, in two shipments.
        var gone = Parted(whole.Lines, e.Lines);
        var isPlanned = whole.Status == ShipmentStatus.Planned;
        var serials = isPlanned ? [] : ShipmentSerials.Of(_order, whole);
        Parcel(whole.Id, s => Part(s, Less(s.Lines, gone)));
        // Of the numbers of a parcel that left, those that the rest has no units for are of the other part.
        var rest = isPlanned ? [] : ShipmentSerials.Of(_order, _order.Shipment(whole.Id)!);
        AddParcel(Part(whole, gone) with
        {
            Id = e.Into, Waybills = isPlanned ? [] : whole.Waybills, Confirmed = [], Process = null, Scans = [], Weighing = null,
            Serials = serials.Items.Except(rest.Items).ToValueList(), SerialsLeftOut = [], SerialsBack = whole.SerialsBack,
        });
    }

    private void HandedOver(ShipmentHandedOver e)
    {
        var isHeld = _order.Shipment(e.Shipment)?.Reservation is not null;
        foreach (var line in e.Lines) Move(line.Line, isHeld ? UnitMove.Ship : UnitMove.ShipElsewhere, line.Units);
        if (isHeld)
        {
            foreach (var line in e.LeftOut) Move(line.Line, UnitMove.Release, line.Units);
        }

        var at = IndexOf(e.Shipment);
        var shipment = at < 0 ? new() { Id = e.Shipment, Lines = [], Status = ShipmentStatus.HandedOver } : _order.Shipments[at];
        shipment = shipment with
        {
            Location = e.Location ?? shipment.Location,
            Carrier = e.Carrier ?? shipment.Carrier,
            Waybills = e.Waybills.IsEmpty ? shipment.Waybills : e.Waybills,
            Lines = IsFresh(shipment.Lines, e.Lines) ? shipment.Lines : Fresh(e.Lines),
            Status = ShipmentStatus.HandedOver,
            IsElsewhere = e.IsElsewhere,
            IsTold = e.IsTold,
            Confirmed = e.Record is null ? [] : e.Lines,
            HandedOverAt = e.HandedOverAt,
        };
        Mine.Shipments = at < 0 ? _order.Shipments.Add(shipment) : _order.Shipments.SetItem(at, shipment);
        Mine.ShippedAt = _order.ShippedAt is { } first && first <= e.HandedOverAt ? first : e.HandedOverAt;
    }

    private void SentBack(UnitsSentBack e)
    {
        foreach (var line in e.Lines)
        {
            if (IndexOf(line.Line) is not (>= 0 and var i)) continue;
            var arrived = Quantity.Min(line.Units, _lines[i].At(SentPlace.Returned));
            if (!arrived.IsZero) MoveSent(line.Line, UnitMove.SendBack, SentPlace.Returned, SentPlace.Shipped, arrived);
            if (arrived < line.Units) MoveSent(line.Line, UnitMove.SendBack, SentPlace.Undelivered, SentPlace.Shipped, line.Units - arrived);
        }

        AddParcel(new()
        {
            Id = e.Shipment,
            Location = e.Location,
            Carrier = e.Carrier,
            Waybills = e.Waybills,
            Lines = Fresh(e.Lines),
            Status = ShipmentStatus.HandedOver,
            HandedOverAt = e.HandedOverAt,
        });
    }

    private void SteppedBack(UnitsSteppedBack e)
    {
        switch (e.Kind)
        {
            case StepBackKind.Delivery:
                Unwind(e, UnitMove.StepBackDelivery, SentPlace.Delivered, (l, n) => l with { Delivered = l.Delivered - n });
                Mine.DeliveredAt = LastDelivery();
                break;
            case StepBackKind.Loss:
                foreach (var r in e.Restored) Mark(r.Line, l => Unsettle(l, SentPlace.Lost, r.Units) with
                {
                    Money = l.Money.PutBack(r.Units, r.Money),
                    WrittenOff = l.WrittenOff - r.Units,
                    WrittenOffMoney = l.WrittenOffMoney - r.Money,
                });
                foreach (var r in e.Restored) Due(r.Money);
                MyBooks.Parts = _books.Parts + e.Parts;
                MyBooks.WrittenOffParts = _books.WrittenOffParts - e.Parts;
                Due(e.Parts.Sum);
                Unwind(e, UnitMove.StepBackLoss, SentPlace.Lost, (l, n) => l with { Lost = l.Lost - n });
                break;
            default:
                var isHeld = e.Kind == StepBackKind.ShippingToReserved;
                foreach (var line in e.Lines) Move(line.Line, isHeld ? UnitMove.StepBackShippingToReserved : UnitMove.StepBackShippingToOpen, line.Units);
                Parcel(e.Shipment, s => s with
                {
                    Status = isHeld ? ShipmentStatus.Planned : ShipmentStatus.Cancelled,
                    Reservation = e.Reservation,
                    Confirmed = [],
                    HandedOverAt = null,
                    FirstScanAt = null,
                });
                break;
        }
    }

    private void Unwind(UnitsSteppedBack e, UnitMove move, SentPlace from, Func<ShipmentLine, Quantity, ShipmentLine> count)
    {
        foreach (var line in e.Lines) MoveSent(line.Line, move, from, SentPlace.Shipped, line.Units);
        Parcel(e.Shipment, s => Counted(s, e.Lines, count));
        if (e.Kind == StepBackKind.Delivery)
            Parcel(e.Shipment, s => s with { DeliveredAt = s.Lines.Items.Any(l => !l.Delivered.IsZero) ? s.DeliveredAt : null });
    }

    private void Replaced(ReplacementAdded e)
    {
        if (IndexOf(e.InPlaceOf) is not (>= 0 and var i)) return;
        var original = _lines[i];
        // The money of what it replaces pays for it; it has a price of its own only as far as it costs more.
        var more = e.Difference ?? OrderKernel.Money.Zero(original.Total.Currency);
        Append(new(new(e.Line, original.Source, e.Sku ?? original.Sku, null, Quantity.Of(1), original.Title, e.Units, more, original.NeedsFulfilment),
            e.InPlaceOf));
        Due(more);
    }
}
