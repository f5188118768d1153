namespace OrderKernel.Orders.Decisions;

/// <summary>Serial numbers: read at the scan, told by a warehouse, asked for at the door, compared when goods come back.</summary>
internal static class SerialDecisions
{
    /// <summary>The hold of a shipment that left without a sound number for each unit that needs one.</summary>
    public static HoldId HoldOf(ShipmentId shipment) => HoldId.Derived("serials", shipment.Value);

    /// <summary>A scan with what the rules find wrong with its serial number.</summary>
    public static Scan Judged(Draft draft, Shipment shipment, Scan scan, ValueList<HeldUnit> held)
    {
        if ((scan.Sku ?? OwnCode(draft.Order, scan.Reading.Barcode)) is not { } sku) return scan;
        var rule = RuleOf(draft, sku);
        if (scan.Reading.Serial is not { } serial)
            return rule is null || !draft.Policies.Serials.Policy.AsksAt(scan.Reading.Step) ? scan : scan with { Fault = SerialFault.Missing };
        if (scan.Units.Units > 1) return scan with { Fault = SerialFault.OfCarton };
        if (rule is not null && !rule.IsWellFormed(serial)) return scan with { Fault = SerialFault.Malformed };
        return HolderOf(draft.Order, shipment.Id, new(sku, serial), held) is { } with ? scan with { Fault = SerialFault.Elsewhere, With = with } : scan;
    }

    public static void Record(Draft draft, RecordSerials command)
    {
        if (Planning.Of(draft, command.Shipment) is not { } shipment) return;
        if (!draft.IsOneOf(draft.Policies.Warehouse.Policy.ScanRoles, "record-serials", shipment.Process?.Step)) return;
        if (shipment.Status == ShipmentStatus.Cancelled)
        {
            Planning.IsAt(draft, shipment, ShipmentStatus.Planned);
            return;
        }

        var before = ShipmentSerials.Of(draft.Order, shipment);
        var leftOut = before.Where(u => (command.IsAll && IsOfTold(command, u)) || (command.Units.Items.Contains(u) && IsHeld(draft.Order, u, command.Held)));
        var (news, known, wrong) = (new List<SerialUnit>(), before.Items.Except(leftOut.Items).ToList(), new List<Refusal>());
        var told = new HashSet<SerialUnit>();
        foreach (var unit in command.Units)
        {
            if (!told.Add(unit)) wrong.Add(SerialFaults.Twice(unit, shipment.Id));
            else if (known.Contains(unit)) continue;
            else if (WhyNot(draft, shipment, unit, known, command.Held) is { } whyNot) wrong.Add(whyNot);
            else
            {
                news.Add(unit);
                known.Add(unit);
            }
        }

        if (wrong.Count > 0 && !draft.IsFact)
        {
            draft.Refuse(wrong[0] with { Reasons = wrong.Skip(1).Select(w => new Reason(w.Code, w.Arguments)).ToValueList() });
            return;
        }

        if (news.Count > 0 || !leftOut.IsEmpty)
        {
            draft.Add(new SerialsRecorded(shipment.Id, news.ToValueList()) { LeftOut = leftOut });
            draft.Because(OrdersCodes.SerialsKnown, ("shipment", shipment.Id), ("serials", SerialFaults.Texts(known.ToValueList())));
        }
        else if (wrong.Count == 0 && !command.Units.IsEmpty)
        {
            draft.AlreadyKnown("serials", shipment.Id);
        }

        // Of a parcel that left, all that is wrong is known now: with what it has, or with what it left without.
        if (shipment.HandedOverAt is not null) wrong.AddRange(Short(draft, draft.Order.Shipment(shipment.Id)!, shipment.Lines));
        Review(draft, shipment, wrong);
    }

