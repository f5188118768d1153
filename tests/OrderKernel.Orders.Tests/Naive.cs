namespace OrderKernel.Orders.Tests;

/// <summary>The vocabulary's rules once more, slow and plain: every unit is an object that walks, and every amount is summed from the events.</summary>
internal sealed class Naive
{
    private static readonly SentPlace[] Order = [SentPlace.Returned, SentPlace.Undelivered, SentPlace.Lost, SentPlace.Delivered, SentPlace.Shipped];
    private readonly List<Unit> _units = [];
    private bool _needs;
    private bool _isShippingNeverTold;
    private readonly Dictionary<string, RefundOwed> _refunds = [];
    private readonly Dictionary<string, (bool Held, List<LineUnits> Lines)> _plans = [];
    private OrderPlaced? _placed;
    private long _paid, _refunded, _withheld, _due, _pending;
    private bool _ended, _replaced, _confirmed, _windowOver, _expired;

    private sealed class Unit
    {
        public required string Line;
        public bool Replaces;
        public string? InPlaceOf;
        public string Place = "Open";
        public string Claim = "";
    }

    public (OrderStatus Headline, PaymentStatus Payment) Statuses => (Headline(), Payment());

    public void See(OrderEvent e)
    {
        switch (e)
        {
            case OrderPlaced x:
                _placed = x;
                (_needs, _isShippingNeverTold) = (x.NeedsFulfilment, x.IsShippingNeverTold);
                _due = x.Amounts.Due.MinorUnits;
                foreach (var l in x.Lines) AddUnits(l.Id.Value, l.Units.Units, null);
                break;
            case ReplacementAdded x:
                AddUnits(x.Line.Value, x.Units.Units, x.InPlaceOf.Value);
                _due += x.Difference?.MinorUnits ?? 0;
                break;
            case PriceAmended x: _due = x.Amounts.Due.MinorUnits; break;
            case ContentAmended x:
                foreach (var l in x.Lines)
                {
                    AddUnits(l.Line.Value, Math.Max(0, l.Units.Units), null);
                    for (var i = l.Units.Units; i < 0; i++) _units.Remove(_units.First(u => u.Line == l.Line.Value && u.Place == "Open"));
                }

                foreach (var l in x.Added) AddUnits(l.Id.Value, l.Units.Units, null);
                _needs |= x.Added.Items.Any(l => l.NeedsFulfilment);
                _isShippingNeverTold &= x.IsShippingNeverTold;
                Lower(-(x.Parts.Sum.MinorUnits + x.Lines.Items.Sum(l => l.Money.MinorUnits) + x.Added.Items.Sum(l => l.Total.MinorUnits)));
                _pending -= x.Reclaimed.MinorUnits;
                break;
            case OrderPaid x:
                _pending += Math.Max(0, x.Amount.MinorUnits - (_due - Kept));
                _paid += x.Amount.MinorUnits;
                break;
            case OrderExpired x: _expired = true; Cancel(x.Units, x.Parts, x.Planned); break;
            case UnitsCancelled x: Cancel(x.Units, x.Parts, x.Planned); break;
            case OrderReinstated x:
                foreach (var r in x.Units) Walk(r.Line.Value, "Cancelled", "Open", r.Units.Units);
                _due += x.Parts.Sum.MinorUnits + x.Units.Items.Sum(r => r.Money.MinorUnits);
                _pending -= x.Reclaimed.MinorUnits;
                foreach (var share in x.Refunds)
                {
                    var (known, sum) = (_refunds[share.Refund.Value], share.Goods.Items.Aggregate(share.Parts.Sum, (all, g) => all + g.Money));
                    _refunds[share.Refund.Value] = known with { FromPending = known.FromPending - sum };
                    _due -= sum.MinorUnits;
                }

                _expired = false;
                if (x.Cause == ReinstateCause.Asked) (_ended, _replaced) = (false, false);
                break;
            case OrderEnded x: (_ended, _replaced) = (x.Outcome == ClaimOutcome.Ended, x.Outcome == ClaimOutcome.Replaced); break;
            case OrderCompleted x:
                _confirmed |= x.Cause == CompletionCause.Confirmed;
                _windowOver |= x.Cause == CompletionCause.WindowOver;
                break;
            case ShipmentPlanned x:
                _plans[x.Shipment.Value] = (x.Reservation is not null, [.. x.Lines]);
                if (x.Reservation is not null) foreach (var l in x.Lines) Walk(l.Line.Value, "Open", "Reserved", l.Units.Units);
                break;
            case ShipmentReserved x:
                foreach (var l in _plans[x.Shipment.Value].Lines) Walk(l.Line.Value, "Open", "Reserved", l.Units.Units);
                _plans[x.Shipment.Value] = (true, _plans[x.Shipment.Value].Lines);
                break;
            case ShipmentReleased x:
                if (_plans.Remove(x.Shipment.Value, out var plan) && plan.Held)
                    foreach (var l in plan.Lines) Walk(l.Line.Value, "Reserved", "Open", l.Units.Units);
                break;
            // One that has left walks nowhere when it turns out to have been two.
            case ShipmentSplit x when !_plans.ContainsKey(x.Shipment.Value): break;
            case ShipmentSplit x:
                var (isHeld, planned) = _plans[x.Shipment.Value];
                var part = x.Lines.Items.ToDictionary(l => l.Line, l => l.Units.Units);
                _plans[x.Shipment.Value] = (isHeld, [.. planned.Select(l => l with { Units = Quantity.Of(l.Units.Units - part.GetValueOrDefault(l.Line)) })
                    .Where(l => !l.Units.IsZero)]);
                _plans[x.Into.Value] = (isHeld, [.. x.Lines]);
                break;
            case ShipmentHandedOver x:
                var held = _plans.Remove(x.Shipment.Value, out var p) && p.Held;
                foreach (var l in x.Lines) Walk(l.Line.Value, held ? "Reserved" : "Open", "Shipped", l.Units.Units);
                if (held) foreach (var l in x.LeftOut) Walk(l.Line.Value, "Reserved", "Open", l.Units.Units);
                break;
            case ShipmentDelivered x: foreach (var l in x.Lines) Walk(l.Line.Value, "Shipped", "Delivered", l.Units.Units); break;
            case ShipmentLost x: Off(x.Lines, x.WrittenOff, x.Parts, "Lost"); break;
            case UnitsGivenBack x: Off(x.Lines, x.WrittenOff, x.Parts, "Undelivered"); break;
            case UnitsReturned x: foreach (var l in x.Lines) Walk(l.Line.Value, "Delivered", "Returned", l.Units.Units); break;
            case UnitsSentBack x:
                foreach (var l in x.Lines)
                {
                    var arrived = Math.Min(l.Units.Units, _units.Count(u => u.Line == l.Line.Value && u.Place == "Returned"));
                    Walk(l.Line.Value, "Returned", "Shipped", arrived);
                    Walk(l.Line.Value, "Undelivered", "Shipped", l.Units.Units - arrived);
                }

                break;
            case UnitsSteppedBack x: StepBack(x); break;
            case RefundOwed x:
                Cancel(x.Cancelled, x.CancelledParts, x.Planned);
                foreach (var u in x.Units) Claim(u, "owed");
                var own = x.Amount.MinorUnits - x.FromPending.MinorUnits;
                (_due, _pending) = (_due - own, _pending + own);
                _refunds[x.Refund.Value] = x;
                break;
            case RefundPaid x:
                (_pending, _refunded) = (_pending - x.Amount.MinorUnits, _refunded + x.Amount.MinorUnits);
                foreach (var u in _refunds[x.Refund.Value].Units) Turn(u, "owed", "settled");
                break;
            case RefundWithdrawn x: Undo(x.Refund, "owed", isRefunded: false); break;
            case RefundReversed x: Undo(x.Refund, "settled", isRefunded: true); break;
            case PaymentReversed x:
                _paid -= x.Amount.MinorUnits;
                _pending -= x.FromPending.MinorUnits;
                break;
            case WithheldReleased x:
                _withheld -= x.Amount.MinorUnits;
                _pending += x.Amount.MinorUnits;
                break;
            case MoneyWithheld x:
                _withheld += x.Amount.MinorUnits;
                _pending -= x.FromPending.MinorUnits;
                _due -= x.Amount.MinorUnits - x.FromPending.MinorUnits;
                foreach (var u in x.Units) Claim(u, "settled");
                break;
        }
    }

