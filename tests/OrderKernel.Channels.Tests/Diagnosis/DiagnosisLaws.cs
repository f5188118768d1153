using NodaTime;

namespace OrderKernel.Channels.Tests;

// Over generated sets of orders of up to four sides, each with its own words and columns. Fails when a consistent set raises an alarm, when what was planted is
// not exactly what is reported, when the order of records, the numbering of files or which sides are given first changes the report, and when a rate is off by
// one order.
public class DiagnosisLaws
{
    private static readonly Instant Start = Told.Noon;

    [Law(300, 20_000)]
    public bool A_consistent_set_raises_no_alarm(Seed seed)
    {
        var set = new Set(new(seed));
        return Told.Diagnose(set.Records, sources: set.Sources, until: Told.Exported, also: set.Sides).TrueForAll(o => o.Disagreements.IsEmpty);
    }

    [Law(600, 30_000)]
    public bool What_was_planted_is_what_is_reported_and_the_rate_is_exact(Seed seed)
    {
        var set = new Set(new(seed));
        set.Plant();
        var orders = Told.Diagnose(set.Records, sources: set.Sources, until: Told.Exported, also: set.Sides);
        var tally = new DiagnosisTally();
        foreach (var order in orders) tally.Take(order);
        var kinds = set.Planted.GroupBy(p => p.Kind).ToDictionary(g => g.Key, g => (long)g.Count());
        return Reported(orders).SequenceEqual(set.Planted.OrderBy(p => p.Number, StringComparer.Ordinal))
            && tally.Orders == set.Count && tally.Consistent == set.Count - set.Planted.Count && tally.Disagreements == set.Planted.Count
            && kinds.All(k => tally.With(k.Key) == k.Value);
    }

    [Law(300, 20_000)]
    public bool The_order_of_records_and_files_does_not_matter(Seed seed)
    {
        var draws = new Draws(seed);
        var set = new Set(draws);
        set.Plant();
        var files = draws.Shuffled(Enumerable.Range(0, 50)).ToArray();
        var moved = draws.Shuffled(set.Records).Select(r => r with { File = files[r.File] }).ToList();
        return Texts(set.Records, set).SequenceEqual(Texts(moved, set));
    }

    [Fact]
    public void Every_kind_is_planted_and_every_pair_of_sides_is_compared()
    {
        // A kind that is never planted would be found in vain.
        var sets = Enumerable.Range(0, 300).Select(n => new Set(new(n * 7919))).ToList();
        foreach (var set in sets) set.Plant();
        var planted = sets.SelectMany(s => s.Planted).Select(p => $"{p.Kind}").Distinct();
        Assert.Equal(Told.Kinds.Select(k => $"{k}").OrderBy(k => k, StringComparer.Ordinal), planted.OrderBy(k => k, StringComparer.Ordinal));
        Assert.Equal(SidePair.Among(Told.Sides), sets.SelectMany(s => SidePair.Among(s.Sides)).Distinct().OrderBy(p => p));
    }

    private static IEnumerable<string> Texts(List<SideRecord> records, Set set) =>
        Told.Diagnose(records, sources: set.Sources, until: Told.Exported, also: set.Sides).Select(o =>
            $"{o.Number} {o.Source} {o.PlacedAt} {string.Join(";", o.Disagreements.Items.Select(d => $"{d.Kind} {d.Subject} {d.Odd} {string.Join(",", d.Pairs.Items)} {d.Why}"))} {string.Join(",", o.Compared.Items)} {string.Join(",", o.Uncompared.Items)}");

    private static IEnumerable<Plant> Reported(List<DiagnosedOrder> orders) =>
        orders.SelectMany(o => o.Disagreements.Items.Select(d => new Plant(o.Number, d.Kind, d.Subject)));

    private readonly record struct Plant(string Number, DisagreementKind Kind, DiagnosisSubject Subject);