    /// <summary>False and a refusal when units that need a serial number would leave without; of a parcel that has left it becomes a person's matter.</summary>
    public static bool MayLeave(Draft draft, Shipment shipment, ValueList<LineUnits> lines)
    {
        if (draft.Policies.Serials.Policy.Rules.IsEmpty) return true;
        var leaving = lines.Items.Select(l => new ShipmentLine(l.Line, l.Units, default, default, default)).ToValueList();
        var wrong = Short(draft, shipment, leaving);
        var leftOut = Over(draft, shipment, leaving, wrong);
        if (wrong.Count == 0) return true;
        if (!draft.IsFact)
        {
            draft.Refuse(wrong[0]);
            return false;
        }

        if (!leftOut.IsEmpty) draft.Add(new SerialsRecorded(shipment.Id, []) { LeftOut = leftOut });
        Review(draft, shipment, wrong);
        return true;
    }

    /// <summary>Numbers beyond the units that leave: which of them stay nobody told.</summary>
    private static ValueList<SerialUnit> Over(Draft draft, Shipment shipment, ValueList<ShipmentLine> leaving, List<Refusal> wrong)
    {
        var over = new List<SerialUnit>();
        foreach (var group in ShipmentSerials.Of(draft.Order, shipment).Items.GroupBy(u => u.Sku))
        {
            var units = leaving.Items.Where(l => draft.Order.Line(l.Line)?.Sku == group.Key).Sum(l => l.Units.Units);
            if (group.Count() <= units) continue;
            over.AddRange(group.Skip((int)units));
            wrong.Add(Refusal.Of(OrdersCodes.SerialsOver, ("shipment", shipment.Id), ("sku", group.Key), ("units", units),
                ("known", SerialFaults.Texts(group.ToValueList()))));
        }

        return over.ToValueList();
    }

    public static void Return(Draft draft, ReturnSerials command)
    {
        var sent = draft.Order.Shipments.Items.SelectMany(s => ShipmentSerials.Out(draft.Order, s).Items.Select(u => (s.Id, Unit: u))).ToList();
        var fitting = new List<(ShipmentId Shipment, SerialUnit Unit)>();
        foreach (var unit in command.Units.Items.Distinct())
        {
            var at = sent.FindIndex(s => s.Unit == unit);
            if (at >= 0) fitting.Add(sent[at]);
            else if (draft.Order.Shipments.Items.Any(s => s.SerialsBack.Items.Contains(unit))) draft.AlreadyKnown("serial", unit.Serial);
            else Stranger(draft, unit, sent.Select(s => s.Unit).Where(u => u.Sku == unit.Sku).ToValueList());
        }

        foreach (var back in fitting.GroupBy(f => f.Shipment))
        {
            var units = back.Select(b => b.Unit).ToValueList();
            draft.Add(new SerialsReturned(back.Key, units));
            draft.Because(OrdersCodes.SerialFits, ("shipment", back.Key), ("serials", SerialFaults.Texts(units)));
        }
    }

    // Another unit than the one that was sent: no money goes back for it before somebody has looked.
    private static void Stranger(Draft draft, SerialUnit unit, ValueList<SerialUnit> sent)
    {
        var strange = SerialFaults.Strange(unit, sent);
        if (!draft.IsFact)
        {
            draft.Refuse(strange);
            return;
        }

        draft.Because(strange.Code, [.. strange.Arguments]);
        Hold(draft, ShipmentSerials.HoldOf(unit), HoldScopes.Refund, null);
    }

    private static void Review(Draft draft, Shipment shipment, List<Refusal> wrong)
    {
        foreach (var problem in wrong) draft.Because(problem.Code, [.. problem.Arguments]);
        if (wrong.Count > 0) Hold(draft, HoldOf(shipment.Id), HoldScopes.Settle, shipment.Id);
        else if (shipment.HandedOverAt is not null && draft.Order.Holds.Items.Any(h => h.Id == HoldOf(shipment.Id)))
            draft.Add(new HoldReleased(HoldOf(shipment.Id)));
    }

