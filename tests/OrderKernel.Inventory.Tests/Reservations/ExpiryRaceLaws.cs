using System.Globalization;
using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests;

/// <summary>
/// A hold whose time runs out while its buyer pays, cancels or asks for more time, in any order of reads and writes. Fails when a unit ends twice or never,
/// when a message has two effects, when time ends a unit before it is up or takes what was paid for; and when writers who do not look whether somebody was
/// faster (planted) go unnoticed.
/// </summary>
public class ExpiryRaceLaws
{
    [Fact]
    public void Each_unit_ends_once_whoever_is_faster()
    {
        var endings = new HashSet<ReservationStatus>();
        for (var seed = 0; seed < Sizes.Of(100_000, 5_000_000); seed++)
        {
            var race = new Race(seed, isChecked: true);
            var wrong = race.Run();
            Assert.True(wrong is null, $"seed {seed}: {wrong}");
            endings.Add(race.State.Status);
        }

        Assert.Equal(3, endings.Count); // committed, released, expired: every way to end was met
    }

    [Fact]
    public void Writers_that_do_not_look_again_are_found() =>
        Assert.Contains(Enumerable.Range(0, 1_000), seed => new Race(seed, isChecked: false).Run() is not null);

    /// <summary>Who writes what; each reads first, and whoever finds that somebody was faster reads and decides again.</summary>
    private sealed class Race
    {
        private static readonly string[] Who = ["pay", "pay-some", "cancel", "cancel-some", "longer", "clock"];
        private readonly Random _dice;
        private readonly bool _isChecked;
        private readonly List<(ReservationEvent Event, int Minute, Instant? DueAt)> _log = [];
        private readonly Dictionary<string, (Reservation State, int Version)> _reads = [];
        private readonly Dictionary<string, int> _messages = [];
        private int _minute;

        public Race(int seed, bool isChecked)
        {
            (_dice, _isChecked) = (new Random(seed), isChecked);
            State = Held();
            _log.Add((State.Made, 0, State.ExpiresAt));
        }

        public Reservation State { get; private set; }

        /// <summary>What went wrong; null when nothing did.</summary>
        public string? Run()
        {
            try
            {
                for (var turn = 0; turn < 24; turn++)
                {
                    _minute += _dice.Next(0, 6);
                    var who = Who[_dice.Next(Who.Length)];
                    if (!_reads.TryGetValue(who, out var read))
                    {
                        _reads.Add(who, (State, _log.Count));
                        continue;
                    }

                    _reads.Remove(who);
                    Write(who, read);
                }

                foreach (var (who, read) in _reads.OrderBy(r => r.Key, StringComparer.Ordinal)) Write(who, read);
                _minute += 10_000;
                Write("clock", (State, _log.Count));
                return Wrong();
            }
            catch (OverflowException)
            {
                return "a ledger went below nothing";
            }
        }

        private void Write(string who, (Reservation State, int Version) read)
        {
            while (true)
            {
                // A retry is the same message until it is answered.
                _messages.TryGetValue(who, out var n);
                var message = who + "-" + n.ToString(CultureInfo.InvariantCulture);
                if (Decide(read.State, Command(who), message: message, minutes: _minute).TryGet(out var decision, out _))
                {
                    if (_isChecked && read.Version != _log.Count)
                    {
                        read = (State, _log.Count);
                        continue;
                    }

                    foreach (var happened in decision.Events) Append(happened);
                    // Some answers get lost, and the same is asked again.
                    if (_dice.Next(3) > 0) _messages[who] = n + 1;
                }

                return;
            }
        }

        private void Append(ReservationEvent happened)
        {
            _log.Add((happened, _minute, State.ExpiresAt));
            State = Reservations.Evolve(State, happened);
        }

        private ReservationCommand Command(string who) => who switch
        {
            "pay" => new Commit(R()),
            "pay-some" => new Commit(R(), [Units("HZ", "A", 1)]),
            "cancel" => new Release(R()),
            "cancel-some" => new Release(R(), [Units("HZ", "A", 2)]),
            "longer" => new Extend(R(), Noon + Duration.FromMinutes(_minute + 15)),
            _ => new Expire(R()),
        };

        private string? Wrong()
        {
            if (State.Status == ReservationStatus.Pending) return "units never ended";
            foreach (var line in State.Lines)
            {
                if (line.Committed + line.Released + line.Expired != line.Reserved) return $"{line} does not add up";
            }

            var steps = _log.Select(l => l.Event).OfType<IReservationStep>().ToList();
            if (steps.Select(s => s.Message).Distinct().Count() != steps.Count) return "a message had two effects";
            if (_log.Any(l => l.Event is ReservationExpired && Noon + Duration.FromMinutes(l.Minute) < l.DueAt)) return "time ended units before it was up";
            var balances = new[] { ("HZ", "A"), ("GZ", "B") }.Aggregate(System.Collections.Immutable.ImmutableArray<StockBalance>.Empty,
                (b, c) => b.AddRange(OnHand(c.Item1, c.Item2, 5)));
            foreach (var (happened, _, _) in _log) balances = StockSheet.Post(balances, StockEffects.Of(happened, StockFormula.Default.Policy).Postings);
            return balances.Where(b => b.Account == StockAccount.Locked).All(b => b.Units == 0)
                && balances.Where(b => b.Account == StockAccount.Sold).Sum(b => b.Units) == State.Lines.Sum(l => l.Committed.Units)
                ? null : "what is locked or sold is not what ended";
        }
    }
}
