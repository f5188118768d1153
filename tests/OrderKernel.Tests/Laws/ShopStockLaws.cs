using OrderKernel.Inbox;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Testing;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when, after any day of stock that moves, calls that break before or after their effect, that overtake each other, that a crash repeats, and codes that
// come off the shelf and back, a shop does not show in the end what was decided last, or what it refuses is not open, or is open although it was taken.
// Planted and caught: a number that came too late is not doubted; what was refused is told never again; what waits is told without its numbers; a delayed
// effect is forgotten; a taken number keeps its refusal; of two answers to one effect the second is dropped (so it was at first: this law found it).
public class ShopStockLaws
{
    private static readonly ChannelShop[] Shops = [new(ChannelId.Of("jd"), ShopId.Of("j-1")), new(ChannelId.Of("taobao"), ShopId.Of("t-1"))];
    private static readonly string[] Codes = ["MUG", "TEA", "HAT"];
    private static readonly KernelPolicies Told = KernelPolicies.Default.With("publication", """
        {"$schema":"publication-1.json","name":"p","version":"1","shops":[{"channel":"jd","shop":"j-1"},{"channel":"taobao","shop":"t-1"}],
        "rules":[{"channel":"jd","skus":["MUG","TEA","HAT"],"ratioBasisPoints":6000},{"skus":["MUG","TEA","HAT"],"ratioBasisPoints":4000,"delistBelow":2,"listFrom":4}]}
        """u8.ToArray()).ValueOrThrow();

    [Law(60, 2_000)]
    public async Task In_the_end_each_shop_shows_what_was_decided_last_or_its_refusal_is_open(Seed seed)
    {
        var day = new Day(new Random(seed));
        await day.LiveAsync(40);
        await day.SettleAsync();
        var lines = (await day.Bench.Kernel.PublishStockAsync(Shop.Acme, day.Now)).ValueOrThrow().Lines;
        var open = new List<string>();
        await foreach (var matter in OpenMatters.ReadAsync(day.Bench.Store, day.Bench.Kernel.Policies, Shop.Acme, default))
        {
            Assert.Equal(OpenMatterKind.Publication, matter.Kind);
            open.AddRange(matter.Why.Arguments.Items.Single(a => a.Name == "codes").Value.Split(", ").Select(c => $"{matter.About} {c}"));
        }

        foreach (var line in lines)
        {
            if (line.Units is not { } number) continue;
            var (shop, code) = (line.Listing.Shop, line.Listing.Code);
            var isOpen = open.Contains($"{shop.Channel} {shop.Shop} {code}");
            // What came off the shelf after its number was taken is refused when the number changes.
            Assert.False(isOpen && day.Channel.Sells(code), $"{shop} {code} is open");
            if (!isOpen) Assert.Equal((shop, code, (Quantity?)number.Units), (shop, code, day.Channel.Fake.Shown(shop.Shop, code)));
        }

        foreach (var shop in Shops)
        {
            var told = (await day.Bench.Kernel.FindAsync(new ShopStockKey(Shop.Acme, shop)))?.Numbers ?? [];
            Assert.All(told.Items, n => Assert.NotEqual(n.IsTaken, n.Refused is not null));
            var stored = await day.Bench.Store.ReadAsync(new ShopStockKey(Shop.Acme, shop).Stream(), 0, default);
            Assert.Equal(told, ShopStock.Decider.Replay(stored.Select(PublicationEvents.Codec.Decode))?.Numbers ?? []);
        }
    }

    private sealed class Day
    {
        private readonly Random _random;
        private int _count;

        public Day(Random random)
        {
            _random = random;
            Channel = new Overtaking(this);
        }

        public Bench Bench { get; } = new(policies: Told);

        public Overtaking Channel { get; }

        public NodaTime.Instant Now { get; private set; } = Shop.At("08:00");

        public bool IsCalm { get; private set; }

        public async Task LiveAsync(int steps)
        {
            foreach (var code in Codes) Channel.Put(code, _random.Next(4) > 0);
            for (var step = 0; step < steps; step++) await StepAsync();
        }