    private static void Hold(Draft draft, HoldId id, HoldScopes scopes, ShipmentId? shipment)
    {
        if (draft.Order.Holds.Items.Any(h => h.Id == id)) return;
        var hold = new Hold(id, HoldKind.SerialMismatch, scopes, HoldOrigin.Asked, draft.Context.Actor.Id, draft.Context.At);
        draft.Add(new HoldPlaced(hold with { Shipment = shipment }));
    }

    private static string Goods(Order order, Shipment shipment) =>
        string.Join(", ", shipment.Lines.Items.Select(l => order.Line(l.Line)?.Sku?.Value).OfType<string>().Distinct());

    private static Refusal? WhyNot(Draft draft, Shipment shipment, SerialUnit unit, List<SerialUnit> known, ValueList<HeldUnit> held)
    {
        var units = Quantity.Of(ShipmentSerials.UnitsOf(draft.Order, shipment, unit.Sku));
        if (units.IsZero)
            return Refusal.Of(OrdersCodes.ScanNotInShipment, ("sku", unit.Sku), ("shipment", shipment.Id), ("expected", Goods(draft.Order, shipment)));
        if (RuleOf(draft, unit.Sku) is { } rule && !rule.IsWellFormed(unit.Serial)) return SerialFaults.Malformed(unit);
        if (HolderOf(draft.Order, shipment.Id, unit, held) is { } with) return SerialFaults.Elsewhere(new(unit, with));
        var same = known.Where(k => k.Sku == unit.Sku).ToValueList();
        return same.Count < units.Units ? null : SerialFaults.Other(unit, units, same);
    }

    private static List<Refusal> Short(Draft draft, Shipment shipment, ValueList<ShipmentLine> lines)
    {
        var (wrong, known) = (new List<Refusal>(), ShipmentSerials.Of(draft.Order, shipment));
        foreach (var group in lines.Items.Where(l => !l.Units.IsZero).GroupBy(l => draft.Order.Line(l.Line)?.Sku))
        {
            if (group.Key is not { } sku || RuleOf(draft, sku) is null) continue;
            var (units, there) = (group.Sum(l => l.Units.Units), known.Items.Count(k => k.Sku == sku));
            if (there < units)
                wrong.Add(Refusal.Of(OrdersCodes.SerialsShort, ("shipment", shipment.Id), ("sku", sku), ("units", units), ("serials", there)));
        }

        return wrong;
    }

    /// <summary>The order that has a unit: another one, or this one in another parcel.</summary>
    private static OrderId? HolderOf(Order order, ShipmentId shipment, SerialUnit unit, ValueList<HeldUnit> held)
    {
        foreach (var other in held)
        {
            if (other.Unit == unit && other.Order != order.Id) return other.Order;
        }

        foreach (var parcel in order.Shipments)
        {
            if (parcel.Id == shipment || parcel.Status == ShipmentStatus.Cancelled || parcel.SerialsBack.Items.Contains(unit)) continue;
            if (ShipmentSerials.Of(order, parcel).Items.Contains(unit)) return order.Id;
        }

        return null;
    }

    private static bool IsHeld(Order order, SerialUnit unit, ValueList<HeldUnit> held) => held.Items.Any(h => h.Unit == unit && h.Order != order.Id);

    // A unit that is not named, of goods that are.
    private static bool IsOfTold(RecordSerials command, SerialUnit unit) =>
        !command.Units.Items.Contains(unit) && command.Units.Items.Any(u => u.Sku == unit.Sku);

    private static SerialRule? RuleOf(Draft draft, SkuId sku)
    {
        var rule = draft.Policies.Serials.Policy.For(sku, draft.Order.Key.Channel);
        if (rule is not null) draft.Using(draft.Policies.Serials.Reference);
        return rule;
    }

    private static SkuId? OwnCode(Order order, string barcode)
    {
        foreach (var line in order.Lines)
        {
            if (line.Sku is { } sku && sku.Value == barcode) return sku;
        }

        return null;
    }
}
