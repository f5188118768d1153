namespace OrderKernel.Orders.Decisions;

/// <summary>Finds where the money of a refund comes from: units, goods without units, freight, the rest, or what was owed anyway.</summary>
internal sealed class RefundSpread(Order order)
{
    private static readonly SentPlace[] Back = [SentPlace.Undelivered, SentPlace.Lost, SentPlace.Returned];
    private static readonly SentPlace[] Out = [SentPlace.Delivered, SentPlace.Shipped];
    private readonly OrderLine[] _lines = [.. order.Lines];
    private readonly List<RefundedUnits> _units = [];
    private readonly List<LineShare> _goods = [];
    private readonly List<LineUnits> _cancelled = [];
    private bool _isAll;

    public Refusal? Refusal { get; private set; }

    public ValueList<RefundedUnits> Units => _units.ToValueList();

    public ValueList<LineShare> Goods => _goods.ToValueList();

    public OrderParts Parts { get; private set; } = OrderParts.None(order.Money.Due.Currency);

    public Money FromPending { get; private set; } = Money.Zero(order.Money.Due.Currency);

    public ValueList<CancelledUnits> Cancelled { get; private set; }

    public ValueList<ShipmentUnits> Planned { get; private set; }

    public OrderParts CancelledParts { get; private set; } = OrderParts.None(order.Money.Due.Currency);

    /// <summary>What is paid of the cancelled units' money: all of it, unless the order is not covered.</summary>
    public Money CancelledMoney { get; private set; } = Money.Zero(order.Money.Due.Currency);

    /// <summary>What is taken from kept money directly.</summary>
    public Money Kept
    {
        get
        {
            var sum = Parts.Sum;
            foreach (var u in _units) sum += u.Money;
            foreach (var g in _goods) sum += g.Money;
            return sum;
        }
    }

    public void Take(RefundItem item)
    {
        if (Refusal is not null) return;
        var i = Array.FindIndex(_lines, l => l.Id == item.Line);
        if (i < 0)
        {
            Refusal = OrderKernel.Refusal.Of(OrdersCodes.LineUnknown, ("line", item.Line));
            return;
        }

        if (item.Money is { } given && (given.Currency != order.Money.Due.Currency || given.MinorUnits < 0))
        {
            Refusal = OrderKernel.Refusal.Of(OrdersCodes.AmountsInvalid, ("amount", given), ("currency", order.Money.Due.Currency));
            return;
        }

        if (item.Units > _lines[i].Money.UnitsLeft)
        {
            Refusal = OrderKernel.Refusal.Of(OrdersCodes.UnitsAlreadySettled, ("wanted", item.Units), ("left", _lines[i].Money.UnitsLeft));
            return;
        }

        var worth = item.Units.IsZero ? _lines[i].Money.Left : _lines[i].Money.CostOfNext(item.Units);
        var money = item.Money ?? worth;
        if (money > worth) Refusal = OrderKernel.Refusal.Of(OrdersCodes.RefundAboveUnits, ("asked", money), ("held", worth));
        else if (item.Units.IsZero || money < worth) TakePart(i, money);
        else TakeUnits(i, item.Units, item.Place);
        Cancel();
    }

    public void TakeFreight(Money freight)
    {
        if (freight > order.Parts.Freight) Refusal ??= OrderKernel.Refusal.Of(OrdersCodes.RefundAboveUnits, ("asked", freight), ("held", order.Parts.Freight));
        else Parts += new OrderParts(freight, Money.Zero(freight.Currency));
    }

    /// <summary>An amount without items: first what is owed anyway, then goods, then freight, then the rest; all of it cancels what was not sent.</summary>
    public void TakeAmount(Money amount)
    {
        FromPending = Money.Min(order.PendingUnassigned, amount);
        var left = amount - FromPending;
        if (left > order.Money.Kept)
        {
            Refusal = OrderKernel.Refusal.Of(KernelCodes.LedgerMoneyShort, ("wanted", left), ("place", MoneyPlace.Kept), ("held", order.Money.Kept));
            return;
        }

        if (left.IsZero) return;
        if (left < order.Money.Kept) TakeParts(left);
        else if (order.Money.IsCovered) TakeEverything();
        else TakeAllThatIsPaid(left);
    }

    private void TakeParts(Money amount)
    {
        var goods = _lines.Aggregate(Money.Zero(amount.Currency), (sum, l) => sum + l.Money.Left);
        var part = Money.Min(amount, goods);
        if (!part.IsZero)
        {
            var shares = part.Apportion(_lines.Select(l => l.Money.Left.MinorUnits).ToArray());
            for (var i = 0; i < shares.Length; i++) TakePart(i, shares[i]);
        }

        var left = amount - part;
        var freight = Money.Min(left, order.Parts.Freight);
        Parts += new OrderParts(freight, left - freight);
        Cancel();
    }