        // Nothing breaks any more, and time passes until all that waits was told.
        public async Task SettleAsync()
        {
            IsCalm = true;
            for (var hour = 0; hour < 8; hour++)
            {
                Now += NodaTime.Duration.FromMinutes(61);
                await PublishAsync();
                await DeliverAsync();
            }
        }

        public async Task StepAsync()
        {
            switch (_random.Next(6))
            {
                case 0 or 1: await CountAsync(); break;
                case 2: await PublishAsync(); break;
                case 3: await DeliverAsync(); break;
                case 4: Now += NodaTime.Duration.FromMinutes(_random.Next(1, 90)); break;
                default: Channel.Put(Codes[_random.Next(Codes.Length)], _random.Next(3) > 0); break;
            }
        }

        public Task CountAsync() => Bench.SendAsync(new OrderKernel.Channels.StockCountRecord(Now + NodaTime.Duration.FromTicks(_count++), Shop.Hangzhou,
            SkuId.Of(Codes[_random.Next(Codes.Length)]), Shop.Units(_random.Next(0, 15))));

        public async Task PublishAsync()
        {
            // No two rounds are of one instant.
            Now += NodaTime.Duration.FromTicks(1);
            (await Bench.Kernel.PublishStockAsync(Shop.Acme, Now)).ValueOrThrow();
        }

        public async Task DeliverAsync()
        {
            try
            {
                await Bench.Kernel.SendDueAsync(Shop.Acme, Now, [Kernel.StockPublishKind], async (effect, token) =>
                {
                    (await Bench.Kernel.SetStockAsync(Shop.Acme, effect, Channel, Now, token)).ValueOrThrow();
                    if (!IsCalm && _random.Next(8) == 0) throw new IOException("The host ended before the effect was settled.");
                });
            }
            catch (IOException)
            {
            }
        }

        public int Next(int below) => _random.Next(below);
    }

    /// <summary>A channel of which calls break, and during whose calls the rest of the world goes on.</summary>
    private sealed class Overtaking(Day day) : IChannelGateway
    {
        private readonly HashSet<string> _sold = [];
        private int _depth;

        public ScriptedGateway Fake { get; } = new();

        public bool Sells(string code) => _sold.Contains(code);

        public void Put(string code, bool isSold)
        {
            if (isSold) _sold.Add(code);
            else _sold.Remove(code);
            if (isSold) Fake.Sell(code);
            else Fake.Delist(code);
        }

        public async ValueTask<ShopStockAnswer> SetStockAsync(ShopStockRequest request, CancellationToken cancellationToken)
        {
            if (day.IsCalm) return await Fake.SetStockAsync(request, cancellationToken);
            await MeanwhileAsync();
            switch (day.Next(6))
            {
                case 0: throw new TimeoutException("before");
                case 1: return ShopStockAnswer.Refusing(request, "busy", false);
                case 2 when request.Numbers.Count > 1:
                    // It takes the first, and is too busy for the others.
                    var rest = request with { Numbers = request.Numbers.Items.Skip(1).ToValueList() };
                    var first = await Fake.SetStockAsync(request with { Numbers = [request.Numbers[0]] }, cancellationToken);
                    return new(first.Refused.AddRange(ShopStockAnswer.Refusing(rest, "busy", false).Refused));
            }

            var answer = await Fake.SetStockAsync(request, cancellationToken);
            await MeanwhileAsync();
            return answer;
        }

        public ValueTask<PullAnswer> PullAsync(PullRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask AcknowledgeAsync(PullRequest request, PullPage page, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<WriteBackAnswer> WriteBackAsync(WriteBackRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        private async Task MeanwhileAsync()
        {
            if (_depth > 0 || day.Next(3) > 0) return;
            _depth++;
            await day.CountAsync();
            await day.PublishAsync();
            if (day.Next(2) == 0) await day.DeliverAsync();
            _depth--;
        }
    }
}