    /// <summary>Orders that all sides of a set tell alike, as far as each tells anything, and what was changed in them.</summary>
    private sealed class Set
    {
        private readonly Draws _draws;
        private readonly SideWords[] _words = new SideWords[5];
        private readonly List<List<SideRecord>> _orders = [];

        public Set(Draws draws)
        {
            _draws = draws;
            Sides = [.. draws.Shuffled(Told.Sides).Take(2 + draws.Next(3)).OrderBy(s => s)];
            foreach (var side in Sides) _words[(int)side] = Words(side);
            Count = 1 + draws.Next(12);
            for (var i = 0; i < Count; i++) _orders.Add(Order($"N{draws.Next(1000)}-{i}"));
        }

        public DiagnosisSide[] Sides { get; }

        public int Count { get; }

        public OrderSources Sources { get; } = new([new("web", "shop-1"), new("web", "shop-2")], [new("旗舰店", new("web", "shop-1"))]);

        public List<Plant> Planted { get; } = [];

        public List<SideRecord> Records => [.. _orders.SelectMany(o => o)];

        public void Plant()
        {
            foreach (var order in _orders)
            {
                if (order.Count < 2 || _draws.Next(3) > 0) continue;
                var at = _draws.Next(order.Count);
                var (record, others) = (order[at], order.Where((_, i) => i != at).ToList());
                if (Change(_draws.Next(7), record, others) is not { } planted) continue;
                order.RemoveAt(at);
                order.AddRange(planted.Instead);
                Planted.Add(new(record.Number, planted.Kind, planted.Subject));
            }
        }

        // What one side says instead, where it is then wrong whatever the others tell; null where it would not be.
        private static (DisagreementKind Kind, DiagnosisSubject Subject, SideRecord[] Instead)? Change(int kind, SideRecord record, List<SideRecord> others)
        {
            var isShipped = record.Fulfilment == FulfilmentStatus.Shipped && others.Exists(o => o.Fulfilment == FulfilmentStatus.Shipped);
            return kind switch
            {
                0 => others.Exists(o => o.Payment == PaymentStatus.Paid || o.PaidAt is not null || o.Fulfilment >= FulfilmentStatus.Shipped)
                    && record.Outcome is null && others.TrueForAll(o => o.Outcome is null)
                    ? (DisagreementKind.Missing, DiagnosisSubject.Presence, []) : null,
                1 => record.Due is { } due && others.Exists(o => o.Due is not null)
                    ? (DisagreementKind.Amount, DiagnosisSubject.Due, [record with { Due = due + Money.Fen(1) }]) : null,
                2 => isShipped ? (DisagreementKind.Status, DiagnosisSubject.Fulfilment,
                    [record with { Fulfilment = FulfilmentStatus.Unfulfilled, ShippedAt = null, SourceTime = record.CreatedAt!.Value }]) : null,
                3 => isShipped ? (DisagreementKind.TimeOrder, DiagnosisSubject.Fulfilment,
                    [record with { Fulfilment = FulfilmentStatus.Unfulfilled, ShippedAt = null, SourceTime = Told.Exported }]) : null,
                4 => record.ShippedAt is not null && record.PaidAt is { } paid
                    ? (DisagreementKind.TimeOrder, DiagnosisSubject.Times, [record with { ShippedAt = paid - Duration.FromMinutes(2) }]) : null,
                5 => (DisagreementKind.Duplicate, DiagnosisSubject.Presence, [record, record]),
                _ => record.Side == DiagnosisSide.Channel || others.TrueForAll(o => o.Source is null) ? null
                    : (DisagreementKind.UnknownSource, DiagnosisSubject.Presence, [record with { Source = new(null, "nobody", null) }]),
            };
        }

        // Which words a side has at all: of a warehouse only whether it left.
        private SideWords Words(DiagnosisSide side) => side == DiagnosisSide.Wms
            ? new(0, (1 << 1) | (1 << 4) | (_draws.Next(2) << 2), 0, _draws.Next(2) << 2)
            : new(_draws.Next(4) == 0 ? 0 : (1 << 1) | (1 << 5) | (_draws.Next(2) << 7), (1 << 1) | (1 << 4) | (_draws.Next(2) << 6), 0, _draws.Next(2) << 2);