    // Not covered, and all that was paid goes back: nothing more is sent, and what that leaves of the payment is spread over the rest.
    private void TakeAllThatIsPaid(Money amount)
    {
        foreach (var line in CancelPlan.Rest(order)) _cancelled.Add(line);
        _isAll = true;
        Cancel();
        CancelledParts = CancelPlan.Of(order, CancelPlan.Rest(order)).Parts;
        CancelledMoney = PaidOf(Cancelled.Items.Aggregate(CancelledParts.Sum, (sum, u) => sum + u.Money));
        if (amount > CancelledMoney) TakeParts(amount - CancelledMoney);
    }

    // What was never paid for cancelled units is not owed back.
    private Money PaidOf(Money money) => money - Money.Min(money, order.Money.Due - order.Money.Kept);

    private void TakeEverything()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            TakeUnits(i, _lines[i].Money.UnitsLeft, null);
            if (_lines[i].Money.UnitsLeft.IsZero && !_lines[i].Money.Left.IsZero) TakePart(i, _lines[i].Money.Left);
        }

        Parts = order.Parts;
        _isAll = true;
        Cancel();
    }

    private void TakePart(int i, Money money)
    {
        if (money.IsZero) return;
        var line = _lines[i];
        if (money == line.Money.Left && !line.Money.UnitsLeft.IsZero)
        {
            TakeUnits(i, line.Money.UnitsLeft, null);
            return;
        }

        _goods.Add(new(line.Id, default, money));
        _lines[i] = line with { Books = line.Books with { Money = line.Money.TakePart(money).OrUnreachable("The part is at most what is left") } };
    }

    private void TakeUnits(int i, Quantity units, SentPlace? place)
    {
        var left = units;
        if (place is { } named)
        {
            left -= TakeSent(i, named, left);
        }
        else
        {
            foreach (var p in Back) left -= TakeSent(i, p, left);
            var rest = Quantity.Min(left, _lines[i].Units.Rest - CancelledOf(_lines[i].Id));
            if (!rest.IsZero)
            {
                // The fold takes cancelled units off the curve first, and so does this.
                _cancelled.Add(new(_lines[i].Id, rest));
                left -= rest;
            }

            foreach (var p in Out) left -= TakeSent(i, p, left);
        }

        if (!left.IsZero) Refusal ??= OrderKernel.Refusal.Of(OrdersCodes.UnitsAlreadySettled, ("wanted", units), ("left", units - left));
    }

    private Quantity TakeSent(int i, SentPlace place, Quantity most)
    {
        var line = _lines[i];
        var here = Quantity.Min(most, line.Unclaimed(place));
        if (here.IsZero) return here;
        _units.Add(new(line.Id, place, here, line.Money.CostOfNext(here)));
        var money = line.Money.Take(here).OrUnreachable("Unclaimed units are on the curve");
        _lines[i] = line with { Books = line.Books with { Money = money, Owed = line.Owed.Plus(place, here) } };
        return here;
    }

    private Quantity CancelledOf(LineId line)
    {
        Quantity sum = default;
        foreach (var c in _cancelled)
        {
            if (c.Line == line) sum += c.Units;
        }

        return sum;
    }

    // Cancelled units leave the curve before sent ones, so the sent ones' money is counted again behind them.
    private void Cancel()
    {
        if (_cancelled.Count == 0 || Refusal is not null) return;
        var wanted = CancelPlan.Merged(_cancelled.ToValueList());
        if (!_isAll && CancelPlan.Refused(order, wanted) is { } refusal)
        {
            Refusal = refusal;
            return;
        }

        var plan = CancelPlan.Of(order, wanted);
        (Cancelled, Planned) = (plan.Units, plan.Planned);
        CancelledMoney = PaidOf(plan.Units.Items.Aggregate(CancelledParts.Sum, (sum, u) => sum + u.Money));
        for (var i = 0; i < _lines.Length; i++) Recount(i, wanted.Items.FirstOrDefault(w => w.Line == _lines[i].Id).Units);
    }

    private void Recount(int i, Quantity cancelled)
    {
        if (cancelled.IsZero) return;
        var fresh = order.Line(_lines[i].Id)!.Money.Take(cancelled).OrUnreachable("The plan cancels what is there");
        for (var k = 0; k < _units.Count; k++)
        {
            if (_units[k].Line != _lines[i].Id) continue;
            _units[k] = _units[k] with { Money = fresh.CostOfNext(_units[k].Units) };
            fresh = fresh.Take(_units[k].Units).OrUnreachable("Units taken before fit behind the cancelled ones");
        }

        for (var k = 0; k < _goods.Count; k++)
        {
            if (_goods[k].Line == _lines[i].Id) fresh = fresh.TakePart(_goods[k].Money).OrUnreachable("Parts taken before fit behind the units");
        }

        _lines[i] = _lines[i] with { Books = _lines[i].Books with { Money = fresh } };
    }
}
