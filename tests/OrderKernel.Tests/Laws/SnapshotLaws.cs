using System.Text;
using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// A world in which no goods vanish: an outside system books what was sent within its lag, we hear of it whenever, snapshots come in any order. Fails when a
// difference is found there, a snapshot moves what is on hand, or what is on hand at the end is not what lies there: goods that were told late left twice or
// never. And in any world, when the parts of a difference and its rest are not the difference, or what is taken over is not the book with the rest.
public class SnapshotLaws
{
    private const int Lag = 20;
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);
    private static readonly OutsideStockKey Key = new(Shop.Acme, Shop.Hangzhou);
    private static readonly Role Warehouse = Role.Of("warehouse");

    [Law(150, 4_000)]
    public void Where_nothing_vanishes_no_difference_is_found_and_all_that_left_left_once(Seed seed) =>
        Assert.Null(Run(new Random(seed), isNet: false, vanished: 0));

    [Law(150, 4_000)]
    public void Nor_where_the_outside_system_tells_what_it_has_less_its_locks(Seed seed) =>
        Assert.Null(Run(new Random(seed), isNet: true, vanished: 0));

    [Law(100, 2_000)]
    public void Where_units_vanish_the_last_snapshot_that_knows_everything_leaves_what_lies_there(Seed seed)
    {
        var dice = new Random(seed);
        Assert.Null(Run(dice, isNet: false, vanished: dice.Next(1, 5)));
    }

    // What was sent, and the outside system's and our hearing of it, in minutes of the day; units of a parcel.
    private sealed record Parcel(int Held, int Sent, int Booked, int Heard, int Units);

    private static string? Run(Random dice, bool isNet, int vanished)
    {
        var bench = new Bench(null, Bench.Sourced.With("stockMaster", Encoding.UTF8.GetBytes($$"""
            {"$schema":"stock-master-1.json","name":"m","version":"1","deciders":["supervisor"],
             "masters":[{"source":"erp","tells":"{{(isNet ? "Available" : "OnHand")}}","lag":"PT{{Lag}}M","takeOverUnits":{{(vanished > 0 ? 99 : 0)}}}]}
            """)).ValueOrThrow());
        const int stocked = 60;
        Wait(bench.StockAsync(Shop.Hangzhou, Shop.Mug, stocked));
        var parcels = Enumerable.Range(0, dice.Next(1, 6)).Select(_ =>
        {
            var held = dice.Next(0, 200);
            var sent = held + dice.Next(1, 90);
            return new Parcel(held, sent, sent + dice.Next(0, Lag + 1), sent + dice.Next(0, 150), dice.Next(1, 9));
        }).ToArray();
        var turns = new List<(int Arrives, int Order, Func<string?> Do)>();
        for (var i = 0; i < parcels.Length; i++)
        {
            var (parcel, id) = (parcels[i], ReservationId.Of($"r{i}"));
            ValueList<StockUnits> units = [new(Shelf, Shop.Units(parcel.Units))];
            turns.Add((parcel.Held, 0, () => Tell(bench, id, new Reserve(id, null, units, null), parcel.Held)));
            turns.Add((parcel.Heard, 1, () => Tell(bench, id, new Commit(id, units), parcel.Sent)));
        }

        for (var i = dice.Next(1, 6); i > 0; i--)
        {
            var at = dice.Next(1, 300);
            turns.Add((at + dice.Next(0, 120), 2, () => Merge(at)));
        }

        foreach (var (_, _, act) in turns.OrderBy(t => t.Arrives).ThenBy(t => t.Order))
        {
            if (act() is { } wrong) return wrong;
        }

        if (Merge(900) is { } last) return last;
        var (truth, now) = (stocked - vanished - parcels.Sum(p => p.Units), OnHand(bench));
        return now == truth ? null : $"{now} on hand, {truth} there";

        string? Merge(int at)
        {
            var gone = parcels.Where(p => p.Booked < at).Sum(p => p.Units);
            var locked = isNet ? parcels.Where(p => p.Held < at - Lag && p.Booked >= at).Sum(p => p.Units) : 0;
            // What vanished was there until the first snapshot looked.
            var snapshot = new MergeSnapshot(ActorId.Of("erp"), At(at), [new(Shelf, Shop.Units(stocked - vanished - gone - locked))]);
            var (before, lines) = (OnHand(bench), Get(bench.Kernel.CompareSnapshotAsync(Key, snapshot)).ValueOrThrow());
            var line = lines.Items.Single();
            if (line.Parts.Items.Sum(p => p.Units.Units) + line.Unexplained.Units != line.Difference) return "parts";
            var told = Get(bench.Kernel.TellAsync(Key, snapshot, Warehouse, At(Math.Max(at, 1_000))));
            if (!told.IsOk) return told.Refusal!.Code == InventoryCodes.SnapshotOutdated && OnHand(bench) == before ? null : told.Refusal!.Code;
            if (line.Outcome == SnapshotOutcome.TakenOver && OnHand(bench) != line.After) return "after";
            return vanished == 0 && (!told.ValueOrThrow().Open.IsEmpty || OnHand(bench) != before) ? $"{at}: {line}" : null;
        }
    }

    private static Instant At(int minute) => Shop.At("09:00") + Duration.FromMinutes(minute);

    private static string? Tell(Bench bench, ReservationId id, ReservationCommand command, int at) =>
        Get(bench.Kernel.TellAsync(new ReservationKey(Shop.Acme, id), command, Warehouse, At(at))).Refusal?.Code;

    private static long OnHand(Bench bench) => Get(new ValueTask<long>(bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Get<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