        private List<SideRecord> Order(string number)
        {
            var created = Start + Duration.FromMinutes(_draws.Next(600));
            var stage = _draws.Next(4); // placed, paid, shipped, delivered
            // An end that the channel does not tell is none for those who look at the channel.
            var isEnded = stage < 2 && _draws.Next(4) == 0 && Sides[0] == DiagnosisSide.Channel && (_words[(int)DiagnosisSide.Channel].Outcome & (1 << 2)) != 0;
            var due = Money.Fen(100 + _draws.Next(100_000));
            var (paid, shipped, delivered) = (created + Duration.FromMinutes(5), created + Duration.FromHours(3), created + Duration.FromHours(20));
            var isNamed = _draws.Next(3) > 0;
            var told = new List<SideRecord>();
            foreach (var side in Sides)
            {
                // Who need not know an order may know it all the same, but the channel always does.
                var isExpected = side == DiagnosisSide.Channel || (stage > 0 && !isEnded);
                if (!isExpected && _draws.Next(2) == 0) continue;
                told.Add(Say(side, number, created, stage > 0 ? paid : null, stage > 1 ? shipped : null, stage > 2 ? delivered : null, due, isEnded, isNamed));
            }

            return told.Count > 0 ? told : [Say(Sides[0], number, created, stage > 0 ? paid : null, null, null, due, isEnded, isNamed)];
        }

        private SideRecord Say(DiagnosisSide side, string number, Instant created, Instant? paid, Instant? shipped, Instant? delivered, Money due, bool isEnded,
            bool isNamed)
        {
            var words = _words[(int)side];
            var isWms = side == DiagnosisSide.Wms;
            var stage = delivered is not null && (words.Fulfilment & (1 << 6)) != 0 ? FulfilmentStatus.Delivered
                : shipped is not null ? FulfilmentStatus.Shipped : FulfilmentStatus.Unfulfilled;
            var ended = isEnded && (words.Outcome & (1 << 2)) != 0;
            var latest = ended ? created + Duration.FromHours(1) : delivered ?? shipped ?? paid ?? created;
            return new()
            {
                Side = side, Number = number, File = ((int)side * 8) + _draws.Next(3), Words = words, SourceTime = latest,
                Source = side == DiagnosisSide.Channel ? new("web", "shop-1", null) : !isNamed ? null : new(_draws.Next(2) == 0 ? "web" : null,
                    _draws.Next(2) == 0 ? "旗舰店" : "Shop-1", null),
                Payment = words.Payment == 0 ? null : paid is null ? PaymentStatus.Unpaid : PaymentStatus.Paid,
                Fulfilment = stage, Outcome = ended ? ClaimOutcome.Ended : null, EndedAt = ended ? latest : null, Terms = PaymentTerms.Prepaid,
                Due = isWms || _draws.Next(4) == 0 ? null : due, CreatedAt = created, PaidAt = isWms ? null : paid, ShippedAt = shipped,
                DeliveredAt = stage == FulfilmentStatus.Delivered ? delivered : null,
            };
        }
    }

    /// <summary>Draws that a seed gives, the same on every platform.</summary>
    private sealed class Draws(int seed)
    {
        private uint _bits = unchecked((uint)seed * 2654435761u);

        public int Next(int of)
        {
            _bits = unchecked((_bits * 1664525u) + 1013904223u);
            return (int)((_bits >> 8) % (uint)of);
        }

        public List<T> Shuffled<T>(IEnumerable<T> values)
        {
            var list = values.ToList();
            for (var i = list.Count - 1; i > 0; i--)
            {
                var k = Next(i + 1);
                (list[i], list[k]) = (list[k], list[i]);
            }

            return list;
        }
    }
}