    private long Kept => _paid - _refunded - _withheld - _pending;

    private void AddUnits(string line, long count, string? inPlaceOf)
    {
        for (var i = 0; i < count; i++) _units.Add(new() { Line = line, Replaces = inPlaceOf is not null, InPlaceOf = inPlaceOf });
    }

    private void Cancel(ValueList<CancelledUnits> units, OrderParts parts, ValueList<ShipmentUnits> planned)
    {
        foreach (var c in units)
        {
            Walk(c.Line.Value, "Open", "Cancelled", c.Open.Units);
            Walk(c.Line.Value, "Reserved", "Cancelled", c.Reserved.Units);
        }

        Lower(parts.Sum.MinorUnits + units.Items.Sum(c => c.Money.MinorUnits));
        foreach (var s in planned)
        {
            var (held, lines) = _plans[s.Shipment.Value];
            _plans[s.Shipment.Value] = (held, [.. lines.Select(l => l.Line == s.Line ? l with { Units = l.Units - s.Units } : l).Where(l => !l.Units.IsZero)]);
        }
    }

    private void Lower(long money)
    {
        var kept = Kept;
        _due -= money;
        _pending += Math.Max(0, kept - _due);
    }

    private void Off(ValueList<LineUnits> lines, ValueList<LineShare> writtenOff, OrderParts parts, string place)
    {
        foreach (var l in lines) Walk(l.Line.Value, "Shipped", place, l.Units.Units);
        foreach (var w in writtenOff)
        {
            foreach (var u in _units.Where(u => u.Line == w.Line.Value && u.Place == place && u.Claim == "").Take((int)w.Units.Units)) u.Claim = "settled";
            Lower(w.Money.MinorUnits);
        }

        Lower(parts.Sum.MinorUnits);
    }

