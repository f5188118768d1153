namespace OrderKernel.Inventory.Tests;

/// <summary>What the ledger should do, written down as plainly as possible: numbers per cell and a little book of holds.</summary>
public sealed class NaiveLedger
{
    public readonly long[] OnHand = new long[3], Sold = new long[3], Supplied = new long[3], WrittenOff = new long[3],
        Quarantined = new long[3], Damaged = new long[3], Forwarded = new long[3];
    private readonly long[] _oldOnHand = new long[3], _oldLocked = new long[3], _oldQuarantined = new long[3], _oldDamaged = new long[3];
    private readonly Dictionary<int, Hold> _holds = [];
    private int _minutes;

    public sealed class Hold
    {
        public required long[] Taken { get; init; }
        public required int ExpiresAt { get; set; }
        public required long[] Open { get; init; }
        public bool AnyCommitted { get; set; }
        public bool AnyExpired { get; set; }
        public List<(int Message, OpKind Kind, string Asked)> Endings { get; } = [];
        public string Status => Open.Sum() > 0 ? "Pending" : AnyCommitted ? "Committed" : AnyExpired ? "Expired" : "Released";
    }

    public long Locked(int cell) => _holds.Where(h => !LedgerWorld.IsTransfer(h.Key)).Sum(h => h.Value.Open[cell]);

    public long InTransfer(int cell) => _holds.Where(h => LedgerWorld.IsTransfer(h.Key)).Sum(h => h.Value.Open[cell]);

    private long Held(int cell) => _holds.Values.Sum(h => h.Open[cell]);

    public string? StatusOf(int reservation) => _holds.TryGetValue(reservation, out var hold) ? hold.Status : null;

    public int? ExpiryOf(int reservation) => _holds.TryGetValue(reservation, out var hold) ? hold.ExpiresAt : null;

    public string Run(LedgerOp op)
    {
        _minutes += op.Minutes;
        var units = new long[3];
        foreach (var (cell, n) in op.Units) units[cell] += n;
        var (beforeHand, beforeLocked) = ((long[])OnHand.Clone(), Enumerable.Range(0, 3).Select(Held).ToArray());
        var (beforeAside, beforeDamaged) = ((long[])Quarantined.Clone(), (long[])Damaged.Clone());
        var answer = op.Kind switch
        {
            OpKind.Reserve => Reserve(op, units),
            OpKind.Commit or OpKind.Release or OpKind.Expire => End(op, units),
            OpKind.Extend => Extend(op),
            OpKind.MoveHold => MoveHold(op, units),
            _ => Move(op, units),
        };
        beforeHand.CopyTo(_oldOnHand, 0);
        beforeLocked.CopyTo(_oldLocked, 0);
        beforeAside.CopyTo(_oldQuarantined, 0);
        beforeDamaged.CopyTo(_oldDamaged, 0);
        return answer;
    }

    private string Reserve(LedgerOp op, long[] units)
    {
        if (_holds.TryGetValue(op.Reservation, out var known))
            return known.Taken.SequenceEqual(units) ? "known" : InventoryCodes.ReservationDiffers;
        if (units.Sum() == 0) return InventoryCodes.NothingToMove;
        if (LedgerWorld.ExpiryOf(op.Reservation) <= _minutes) return InventoryCodes.ExpiryPast;
        for (var c = 0; c < 3; c++)
        {
            var seen = op.OnOldBalances ? _oldOnHand[c] - _oldLocked[c] : OnHand[c] - Held(c);
            if (units[c] > 0 && seen < units[c]) return InventoryCodes.Short;
        }

        for (var c = 0; c < 3; c++)
        {
            if (units[c] > 0 && OnHand[c] - Held(c) < units[c]) return "floor";
        }

        _holds.Add(op.Reservation, new Hold { Taken = units, Open = (long[])units.Clone(), ExpiresAt = LedgerWorld.ExpiryOf(op.Reservation) });
        return "ok";
    }

    private string End(LedgerOp op, long[] units)
    {
        if (!_holds.TryGetValue(op.Reservation, out var hold)) return InventoryCodes.ReservationUnknown;
        var all = op.Kind == OpKind.Expire || op.Units.IsEmpty;
        var asked = all ? "all" : string.Join(",", units);
        foreach (var (message, kind, before) in hold.Endings)
        {
            if (message == op.Message) return kind == op.Kind && before == asked ? "known" : InventoryCodes.EndingDiffers;
        }

        if (hold.Open.Sum() == 0) return InventoryCodes.ReservationEnded;
        if (op.Kind == OpKind.Expire && _minutes < hold.ExpiresAt) return InventoryCodes.NotDue;
        if (all) units = (long[])hold.Open.Clone();
        for (var c = 0; c < 3; c++)
        {
            if (units[c] > hold.Open[c]) return InventoryCodes.MoreThanReserved;
        }

        for (var c = 0; c < 3; c++)
        {
            hold.Open[c] -= units[c];
            if (op.Kind != OpKind.Commit) continue;
            OnHand[c] -= units[c];
            (LedgerWorld.IsTransfer(op.Reservation) ? Forwarded : Sold)[c] += units[c];
        }

        hold.AnyCommitted |= op.Kind == OpKind.Commit;
        hold.AnyExpired |= op.Kind == OpKind.Expire;
        hold.Endings.Add((op.Message, op.Kind, asked));
        return "ok";
    }

