using System.Globalization;
using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when a stock-take of a shelf with batches, with goods that come, leave, are sold and are told of late while it lasts, answers otherwise than a naive
// one: when a count has another book than there was at its instant, what differs needs no second count, who counted posts what passes the tolerance, a repeat
// is answered otherwise or changes something; when after posting a cell has not what was counted and what moved since; when the freeze holds more or less than
// is free, or stays; or when the book does not reconcile.
// Plants that it found: posted at the instant of posting, or by whoever counted; any second count settles; what was frozen stays held.
public class StockTakeLaws
{
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);
    private static readonly StockCell[] Cells = [Shelf, Shelf with { Batch = BatchId.Of("a") }, Shelf with { Batch = BatchId.Of("b") }];
    private static readonly string[] Counters = ["mei", "lin", "bo"];

    [Law(300, 10_000)]
    public async Task Stock_takes_agree_with_naive_ones_whatever_moves_meanwhile(Seed seed)
    {
        var met = new HashSet<string>();
        await new Run(seed, met).RunAsync();
    }

    [Fact]
    public async Task Every_answer_is_met()
    {
        var met = new HashSet<string>();
        for (var seed = 0; seed < 120; seed++) await new Run(seed, met).RunAsync();
        Assert.Empty(new[]
        {
            "open", "count", "review", "post", "cancel", "frozen", "late", "sold", "repeat", $"open {InventoryCodes.TakeExists}",
            $"count {InventoryCodes.TakeEnded}", $"review {InventoryCodes.TakeUncounted}", $"review {InventoryCodes.TakeRecount}", $"post {InventoryCodes.TakeUnreviewed}",
            $"post {InventoryCodes.TakeOwn}", $"post {InventoryCodes.TakeEnded}", $"cancel {InventoryCodes.TakeEnded}",
        }.Except(met));
    }

    /// <summary>One history: the kernel beside what plain lists say.</summary>
    private sealed class Run(int seed, HashSet<string> met)
    {
        private readonly Random _random = new(seed);
        private readonly Bench _bench = new();
        private readonly StockTakeKey _key = new(Shop.Acme, MessageId.Of("take"));

        // What moved on hand, by cell, minute and units; the last posted count of each cell.
        private readonly List<(int Cell, int Minute, long Units)> _moved = [];
        private readonly Dictionary<int, (int Minute, long Found)> _counted = [];
        private readonly List<(int Cell, int Minute, long Found, long Book, string By)> _entries = [];
        private string _status = "";
        private (long Units, int BasisPoints) _tolerance;
        private int _minute = 600, _messages;
        private long _locked, _frozen;

        public async Task RunAsync()
        {
            for (var cell = 0; cell < Cells.Length; cell++) await MoveAsync(new ReceiveStock([Of(cell, _random.Next(2, 30))]), cell, 1, 500 + cell);
            if (_random.Next(2) == 0) await SellAsync(leaves: false);
            for (var step = _random.Next(6, 25); step > 0; step--)
            {
                _minute += 2;
                var by = Counters[_random.Next(Counters.Length)];
                // What was reviewed is mostly posted.
                switch (_status == "Reviewed" && _random.Next(2) == 0 ? 9 : _random.Next(11))
                {
                    case 0 or 1: await SomethingMovesAsync(); break;
                    case 2: await SellAsync(_random.Next(2) == 0); break;
                    case 3 or 4 or 5 or 6: await CountAsync(by); break;
                    case 7 or 8: await TellAsync(new ReviewStockTake([]), "review", Review(), by, () => _status = "Reviewed"); break;
                    case 9: await TellAsync(new PostStockTake(), "post", Post(by), by, Posted); break;
                    default:
                        if (_status.Length == 0 || _random.Next(6) == 0) await OpenAsync();
                        else if (_random.Next(4) == 0) await TellAsync(new CancelStockTake("rain"), "cancel", Ended(), by, () => _status = "Cancelled");
                        break;
                }

                await CheckAsync();
            }
        }

        private static StockUnits Of(int cell, long units) => new(Cells[cell], Shop.Units(units));

        private static Instant At(int minute) => Shop.At("00:00") + Duration.FromMinutes(minute);

        // A count takes the place of all that was before its instant.
        private long OnHand(int cell) => _counted.TryGetValue(cell, out var count)
            ? count.Found + _moved.Where(m => m.Cell == cell && m.Minute > count.Minute).Sum(m => m.Units)
            : _moved.Where(m => m.Cell == cell).Sum(m => m.Units);

        private long Free() => Enumerable.Range(0, Cells.Length).Sum(OnHand) - _locked;

        private async Task SomethingMovesAsync()
        {
            var (cell, units, minute) = (_random.Next(Cells.Length), _random.Next(1, 5), _minute);
            if (_random.Next(3) == 0)
            {
                // Odd minutes, so that nothing happens at the instant of a count.
                minute = Math.Max(511, minute - (2 * _random.Next(10)) - 1);
                met.Add("late");
            }

            var comes = _random.Next(2) == 0;
            StockCommand command = comes ? new ReceiveStock([Of(cell, units)]) : new RecordShippedElsewhere([Of(cell, units)], null);
            await MoveAsync(command, cell, comes ? 1 : -1, minute);
        }

        private async Task MoveAsync(StockCommand command, int cell, int sign, int minute)
        {
            var units = command switch { ReceiveStock r => r.Units, RecordShippedElsewhere s => s.Units, _ => [] };
            (await _bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of(Next())), command, Role.Supervisor, At(minute))).ValueOrThrow();
            _moved.Add((cell, minute, sign * units.Items.Sum(u => u.Quantity.Units)));
        }

        private string Next() => (++_messages).ToString(CultureInfo.InvariantCulture);

        private async Task SellAsync(bool leaves)
        {
            var (cell, id) = (_random.Next(1, Cells.Length), ReservationId.Of($"r-{Next()}"));
            var key = new ReservationKey(Shop.Acme, id);
            if (!(await _bench.Kernel.TellAsync(key, new Reserve(id, null, [Of(cell, 1)], null), Role.Kernel, At(_minute))).IsOk) return;
            _locked++;
            if (!leaves) return;
            met.Add("sold");
            (await _bench.Kernel.TellAsync(key, new Commit(id), Role.Kernel, At(_minute))).ValueOrThrow();
            (_locked, _minute) = (_locked - 1, _minute + 2);
            _moved.Add((cell, _minute - 2, -1));
        }

        private async Task OpenAsync()
        {
            var (freezes, free) = (_random.Next(2) == 0, Free());
            var tolerance = (Units: (long)_random.Next(3), BasisPoints: 1_000 * _random.Next(3));
            var open = new OpenStockTake(Shop.Hangzhou, [Shop.Mug], false, freezes, tolerance.Units, tolerance.BasisPoints);
            var isNew = _status.Length == 0;
            var least = Enumerable.Range(0, Cells.Length).Min(OnHand);
            await TellAsync(open, "open", isNew ? null : InventoryCodes.TakeExists, "mei", () => (_status, _tolerance) = ("Counting", tolerance));
            if (!isNew) return;
            var held = (await _bench.Kernel.FindAsync(_key))!.Opened.Frozen.Items.Sum(u => u.Quantity.Units);
            // Where no cell is overdrawn all that is free is frozen.
            if (freezes && least >= _locked) Assert.Equal(Math.Max(0, free), held);
            Assert.InRange(held, 0, freezes ? Math.Max(0, free) : 0);
            if (held == 0) return;
            met.Add("frozen");
            _frozen = held;
            _locked += held;
        }

        private async Task CountAsync(string by)
        {
            // Mostly the same units are missing whoever counts.
            var cell = _random.Next(Cells.Length);
            var error = _random.Next(4) == 0 ? _random.Next(3) : (seed + cell) % 4;
            var found = Math.Max(0, OnHand(cell) - error);
            var book = OnHand(cell);
            await TellAsync(new EnterCount([Of(cell, found)]), "count", Ended(), by, () =>
            {
                _entries.Add((cell, _minute, found, book, by));
                _status = "Counting";
            });
        }

        private string? Ended() => _status switch { "" => InventoryCodes.TakeUnknown, "Posted" or "Cancelled" => InventoryCodes.TakeEnded, _ => null };

        private bool Passes(long found, long book) =>
            Math.Abs(found - book) > _tolerance.Units && Math.Abs(found - book) > Math.Abs(book) * _tolerance.BasisPoints / 10_000;

        private string? Review()
        {
            if (Ended() is { } ended) return ended;
            for (var cell = 0; cell < Cells.Length; cell++)
            {
                var counts = _entries.FindAll(e => e.Cell == cell);
                if (counts.Count == 0) return InventoryCodes.TakeUncounted;
                var last = counts[^1];
                var isTwice = counts.Take(counts.Count - 1).Any(e => e.Found - e.Book == last.Found - last.Book);
                if (!isTwice && (counts.Count > 1 || Passes(last.Found, last.Book))) return InventoryCodes.TakeRecount;
            }

            return null;
        }

        private (int Cell, int Minute, long Found, long Book, string By) Last(int cell) => _entries.FindLast(e => e.Cell == cell);

        private string? Post(string by)
        {
            if (Ended() is { } ended) return ended;
            if (_status != "Reviewed") return InventoryCodes.TakeUnreviewed;
            var above = Enumerable.Range(0, Cells.Length).Where(c => Passes(Last(c).Found, Last(c).Book)).ToList();
            return _entries.Exists(e => above.Contains(e.Cell) && e.By == by) ? InventoryCodes.TakeOwn : null;
        }

        private void Posted()
        {
            for (var cell = 0; cell < Cells.Length; cell++) _counted[cell] = (Last(cell).Minute, Last(cell).Found);
            _status = "Posted";
        }

        private async Task TellAsync(StockTakeCommand command, string name, string? refusal, string by, Action happens)
        {
            var context = new DecisionContext(new Actor(ActorId.Of(by), [Role.Of("warehouse")]), At(_minute), MessageId.Of($"t{Next()}"));
            var told = await _bench.Kernel.TellAsync(_key, command, context);
            Assert.Equal((name, refusal), (name, told.Refusal?.Code));
            met.Add(refusal is null ? name : $"{name} {refusal}");
            if (refusal is not null) return;
            happens();
            if (_status is "Posted" or "Cancelled") (_locked, _frozen) = (_locked - _frozen, 0);
            if (_random.Next(3) > 0) return;
            // Told again it is the same answer, and nothing more; other content under its message is refused.
            met.Add("repeat");
            var before = (await _bench.Store.ReadAsync(_key.Stream(), 0, default)).Length;
            Assert.True((await _bench.Kernel.TellAsync(_key, command, context)).IsOk);
            Assert.False((await _bench.Kernel.TellAsync(_key, new CancelStockTake("other"), context)).IsOk);
            Assert.Equal(before, (await _bench.Store.ReadAsync(_key.Stream(), 0, default)).Length);
        }

        private async Task CheckAsync()
        {
            var balances = await _bench.Store.BalancesAsync(Shop.Acme, Shop.Mug, default);
            for (var cell = 0; cell < Cells.Length; cell++) Assert.Equal(OnHand(cell), StockSheet.BalanceOf(balances, Cells[cell], StockAccount.OnHand));
            Assert.Equal(_locked, StockSheet.OverBatches(balances, Shelf, StockAccount.Locked));
            var take = await _bench.Kernel.FindAsync(_key);
            Assert.Equal(_status, take?.Status.ToString() ?? "");
            Assert.Equal(_entries.Select(e => (Cells[e.Cell], e.Found, e.Book, e.By)),
                take?.Entries.Items.Select(e => (e.Cell, e.Found.Units, e.Book, e.By.Value)) ?? []);
            Assert.Empty((await _bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        }
    }
}
