using System.Collections.Immutable;
using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Inbounds;

// Fails when, after any sequence of commands on several inbounds of two cells, units of an inbound appear or vanish, the balance of what a cell expects is not
// the sum of what is open, a book of the events differs from it, or what came is not counted once.
public class InboundLaws
{
    public static TheoryData<string> Laws => ["ordered is open, received and cancelled", "expected is what is open", "the book agrees", "what came is counted once"];

    private sealed record World(List<Inbound> Inbounds, ImmutableArray<StockBalance> Balances, ValueList<StockBalance> Book, long Came);

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_law_holds_and_catches_its_planted_bug(string law)
    {
        var cases = Sizes.Of(300, 20_000);
        for (var seed = 0; seed < cases; seed++) Assert.True(Holds(law, Run(seed, e => e, InboundEffects.Of)), $"{law}: seed {seed}");
        var (happens, post) = Wrong(law);
        Assert.Contains(Enumerable.Range(0, 300), seed => Fails(law, seed, happens, post));
    }

    // A state that cannot be throws where it is asked for what is open.
    private static bool Fails(string law, int seed, Func<InboundEvent, InboundEvent> happens, Func<InboundEvent, StockEffect> post)
    {
        try
        {
            return !Holds(law, Run(seed, happens, post));
        }
        catch (OverflowException)
        {
            return true;
        }
    }

    private static bool Holds(string law, World world) => law switch
    {
        "ordered is open, received and cancelled" => world.Inbounds.TrueForAll(i => i.Ordered.Units - i.Received.Units - i.Cancelled.Units >= 0
            && (i.Status == InboundStatus.Open) == (i.Ordered.Units > i.Received.Units + i.Cancelled.Units)),
        "expected is what is open" => world.Inbounds.GroupBy(i => i.Cell)
            .All(c => StockSheet.BalanceOf(world.Balances, c.Key, StockAccount.Expected) == c.Sum(i => i.Ordered.Units - i.Received.Units - i.Cancelled.Units)),
        "the book agrees" => StockDrift.Between(world.Balances, world.Book).IsEmpty,
        _ => world.Inbounds.Sum(i => i.Received.Units + i.Surplus.Units) == world.Came,
    };

    private static (Func<InboundEvent, InboundEvent> Happens, Func<InboundEvent, StockEffect> Post) Wrong(string law) => law switch
    {
        "ordered is open, received and cancelled" => (e => e is InboundChanged c ? c with { Units = Quantity.Of(1) } : e, InboundEffects.Of),
        "expected is what is open" => (e => e, e => e is InboundChanged ? new([], []) : InboundEffects.Of(e)),
        "the book agrees" => (e => e, e => e is InboundReceived r ? InboundEffects.Of(r with { Units = r.Units + r.Surplus }) : InboundEffects.Of(e)),
        _ => (e => e is InboundReceived r ? r with { Surplus = Quantity.Zero } : e, InboundEffects.Of),
    };

    private static World Run(int seed, Func<InboundEvent, InboundEvent> happens, Func<InboundEvent, StockEffect> post)
    {
        var random = new Random(seed);
        var (states, book, came) = (new Dictionary<InboundId, Inbound>(), new StockBook(), 0L);
        ImmutableArray<StockBalance> balances = [];
        for (var step = 0; step < 12; step++)
        {
            var id = InboundId.Of($"i{random.Next(3)}");
            var cell = id.Value == "i0" ? Cell("GZ", "A") : Cell("HZ", "A");
            var units = random.Next(0, 12);
            InboundCommand command = random.Next(8) switch
            {
                0 or 1 => new ExpectGoods(id, cell, Quantity.Of(units), Noon + Duration.FromDays(units)),
                2 => new ChangeInbound(id, Quantity.Of(units), "w"),
                3 => new PutOffInbound(id, Noon + Duration.FromDays(units), "w"),
                4 when units > 8 => new CancelInbound(id, "w"),
                5 => new MarkOverdue(id),
                _ => new TakeReceipt(id, MessageId.Of($"m{step}"), [new StockUnits(cell, Quantity.Of(units))]),
            };
            states.TryGetValue(id, out var state);
            if (!Inventory.Inbounds.Decide(state, command, By(minutes: step * 24 * 60)).TryGet(out var decision, out _)) continue;
            if (command is TakeReceipt) came += units;
            foreach (var happened in decision.Events.Items.Select(happens))
            {
                states[id] = state = Inventory.Inbounds.Evolve(state, happened);
                balances = StockSheet.Post(balances, post(happened).Postings);
                book.Add(happened, Noon);
            }
        }

        return new([.. states.Values], balances, book.Balances(), came);
    }
}