    private void StepBack(UnitsSteppedBack x)
    {
        foreach (var r in x.Restored)
        {
            Turn(new(r.Line, SentPlace.Lost, r.Units, r.Money), "settled", "");
            _due += r.Money.MinorUnits;
        }

        _due += x.Parts.Sum.MinorUnits;
        var (from, to) = x.Kind switch
        {
            StepBackKind.Delivery => ("Delivered", "Shipped"),
            StepBackKind.Loss => ("Lost", "Shipped"),
            StepBackKind.ShippingToReserved => ("Shipped", "Reserved"),
            _ => ("Shipped", "Open"),
        };
        foreach (var l in x.Lines) Walk(l.Line.Value, from, to, l.Units.Units);
        if (x.Kind == StepBackKind.ShippingToReserved) _plans[x.Shipment.Value] = (true, [.. x.Lines]);
    }

    private void Undo(RefundId id, string claim, bool isRefunded)
    {
        var x = _refunds[id.Value];
        var own = x.Amount.MinorUnits - x.FromPending.MinorUnits;
        if (isRefunded) (_refunded, _pending) = (_refunded - x.Amount.MinorUnits, _pending + x.FromPending.MinorUnits);
        else _pending -= own;
        _due += own;
        foreach (var u in x.Units) Turn(u, claim, "");
    }

