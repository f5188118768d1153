namespace OrderKernel.Inventory.Tests.Batches;

/// <summary>What shelves of batches should do, as plainly as it can be said: a number a cell, and a little book of holds.</summary>
public sealed class NaiveShelves
{
    public readonly long[] OnHand = new long[ShelfOp.Cells], Sold = new long[ShelfOp.Cells], Supplied = new long[ShelfOp.Cells],
        WrittenOff = new long[ShelfOp.Cells], Damaged = new long[ShelfOp.Cells];
    private readonly bool[] _isDated = new bool[ShelfOp.Cells];
    private readonly Dictionary<int, Hold> _holds = [];
    private Seen _old = new(new long[ShelfOp.Cells], new long[ShelfOp.Cells], new bool[ShelfOp.Cells]);

    private sealed record Seen(long[] OnHand, long[] Held, bool[] IsDated)
    {
        public long Free(int cell) => OnHand[cell] - Held[cell];

        public long Shelf(int cell) => Enumerable.Range(ShelfOp.ShelfOf(cell), ShelfOp.Batches).Sum(Free) - ShelfWorld.Safety;

        // What a shelf has for those who name no batch: without the batch that is near its end, where its day is known.
        public long Available(int shelf) => Shelf(shelf) - (IsDated[shelf + 1] ? Math.Max(0, Free(shelf + 1)) : 0);
    }

    private sealed class Hold
    {
        public required long[] Asked { get; init; }
        public required bool OverPools { get; init; }
        public required int[] Order { get; init; }
        public required long[] Open { get; init; }
        public List<(int Message, ShelfAct Act, string Asked)> Steps { get; } = [];
    }

    public long Locked(int cell) => _holds.Values.Sum(h => h.Open[cell]);

    public long Available(int shelf) => Now().Available(shelf);

    public string Run(ShelfOp op)
    {
        var (now, units) = (Now(), new long[ShelfOp.Cells]);
        foreach (var (cell, n) in op.Units) units[cell] += n;
        var seen = op.OnOldBalances ? _old : now;
        var answer = op.Act switch
        {
            ShelfAct.Reserve => Reserve(op, units, seen),
            ShelfAct.Commit or ShelfAct.Release or ShelfAct.Expire => End(op, units),
            ShelfAct.Move => Move(op, units, seen),
            _ => Goods(op, units, seen),
        };
        _old = now;
        return answer;
    }

    private Seen Now() => new((long[])OnHand.Clone(), [.. Enumerable.Range(0, ShelfOp.Cells).Select(Locked)], (bool[])_isDated.Clone());

    private string Reserve(ShelfOp op, long[] units, Seen seen)
    {
        // Several pools are said of units that name none.
        var over = op.OverPools && op.Units.Items.All(u => u.Cell < ShelfOp.Batches);
        if (_holds.TryGetValue(op.Reservation, out var known)) return known.Asked.SequenceEqual(units) ? "known" : InventoryCodes.ReservationDiffers;
        var (held, order) = (new long[ShelfOp.Cells], new List<(int Cell, long Units)>());
        void Take(int cell, long n)
        {
            held[cell] += n;
            order.Add((cell, n));
            seen = seen with { Held = [.. seen.Held.Select((h, c) => c == cell ? h + n : h)] };
        }

        // Who names a batch first; then the shelf, the batch that expires first before the others, units of no batch last.
        var isShort = false;
        foreach (var cell in ShelfOp.ByName.Where(c => units[c] > 0).OrderBy(ShelfOp.IsShelf))
        {
            var left = units[cell];
            foreach (var place in over ? new[] { cell + ShelfOp.Batches, cell } : [cell])
            {
                if (!ShelfOp.IsShelf(place))
                {
                    var some = Math.Min(left, Math.Min(seen.Free(place), seen.Shelf(place)));
                    if (some > 0) Take(place, some);
                    left -= Math.Max(0, some);
                    continue;
                }

                var most = Math.Min(left, seen.Available(place));
                foreach (var batch in InTurn(place, seen))
                {
                    var some = Math.Min(most, seen.Free(batch));
                    if (some <= 0) continue;
                    Take(batch, some);
                    (most, left) = (most - some, left - some);
                }

                if (most <= 0) continue;
                Take(place, most);
                left -= most;
            }

            isShort |= left > 0;
        }

        if (isShort) return InventoryCodes.Short;
        if (!Fits(held)) return "floor";
        _holds.Add(op.Reservation, new() { Asked = units, OverPools = over, Order = [.. order.Select(o => o.Cell)], Open = held });
        return "ok " + string.Join(" ", order.Select(o => $"{o.Cell}:{o.Units}"));
    }

    // By day where it is known, then by name, as the names are.
    private static IEnumerable<int> InTurn(int shelf, Seen seen)
    {
        int[] byDay = [.. new[] { 2, 3 }.Where(b => seen.IsDated[shelf + b])];
        int[] byName = [.. new[] { 4, 1, 3, 2 }.Where(b => !seen.IsDated[shelf + b])];
        return byDay.Concat(byName).Select(b => shelf + b);
    }

    // The last word: no batch below nothing, no shelf below what is kept back.
    private bool Fits(long[] more)
    {
        var after = Now();
        for (var c = 0; c < more.Length; c++) after.Held[c] += more[c];
        return Enumerable.Range(0, more.Length).All(c => more[c] <= 0 || ((ShelfOp.IsShelf(c) || after.Free(c) >= 0) && after.Shelf(c) >= 0));
    }

