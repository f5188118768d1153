namespace OrderKernel.Orders.Folding;

internal sealed partial class OrderFold
{
    private static readonly SentPlace[] Places = [SentPlace.Returned, SentPlace.Undelivered, SentPlace.Lost, SentPlace.Delivered, SentPlace.Shipped];

    private void Move(LineId line, UnitMove move, Quantity units)
    {
        if (IndexOf(line) is >= 0 and var i && Took(_lines[i].Units.Move(move, units), out var moved)) _lines[i] = _lines[i] with { Units = moved };
    }

    // Units that were asked back keep that mark as they move on; the marked ones move first, so that no place holds more marks than units.
    private void MoveSent(LineId id, UnitMove move, SentPlace from, SentPlace to, Quantity units)
    {
        Move(id, move, units);
        Mark(id, line =>
        {
            var settled = Quantity.Min(units, line.Settled.At(from));
            var owed = Quantity.Min(units - settled, line.Owed.At(from));
            return line with
            {
                Settled = line.Settled.Minus(from, settled).Plus(to, settled),
                Owed = line.Owed.Minus(from, owed).Plus(to, owed),
                Undelivered = to == SentPlace.Undelivered ? line.Undelivered + units : from == SentPlace.Undelivered ? line.Undelivered - units : line.Undelivered,
            };
        });
    }

    // The units may have moved on since the refund named their place.
    private static OrderLine Unowe(OrderLine line, SentPlace place, Quantity units, bool settle)
    {
        var left = units;
        foreach (var p in From(place))
        {
            var here = Quantity.Min(left, line.Owed.At(p));
            if (here.IsZero) continue;
            line = line with { Owed = line.Owed.Minus(p, here), Settled = settle ? line.Settled.Plus(p, here) : line.Settled };
            left -= here;
        }

        return line;
    }

    private static OrderLine Unsettle(OrderLine line, SentPlace place, Quantity units)
    {
        var left = units;
        foreach (var p in From(place))
        {
            var here = Quantity.Min(left, line.Settled.At(p));
            if (here.IsZero) continue;
            line = line with { Settled = line.Settled.Minus(p, here) };
            left -= here;
        }

        return line;
    }

    private static IEnumerable<SentPlace> From(SentPlace first)
    {
        yield return first;
        foreach (var place in Places)
        {
            if (place != first) yield return place;
        }
    }

    private void Cancel(ValueList<CancelledUnits> units, OrderParts parts, ValueList<ShipmentUnits> planned)
    {
        if (units.IsEmpty && parts.Sum.IsZero) return;
        var sum = parts.Sum;
        foreach (var c in units)
        {
            if (!c.Open.IsZero) Move(c.Line, UnitMove.CancelOpen, c.Open);
            if (!c.Reserved.IsZero) Move(c.Line, UnitMove.CancelReserved, c.Reserved);
            Take(c.Line, c.Open + c.Reserved, c.Money);
            Mark(c.Line, l => l with { CancelledMoney = l.CancelledMoney + c.Money });
            sum += c.Money;
        }

        foreach (var p in planned)
        {
            Parcel(p.Shipment, s =>
            {
                var lines = s.Lines.Items.Select(l => l.Line == p.Line ? l with { Units = l.Units - p.Units } : l).Where(l => !l.Units.IsZero).ToValueList();
                return s with { Lines = lines, Status = lines.IsEmpty ? ShipmentStatus.Cancelled : s.Status };
            });
        }

        _order = _order with { Parts = _order.Parts - parts, CancelledParts = _order.CancelledParts + parts };
        Due(-sum);
    }

    private void Restore(ValueList<LineShare> units, OrderParts parts)
    {
        foreach (var r in units)
        {
            Move(r.Line, UnitMove.StepBackCancel, r.Units);
            Mark(r.Line, l => l with { Money = l.Money.PutBack(r.Units, r.Money), CancelledMoney = l.CancelledMoney - r.Money });
            Due(r.Money);
        }

        _order = _order with { Parts = _order.Parts + parts, CancelledParts = _order.CancelledParts - parts };
        Due(parts.Sum);
    }

    private bool Ending(OrderEvent e)
    {
        switch (e)
        {
            case OrderExpired x:
                Cancel(x.Units, x.Parts, x.Planned);
                _order = _order with { Expiry = x, HasExpired = true, CancelledAt = x.DueAt };
                return true;
            case UnitsCancelled c:
                Cancel(c.Units, c.Parts, c.Planned);
                _order = _order with { CancelledAt = c.At };
                return true;
            case OrderReinstated r:
                Restore(r.Units, r.Parts);
                if (!r.Reclaimed.IsZero) Ledger(_money.Withdraw(r.Reclaimed));
                var isAsked = r.Cause == ReinstateCause.Asked;
                _order = _order with
                {
                    Expiry = null,
                    CancelledAt = null,
                    Outcome = isAsked ? null : _order.Outcome,
                    PayableSince = isAsked ? r.At : _order.PayableSince,
                };
                return true;
            case OrderEnded ended:
                _order = _order with { Outcome = ended.Outcome, EndedAt = ended.EndedAt };
                return true;
            case OrderCompleted completed:
                _order = _order with
                {
                    IsConfirmed = _order.IsConfirmed || completed.Cause == CompletionCause.Confirmed,
                    IsReturnWindowOver = _order.IsReturnWindowOver || completed.Cause == CompletionCause.WindowOver,
                    CompletedAt = completed.CompletedAt,
                };
                return true;
            default:
                return false;
        }
    }
}
