using System.Diagnostics;
using NodaTime;

namespace OrderKernel.Inventory.Tests;

/// <summary>
/// A move of the ledger as the code makes it: what <c>n</c> units change in each account of two cells, and in what reservations hold open there.
/// </summary>
public sealed record LedgerMove(string Name, ValueList<(int Cell, StockAccount Account, long Factor)> Postings,
    ValueList<(int Cell, bool IsTransfer, long Factor)> Open)
{
    private static readonly StockCell[] Cells = [Words.Cell("HZ", "A"), Words.Cell("GZ", "A")];

    /// <summary>Every move: all events that move stock, in all their varieties.</summary>
    public static IReadOnlyList<LedgerMove> All { get; } = [.. Reservations(), .. Movements()];

    private static IEnumerable<LedgerMove> Reservations()
    {
        foreach (var holder in new StockHolder?[] { null, new(HolderKind.Transfer, "t"), new(HolderKind.Offer, "o") })
        {
            var kind = holder?.Kind;
            StockReserved Made(long n) => new(Words.R(), null, [Units(n)], null) { Holder = holder };
            var named = (kind?.ToString() ?? "Order") + " ";
            yield return Read(named + "reserve", n => Made(n), null);
            yield return Read(named + "commit", n => new ReservationCommitted(Words.R(), MessageId.Of("m"), false, [Units(n)]) { Holder = kind }, Made);
            yield return Read(named + "release", n => new ReservationReleased(Words.R(), MessageId.Of("m"), false, [Units(n)]) { Holder = kind }, Made);
            yield return Read(named + "expire", n => new ReservationExpired(Words.R(), MessageId.Of("m"), [Units(n)]) { Holder = kind }, Made);
            yield return Read(named + "extend", n => new ReservationExtended(Words.R(), MessageId.Of("m"), Words.Noon) { Holder = kind }, Made);
            yield return Read(named + "move",
                n => new ReservationMoved(Words.R(), MessageId.Of("m"), [new(Cells[0], Cells[1], Quantity.Of(n))]) { Holder = kind }, Made);
        }
    }

    private static IEnumerable<LedgerMove> Movements()
    {
        StockAccount[] places = [StockAccount.OnHand, StockAccount.Quarantined, StockAccount.Damaged];
        yield return Read("receive", n => new StockReceived([Units(n)]));
        yield return Read("ship elsewhere", n => new ShippedElsewhere([Units(n)], null));
        foreach (var outcome in new[] { InspectionOutcome.Restock, InspectionOutcome.Quarantine, InspectionOutcome.WriteOff })
            yield return Read($"take back as {outcome}", n => new GoodsTakenBack([Units(n)], outcome, null));
        foreach (var (from, to) in places.SelectMany(f => places.Append(StockAccount.WrittenOff).Where(t => t != f).Select(t => (f, t))))
            yield return Read($"regrade {from} to {to}", n => new GoodsRegraded([Units(n)], from, to, "look", null));
        yield return Read("transfer received", n => new TransferReceived("t", [Units(n)], []));
        yield return Read("transfer lost", n => new TransferReceived("t", [], [Units(n)]));
        yield return Read("count more", n => new StockCounted([new(Cells[0], Quantity.Of(n), QuantityDelta.Of(n))], "count"));
        yield return Read("count less", n => new StockCounted([new(Cells[0], Quantity.Zero, QuantityDelta.Of(-n))], "count"));
        foreach (var kind in new[] { AdjustmentKind.Damage, AdjustmentKind.Gift })
            yield return new(kind.ToString(), Linear(n => StockEffects.Of(new AdjustmentPosted(kind, [Units(n)]), StockFormula.Default.Policy)), []);
        // A movement from before the last count: what it does, with what makes up for it.
        yield return new("ship elsewhere before a count", Linear(n => Late(n, new ShippedElsewhere([Units(n)], null), -n)), []);
        yield return new("receive before a count", Linear(n => Late(n, new StockReceived([Units(n)]), n)), []);
    }

    private static StockEffect Late(long n, StockEvent happened, long onHand)
    {
        var made = CountClock.Moved(Cells[0], Words.Noon.ToUnixTimeTicks(), Words.Noon - Duration.FromHours(n > 0 ? 1 : 2), onHand);
        return new(StockEffects.Of(happened).Postings.AddRange(made.Postings.Items), []);
    }

    private static LedgerMove Read(string name, Func<long, StockEvent> happened) => new(name, Linear(n => StockEffects.Of(happened(n))), []);

    // What is open is what the fold of the reservation says, before and after.
    private static LedgerMove Read(string name, Func<long, ReservationEvent> happened, Func<long, StockReserved>? made)
    {
        List<(int, bool, long)> open = [];
        for (var cell = 0; cell < Cells.Length; cell++)
        {
            var isTransfer = (made?.Invoke(1) ?? (StockReserved)happened(1)).Holder?.Kind == HolderKind.Transfer;
            long Change(long n)
            {
                var before = made is null ? null : Inventory.Reservations.Evolve(null, made(2 * n));
                return Inventory.Reservations.Evolve(before, happened(n)).OpenOf(Cells[cell]).Units - (before?.OpenOf(Cells[cell]).Units ?? 0);
            }

            if (Factor(Change) is var factor and not 0) open.Add((cell, isTransfer, factor));
        }

        return new(name, Linear(n => StockEffects.Of(happened(n), StockFormula.Default.Policy)), open.ToValueList());
    }

    private static ValueList<(int, StockAccount, long)> Linear(Func<long, StockEffect> effect)
    {
        var factors = new List<(int, StockAccount, long)>();
        for (var cell = 0; cell < Cells.Length; cell++)
        {
            foreach (var account in Enum.GetValues<StockAccount>())
            {
                var (at, of) = (Cells[cell], account);
                if (Factor(n => effect(n).Postings.Items.Where(p => p.Cell == at && p.Account == of).Sum(p => p.Delta.Units)) is var factor and not 0)
                    factors.Add((cell, account, factor));
            }
        }

        return factors.ToValueList();
    }

    // The proof is for all n; that the code is linear in n it reads off these.
    private static long Factor(Func<long, long> change)
    {
        var factor = change(1);
        foreach (var n in new[] { 2, 7, 1L << 40 })
        {
            if (change(n) != factor * n) throw new UnreachableException($"A move of {n} changes {change(n)}, not {n} times {factor}.");
        }

        return factor;
    }

    private static StockUnits Units(long n) => new(Cells[0], Quantity.Of(n));
}
