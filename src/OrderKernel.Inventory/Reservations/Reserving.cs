using System.Runtime.InteropServices;

namespace OrderKernel.Inventory;

/// <summary>Whether units can be held: in all cells or in none.</summary>
internal static class Reserving
{
    public static Result<Decision<ReservationEvent>> Decide(Reservation? state, Reserve command, StockView stock, DecisionContext context)
    {
        if (command.Holder is { } holder && (command.OrderKey is not null || holder.Kind == HolderKind.Order))
            return Refusal.Of(InventoryCodes.HolderTwice, ("reservation", command.Id), ("order", command.OrderKey ?? holder.Key), ("holder", holder));
        var units = StockUnits.Sum(command.Units);
        if (state is not null)
        {
            return Matches(state.Made, command, units)
                ? Decision<ReservationEvent>.Of([], Reason.Of(InventoryCodes.AlreadyKnown, ("message", command.Id)))
                : Refusal.Of(InventoryCodes.ReservationDiffers, ("reservation", command.Id));
        }

        if (units.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", command.Id));
        if (command.ExpiresAt <= context.At) return Refusal.Of(InventoryCodes.ExpiryPast, ("expiresAt", command.ExpiresAt), ("at", context.At));
        if (command.Channel is not null) stock = stock with { Channel = command.Channel };
        return Picking.IsNeeded(units, command.Pools, stock.Positions) ? Pick(command, units, stock) : Take(command, units, stock);
    }

    private static Result<Decision<ReservationEvent>> Take(Reserve command, ValueList<StockUnits> units, StockView stock)
    {
        var (positions, formula) = (stock.Positions, stock.Formula);
        var taken = new Reason[units.Count];
        ValueList<Reason> missing = [];
        for (var i = 0; i < taken.Length; i++)
        {
            var isShort = Availability.BalanceOf(units[i].Cell, positions, formula.Policy) < units[i].Quantity.Units;
            taken[i] = Reason.Of(isShort ? InventoryCodes.CellShort : InventoryCodes.Reserved, new WantedUnits(units[i], positions, formula.Policy));
            if (isShort) missing = missing.Add(taken[i]);
            else if (command.Channel is { } channel && stock.FreeOn(units[i].Cell, null) < units[i].Quantity.Units)
                missing = missing.Add(Reason.Of(InventoryCodes.ChannelShort, new WantedOfChannel(units[i], channel, stock)));
        }

        if (!missing.IsEmpty) return Short(command, missing, units.Count);
        var made = new StockReserved(command.Id, command.OrderKey, units, command.ExpiresAt)
        {
            Holder = command.Holder, Channel = BoundBy(command, units, stock),
        };
        return new Decision<ReservationEvent>([made], ImmutableCollectionsMarshal.AsImmutableArray(taken).ToValueList(), formula.References);
    }

    private static Result<Decision<ReservationEvent>> Pick(Reserve command, ValueList<StockUnits> asked, StockView stock)
    {
        var (all, reasons, missing, seen) = (new List<PickedUnits>(), new List<Reason>(), new List<Reason>(), stock);
        // Who names a batch gets that one: a shelf makes do with what is left.
        foreach (var wanted in asked.Items.OrderBy(u => u.Cell.Batch == default))
        {
            var picked = Picking.Of(wanted, command.Pools, seen).ToArray();
            if (picked.Sum(p => p.Quantity.Units) is var found && command.Channel is { } channel && found < wanted.Quantity.Units
                && Picking.Of(wanted, command.Pools, seen with { Channel = null }).Sum(p => p.Quantity.Units) >= wanted.Quantity.Units)
                missing.Add(Reason.Of(InventoryCodes.ChannelShort, new WantedOfChannel(wanted, channel, seen, command.Pools)));
            else if (found < wanted.Quantity.Units)
                missing.Add(Reason.Of(InventoryCodes.CellShort, new WantedUnits(wanted, seen.Positions, stock.Formula.Policy, stock.On, command.Pools)));
            foreach (var part in picked) reasons.Add(Why(part, seen));
            all.AddRange(picked);
            // What is asked next finds these taken.
            var locked = picked.Select(p => new Posting(p.Cell, StockAccount.Locked, QuantityDelta.Plus(p.Quantity)));
            seen = seen with { Positions = StockSheet.Post(seen.Positions, locked.ToValueList()) };
        }

        if (missing.Count > 0) return Short(command, missing.ToValueList(), asked.Count);
        var units = StockUnits.Sum(all.Select(p => new StockUnits(p.Cell, p.Quantity)));
        var made = new StockReserved(command.Id, command.OrderKey, units, command.ExpiresAt)
        {
            Holder = command.Holder,
            Channel = BoundBy(command, units, stock),
            Asked = units == asked ? default : asked,
            Picked = all.Exists(p => p.Cell.Batch != default) ? all.ToValueList() : default,
        };
        return new Decision<ReservationEvent>([made], reasons.ToValueList(), stock.Formula.References);
    }

    // Most channels have no rule: then nothing is kept of them.
    private static ChannelId? BoundBy(Reserve command, ValueList<StockUnits> units, StockView stock)
    {
        if (command.Channel is not { } channel) return null;
        foreach (var (cell, _) in units)
        {
            if (stock.Formula.Policy.RuleOf(channel, cell) is not null) return channel;
        }

        return null;
    }

    private static Reason Why(PickedUnits part, StockView stock) => part.Cell.Batch == default
        ? Reason.Of(InventoryCodes.Reserved, new WantedUnits(new(part.Cell, part.Quantity), stock.Positions, stock.Formula.Policy, stock.On))
        : Reason.Of(InventoryCodes.BatchPicked, ("location", part.Cell.Location), ("sku", part.Cell.Sku), ("batch", part.Cell.Batch),
            ("units", part.Quantity), ("expires", part.ExpiresOn is { } day ? BatchClock.Text(day) : "-"));

    private static Refusal Short(Reserve command, ValueList<Reason> missing, int cells) =>
        Refusal.Of(InventoryCodes.Short, ("reservation", command.Id), ("short", missing.Count), ("cells", cells)) with { Reasons = missing, IsTransient = true };

    private static bool Matches(StockReserved made, Reserve command, ValueList<StockUnits> units) => made.OrderKey == command.OrderKey
        && made.Holder == command.Holder && made.ExpiresAt == command.ExpiresAt && (made.Asked.IsEmpty ? made.Units : made.Asked) == units;
}
