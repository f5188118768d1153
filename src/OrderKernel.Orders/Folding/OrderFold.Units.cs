namespace OrderKernel.Orders.Folding;

internal sealed partial class OrderFold
{
    private static readonly SentPlace[] Places = [SentPlace.Returned, SentPlace.Undelivered, SentPlace.Lost, SentPlace.Delivered, SentPlace.Shipped];

    private void Move(LineId line, UnitMove move, Quantity units)
    {
        if (IndexOf(line) is >= 0 and var i && Took(_lines[i].Units.Move(move, units), out var moved)) Set(i, _lines[i] with { Units = moved });
    }

    // Units that were asked back keep that mark as they move on; the marked ones move first, so that no place holds more marks than units.
    private void MoveSent(LineId id, UnitMove move, SentPlace from, SentPlace to, Quantity units)
    {
        Move(id, move, units);
        if (_refusal is not null || IndexOf(id) is not (>= 0 and var i)) return;
        var books = _lines[i].Books;
        var settled = Quantity.Min(units, books.Settled.At(from));
        var owed = Quantity.Min(units - settled, books.Owed.At(from));
        if (settled.IsZero && owed.IsZero && from != SentPlace.Undelivered && to != SentPlace.Undelivered) return;
        Set(i, _lines[i] with
        {
            Books = books with
            {
                Settled = books.Settled.Minus(from, settled).Plus(to, settled),
                Owed = books.Owed.Minus(from, owed).Plus(to, owed),
                Undelivered = to == SentPlace.Undelivered
                    ? books.Undelivered + units
                    : from == SentPlace.Undelivered
                    ? books.Undelivered - units
                    : books.Undelivered,
            },
        });
    }

    // The units may have moved on since the refund named their place.
    private static LineBooks Unowe(LineBooks line, SentPlace place, Quantity units, bool settle)
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

    private static LineBooks Unsettle(LineBooks line, SentPlace place, Quantity units)
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

        MyBooks.Parts = _books.Parts - parts;
        MyBooks.CancelledParts = _books.CancelledParts + parts;
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

        MyBooks.Parts = _books.Parts + parts;
        MyBooks.CancelledParts = _books.CancelledParts - parts;
        Due(parts.Sum);
    }

    private bool Ending(OrderEvent e)
    {
        switch (e)
        {
            case OrderExpired x:
                Cancel(x.Units, x.Parts, x.Planned);
                _course = _course with { Expiry = x, HasExpired = true, CancelledAt = x.DueAt };
                return true;
            case UnitsCancelled c:
                Cancel(c.Units, c.Parts, c.Planned);
                _course = _course with { CancelledAt = c.At };
                return true;
            case OrderReinstated r:
                Restore(r.Units, r.Parts);
                if (!r.Reclaimed.IsZero) Ledger(_books.Money.Reclaim(r.Reclaimed));
                Regard(r);
                var isAsked = r.Cause == ReinstateCause.Asked;
                _course = _course with
                {
                    Expiry = null,
                    CancelledAt = null,
                    Outcome = isAsked ? null : _course.Outcome,
                    PayableSince = isAsked ? r.At : _course.PayableSince,
                };
                return true;
            case OrderEnded ended:
                _course = _course with { Outcome = ended.Outcome, EndedAt = ended.EndedAt };
                return true;
            case OrderCompleted completed:
                _course = _course with
                {
                    IsConfirmed = _course.IsConfirmed || completed.Cause == CompletionCause.Confirmed,
                    IsReturnWindowOver = _course.IsReturnWindowOver || completed.Cause == CompletionCause.WindowOver,
                    CompletedAt = completed.CompletedAt,
                };
                return true;
            default:
                return false;
        }
    }
}