    private void Claim(RefundedUnits x, string claim)
    {
        foreach (var u in _units.Where(u => u.Line == x.Line.Value && u.Place == x.Place.ToString() && u.Claim == "").Take((int)x.Units.Units)) u.Claim = claim;
    }

    private void Turn(RefundedUnits x, string from, string to)
    {
        var left = (int)x.Units.Units;
        foreach (var place in Order.Where(p => p != x.Place).Prepend(x.Place))
        {
            foreach (var u in _units.Where(u => u.Line == x.Line.Value && u.Place == place.ToString() && u.Claim == from).Take(left).ToList())
            {
                u.Claim = to;
                left--;
            }
        }
    }

    private void Walk(string line, string from, string to, long count)
    {
        var going = _units.Where(u => u.Line == line && u.Place == from).OrderBy(u => u.Claim switch { "settled" => 0, "owed" => 1, _ => 2 }).Take((int)count)
            .ToList();
        if (going.Count != count) throw new InvalidOperationException($"{count} units of {line} cannot walk from {from}.");
        foreach (var u in going) u.Place = to;
    }

    private OrderStatus Headline()
    {
        if (_replaced) return OrderStatus.Closed;
        var allBack = _paid > 0 && _refunded == _paid;
        var covered = Kept >= _due || _placed!.Terms is PaymentTerms.CashOnDelivery or PaymentTerms.PayLater;
        if (!_needs)
        {
            if (_ended || _expired) return _paid > 0 ? OrderStatus.Closed : OrderStatus.Cancelled;
            if (allBack) return OrderStatus.Closed;
            return covered ? OrderStatus.Completed : OrderStatus.AwaitingPayment;
        }

        var counted = _units.Where(u => !u.Replaces).ToList();
        int Count(params string[] places) => counted.Count(u => places.Contains(u.Place));
        var rest = Count("Open", "Reserved");
        var sent = Count("Shipped", "Delivered", "Returned", "Undelivered", "Lost");
        if (rest == 0 && sent == 0) return _paid > 0 && _isShippingNeverTold ? OrderStatus.Closed : OrderStatus.Cancelled;
        var replacementOut = _units.Any(u => u.Replaces && u.Place is "Shipped" or "Delivered" && u.Replaces);
        var out_ = Count("Shipped", "Delivered") > 0 || replacementOut;
        var unsettled = Unsettled("Returned", "Undelivered", "Lost");
        if (rest == 0 && (allBack || (!out_ && (unsettled == 0 || _ended)))) return OrderStatus.Closed;
        if (sent == 0) return covered ? OrderStatus.AwaitingFulfilment : OrderStatus.AwaitingPayment;
        if (rest > 0) return OrderStatus.PartiallyShipped;
        if (Count("Shipped") > 0 || Unsettled("Undelivered", "Lost") > 0) return OrderStatus.Shipped;
        return _confirmed || (_windowOver && Kept >= _due) ? OrderStatus.Completed : OrderStatus.Delivered;
    }

    public Func<string, bool> IsMoneyGone { get; set; } = _ => false;

    private int Unsettled(params string[] places) => _units.Where(u => !u.Replaces).GroupBy(u => u.Line).Sum(line =>
    {
        if (IsMoneyGone(line.Key)) return 0;
        var open = line.Count(u => places.Contains(u.Place) && u.Claim != "settled");
        return Math.Max(0, open - _units.Count(u => u.InPlaceOf == line.Key && u.Place == "Delivered"));
    });

    private PaymentStatus Payment()
    {
        if (_paid == 0) return _placed!.Amounts.Due.IsZero ? PaymentStatus.Paid : PaymentStatus.Unpaid;
        if (_refunded == _paid) return PaymentStatus.Refunded;
        if (Kept < _due) return PaymentStatus.PartiallyPaid;
        return _refunded > 0 ? PaymentStatus.PartiallyRefunded : PaymentStatus.Paid;
    }
}
