using NodaTime;
using OrderKernel.Deliveries;
using OrderKernel.Ports;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when a run over deliveries that are read in their turn leaves anything else than one
// over deliveries that are held, does them in another order, or reads one again and again.
public class SourceLaws
{
    [Law(60, 1_200)]
    public bool Read_in_turn_or_held_a_day_ends_the_same(Seed seed)
    {
        var day = History.Of(seed);
        var store = new MemoryOrderStore();
        Wait(new KernelRun(store, Bench.Sourced, Shop.Acme).ApplyAsync(new Elsewhere(Shuffled(day, seed)), History.End).AsTask());
        return Wait(DayEnd.OfAsync(store)) == Wait(DayEnd.RunAsync(new MemoryOrderStore(), day));
    }

    [Law(60, 1_200)]
    public bool However_many_are_of_one_instant_they_come_in_business_order(Seed seed)
    {
        var source = new Elsewhere(Crowd(seed));
        return Units(source).SequenceEqual(source.Deliveries.Order().Select(d => d.Id)) && source.ReadsMax <= 2;
    }

    [Fact]
    public void An_order_that_looks_at_times_alone_is_told_apart()
    {
        var source = new Elsewhere(Crowd(1));
        Assert.NotEqual(source.Deliveries.OrderBy(d => d.At).Select(d => d.Id), Units(source));
    }

    [Fact]
    public async Task A_source_that_gives_another_time_than_it_said_is_refused()
    {
        var source = new Elsewhere(History.Of(1)) { Late = Duration.FromSeconds(1) };
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await new KernelRun(new MemoryOrderStore(), Bench.Sourced, Shop.Acme).ApplyAsync(source, History.End));
    }

    /// <summary>Up to 300 deliveries of up to three instants, with fingerprints of which several are alike.</summary>
    private static Delivery[] Crowd(int seed)
    {
        var dice = new Random(seed);
        var instants = dice.Next(1, 4);
        return [.. Enumerable.Range(0, dice.Next(100, 300)).Select(i => (Delivery)new UnusableDelivery(
            new DeliverySlip(MessageId.Of($"m{dice.Next(100_000)}-{i}"), $"h{dice.Next(40)}", $"file:{i}", new byte[9]),
            Shop.At("10:00") + Duration.FromMinutes(dice.Next(instants)), Refusal.Of("test.bad")))];
    }

    private static List<MessageId> Units(IDeliverySource source)
    {
        var units = new List<MessageId>();
        var store = new FailingStore(new MemoryOrderStore(), 0, FailureMoment.Never)
        {
            Lie = c =>
            {
                units.Add(c.Message);
                return c;
            },
        };
        Wait(new KernelRun(store, Bench.Sourced, Shop.Acme).ApplyAsync(source, History.End).AsTask());
        return units;
    }

    private static Delivery[] Shuffled(Delivery[] day, int seed)
    {
        new Random(seed).Shuffle(day);
        return day;
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>Deliveries that lie elsewhere: each reading makes a new one.</summary>
    private sealed class Elsewhere(Delivery[] deliveries) : IDeliverySource
    {
        private readonly int[] _reads = new int[deliveries.Length];

        public Delivery[] Deliveries => deliveries;

        public Duration Late { get; init; }

        public int ReadsMax => _reads.Max();

        public int Count => deliveries.Length;

        public Instant AtOf(int index) => deliveries[index].At - Late;

        public ValueTask<Delivery> ReadAsync(int index, CancellationToken cancellationToken)
        {
            _reads[index]++;
            return new(deliveries[index] with { });
        }
    }
}