    private static string? Repeat(Hold hold, LedgerOp op, string asked)
    {
        foreach (var (message, kind, before) in hold.Endings)
        {
            if (message == op.Message) return kind == op.Kind && before == asked ? "known" : InventoryCodes.EndingDiffers;
        }

        return hold.Open.Sum() == 0 ? InventoryCodes.ReservationEnded : null;
    }

    private string Extend(LedgerOp op)
    {
        if (!_holds.TryGetValue(op.Reservation, out var hold)) return InventoryCodes.ReservationUnknown;
        var until = LedgerWorld.ExpiryOf(op.Reservation) + LedgerWorld.ExtensionOf(op);
        if (Repeat(hold, op, $"{until}") is { } answer) return answer;
        if (until <= _minutes) return InventoryCodes.ExpiryPast;
        if (until <= hold.ExpiresAt) return InventoryCodes.ExpiryNotLater;
        hold.ExpiresAt = until;
        hold.Endings.Add((op.Message, op.Kind, $"{until}"));
        return "ok";
    }

    private string MoveHold(LedgerOp op, long[] units)
    {
        if (!_holds.TryGetValue(op.Reservation, out var hold)) return InventoryCodes.ReservationUnknown;
        var asked = string.Join(",", units);
        if (Repeat(hold, op, asked) is { } answer) return answer;
        if (op.Units.IsEmpty) return InventoryCodes.NothingToMove;
        if (units[1] > 0) return InventoryCodes.MoveOfOther;
        for (var c = 0; c < 3; c++)
        {
            if (units[c] > hold.Open[c]) return InventoryCodes.MoreThanReserved;
        }

        // What goes each way between the first cell and the third.
        long[] gains = [units[2] - units[0], 0, units[0] - units[2]];
        for (var c = 0; c < 3; c++)
        {
            var seen = op.OnOldBalances ? _oldOnHand[c] - _oldLocked[c] : OnHand[c] - Held(c);
            if (gains[c] > 0 && seen < gains[c]) return InventoryCodes.Short;
        }

        for (var c = 0; c < 3; c++)
        {
            if (gains[c] > 0 && OnHand[c] - Held(c) < gains[c]) return "floor";
        }

        for (var c = 0; c < 3; c++) hold.Open[c] += gains[c];
        hold.Endings.Add((op.Message, op.Kind, asked));
        return "ok";
    }

    private string Move(LedgerOp op, long[] units)
    {
        if (op.Units.IsEmpty) return InventoryCodes.NothingToMove;
        if (op.Kind == OpKind.Count && op.OnOldBalances && Enumerable.Range(0, 3).Any(c => units[c] > 0 && _oldOnHand[c] != OnHand[c])) return "floor";
        if (op.Kind == OpKind.Regrade && Regrade(op, units) is { } answer) return answer;
        for (var c = 0; c < 3; c++)
        {
            var n = units[c];
            switch (op.Kind)
            {
                case OpKind.Receive: OnHand[c] += n; Supplied[c] += n; break;
                case OpKind.RecordShippedElsewhere: OnHand[c] -= n; Sold[c] += n; break;
                case OpKind.Restock: OnHand[c] += n; Sold[c] -= n; break;
                case OpKind.PutAside: Quarantined[c] += n; Sold[c] -= n; break;
                case OpKind.ReceiveTransfer: OnHand[c] += n; Forwarded[c] -= n; break;
                case OpKind.WriteOff: WrittenOff[c] += n; Sold[c] -= n; break;
                case OpKind.Count when n > 0: Supplied[c] += n - OnHand[c]; OnHand[c] = n; break;
            }
        }

        return "ok";
    }

    private string? Regrade(LedgerOp op, long[] units)
    {
        var (from, old, to) = (op.Message % 4) switch
        {
            0 => (OnHand, _oldOnHand, Quarantined),
            1 => (Quarantined, _oldQuarantined, OnHand),
            2 => (Quarantined, _oldQuarantined, Damaged),
            _ => (Damaged, _oldDamaged, WrittenOff),
        };
        if (Enumerable.Range(0, 3).Any(c => units[c] > 0 && (op.OnOldBalances ? old : from)[c] < units[c])) return InventoryCodes.GradeShort;
        if (Enumerable.Range(0, 3).Any(c => units[c] > 0 && from[c] < units[c])) return "floor";
        for (var c = 0; c < 3; c++)
        {
            from[c] -= units[c];
            to[c] += units[c];
        }

        return null;
    }
}