    private string? Before(ShelfOp op, string asked)
    {
        if (!_holds.TryGetValue(op.Reservation, out var hold)) return InventoryCodes.ReservationUnknown;
        foreach (var (message, act, before) in hold.Steps)
        {
            if (message == op.Message) return act == op.Act && before == asked ? "known" : InventoryCodes.EndingDiffers;
        }

        return hold.Open.Sum() == 0 ? InventoryCodes.ReservationEnded : null;
    }

    private string End(ShelfOp op, long[] units)
    {
        var all = op.Act == ShelfAct.Expire || op.Units.IsEmpty;
        var asked = all ? "all" : string.Join(",", units);
        if (Before(op, asked) is { } answer) return answer;
        var hold = _holds[op.Reservation];
        var ended = all ? (long[])hold.Open.Clone() : new long[ShelfOp.Cells];
        foreach (var named in all ? [] : ShelfOp.ByName.OrderBy(ShelfOp.IsShelf).ToArray())
        {
            // A batch is itself, and who names one gets it; a shelf is what was picked for it, the first picked first, then whatever else of it is held.
            var wanted = units[named];
            var meant = !ShelfOp.IsShelf(named) ? [named]
                : hold.Order.Concat(ShelfOp.ByName).Distinct()
                    .Where(c => ShelfOp.ShelfOf(c) == named || (hold.OverPools && hold.Asked[named] > 0)).ToArray();
            foreach (var cell in meant)
            {
                var some = Math.Min(wanted, hold.Open[cell] - ended[cell]);
                if (some <= 0) continue;
                (ended[cell], wanted) = (ended[cell] + some, wanted - some);
            }

            if (wanted > 0) return InventoryCodes.MoreThanReserved;
        }

        for (var c = 0; c < ShelfOp.Cells; c++)
        {
            hold.Open[c] -= ended[c];
            if (op.Act != ShelfAct.Commit) continue;
            OnHand[c] -= ended[c];
            Sold[c] += ended[c];
        }

        hold.Steps.Add((op.Message, op.Act, asked));
        return "ok";
    }

    private string Move(ShelfOp op, long[] units, Seen seen)
    {
        var asked = string.Join(",", units);
        if (Before(op, asked) is { } answer) return answer;
        var (hold, change) = (_holds[op.Reservation], new long[ShelfOp.Cells]);
        for (var c = 0; c < ShelfOp.Cells; c++)
        {
            if (units[c] > hold.Open[c]) return InventoryCodes.MoreThanReserved;
            change[c] -= units[c];
            change[ShelfWorld.TargetOf(c)] += units[c];
        }

        for (var c = 0; c < ShelfOp.Cells; c++)
        {
            if (!Arrives(units, c)) continue;
            var more = Shelf(change, c);
            if ((!ShelfOp.IsShelf(c) && change[c] > 0 && seen.Free(c) < change[c]) || (more > 0 && seen.Shelf(c) < more)) return InventoryCodes.Short;
        }

        var after = Now();
        for (var c = 0; c < ShelfOp.Cells; c++) after.Held[c] += change[c];
        for (var c = 0; c < ShelfOp.Cells; c++)
        {
            if (!ShelfOp.IsShelf(c) && change[c] > 0 && after.Free(c) < 0) return "floor";
            if (Arrives(units, c) && Shelf(change, c) > 0 && after.Shelf(c) < 0) return "floor";
        }

        for (var c = 0; c < ShelfOp.Cells; c++) hold.Open[c] += change[c];
        hold.Steps.Add((op.Message, op.Act, asked));
        return "ok";
    }

    private static bool Arrives(long[] units, int cell) => Enumerable.Range(0, ShelfOp.Cells).Any(c => units[c] > 0 && ShelfWorld.TargetOf(c) == cell);

    private static long Shelf(long[] units, int cell) => Enumerable.Range(ShelfOp.ShelfOf(cell), ShelfOp.Batches).Sum(c => units[c]);

    private string Goods(ShelfOp op, long[] units, Seen seen)
    {
        int[] named = [.. Enumerable.Range(0, ShelfOp.Cells).Where(c => units[c] > 0)];
        if (op.Act == ShelfAct.Receive)
        {
            // A day that was told meanwhile is not told again.
            int[] dated = [.. named.Where(c => ShelfOp.Days[c % ShelfOp.Batches] is not null && !seen.IsDated[c])];
            if (dated.Any(c => _isDated[c])) return "floor";
            foreach (var c in dated) _isDated[c] = true;
        }

        if (op.Act == ShelfAct.Count && named.Any(c => seen.OnHand[c] != OnHand[c])) return "floor";
        if (op.Act == ShelfAct.Regrade && named.Any(c => seen.OnHand[c] < units[c])) return InventoryCodes.GradeShort;
        if (op.Act is ShelfAct.Regrade or ShelfAct.WriteOff or ShelfAct.Gift && named.Any(c => OnHand[c] < units[c])) return "floor";
        if (op.Act == ShelfAct.Gift && !Fits(units)) return "floor";
        foreach (var c in named)
        {
            var n = units[c];
            switch (op.Act)
            {
                case ShelfAct.Receive: OnHand[c] += n; Supplied[c] += n; break;
                case ShelfAct.Count: Supplied[c] += n - OnHand[c]; OnHand[c] = n; break;
                case ShelfAct.ShipElsewhere: OnHand[c] -= n; Sold[c] += n; break;
                case ShelfAct.Restock: OnHand[c] += n; Sold[c] -= n; break;
                case ShelfAct.Regrade: OnHand[c] -= n; Damaged[c] += n; break;
                default: OnHand[c] -= n; WrittenOff[c] += n; break;
            }
        }

        return "ok";
    }
}
