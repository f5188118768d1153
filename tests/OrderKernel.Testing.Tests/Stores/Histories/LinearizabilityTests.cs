using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Testing.Tests.Stores;

// Fails when real threads get answers from a store that no order of their acts explains: a balance between two halves of a unit, a floor that was asked
// before another's posting, a message done twice. And when the search would not notice that.
public class LinearizabilityTests
{
    private const int Threads = 4;
    private const int Acts = 10;

    [Fact]
    public void Histories_of_the_memory_store_are_those_of_one_thread_that_does_all()
    {
        var runner = new HistoryRunner(new MemoryOrderStore(), Threads, Acts);
        var (run, bad) = runner.Run(Sizes.Of(20_000, 200_000), seed: Sizes.IsBuild ? 1 : Environment.TickCount);
        Assert.True(bad is null, $"after {run}:\n{(bad is null ? "" : HistoryRunner.Say(bad))}");
    }

    public static TheoryData<string> Canaries => new(Bad.Keys);

    private static readonly Dictionary<string, Func<IOrderStore>> Bad = new()
    {
        ["asks the floors first and posts then"] = () => new AsksThenPosts(),
        ["posts one SKU after the other"] = () => new PostsOneByOne(),
        ["asks for the message first and commits then"] = () => new AsksForTheMessageFirst(),
        ["reads one SKU after the other"] = () => new ReadsOneByOne(),
    };

    [Theory]
    [MemberData(nameof(Canaries))]
    public void A_store_that_lets_others_in_between_is_found(string name)
    {
        const int trials = 20;
        var found = Enumerable.Range(0, trials).Count(seed => new HistoryRunner(Bad[name](), Threads, Acts).Run(2_000, seed).Bad is not null);
        Assert.True(found >= trials * 0.95, $"{found} of {trials}");
    }

    // No thread needed: each of these answers alone is impossible.
    [Theory]
    [InlineData("done", "done", true)]
    [InlineData("done", "short -1", false)]
    [InlineData("short -3", "done", false)]
    [InlineData("done", "repeated", false)]
    public void The_search_knows_what_one_thread_would_see(string first, string second, bool holds)
    {
        Call[] calls = [new(new(ActKind.Take, 0, 3), 1, 2, first), new(new(ActKind.Take, 1, 3), 3, 4, second)];
        Assert.Equal(holds, Linearizability.Holds([calls]));
    }

    [Fact]
    public void Who_began_after_the_others_end_comes_after_it()
    {
        Call take = new(new(ActKind.Take, 0, 3), 1, 2, "done"), late = new(new(ActKind.ReadBoth, 0, 1), 3, 4, "0 0");
        Assert.False(Linearizability.Holds([[take], [late]]));
        Assert.True(Linearizability.Holds([[take with { Until = 4 }], [late with { From = 2, Until = 3 }]]));
    }
}

internal sealed class AsksThenPosts() : PlantedStore(new MemoryOrderStore())
{
    public override async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        foreach (var floor in changes.Floors)
        {
            var balances = await Inner.BalancesAsync(changes.Tenant, [floor.Cell], cancellationToken);
            var own = changes.Postings.Where(p => p.Cell == floor.Cell);
            var seen = Inventory.StockSheet.Sum(Inventory.StockSheet.Post(balances, own), floor);
            if (seen < floor.AtLeast && await Inner.AnswerAsync(changes.Tenant, changes.Message, cancellationToken) is null)
                return await Inner.CommitAsync(changes, cancellationToken);
        }

        Thread.Yield();
        return await Inner.CommitAsync(changes with { Floors = [] }, cancellationToken);
    }
}

internal sealed class PostsOneByOne() : PlantedStore(new MemoryOrderStore())
{
    public override async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        if (changes.Postings.Select(p => p.Cell.Sku).Distinct().Count() < 2 || changes.Message.Value == "supply")
            return await Inner.CommitAsync(changes, cancellationToken);
        var sku = changes.Postings[0].Cell.Sku;
        var outcome = await Inner.CommitAsync(changes with
        {
            Postings = changes.Postings.Where(p => p.Cell.Sku == sku), Floors = changes.Floors.Where(f => f.Cell.Sku == sku),
        }, cancellationToken);
        if (outcome is not CommitOutcome.Done) return outcome;
        Thread.Yield();
        return await Inner.CommitAsync(changes with
        {
            Message = MessageId.Of($"{changes.Message}+"), Appends = [],
            Postings = changes.Postings.Where(p => p.Cell.Sku != sku), Floors = changes.Floors.Where(f => f.Cell.Sku != sku),
        }, cancellationToken);
    }
}

internal sealed class AsksForTheMessageFirst() : PlantedStore(new MemoryOrderStore())
{
    private int _calls;

    public override async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        if (await Inner.AnswerAsync(changes.Tenant, changes.Message, cancellationToken) is { } answer)
            return answer.Bytes.Span.SequenceEqual(changes.Content.Span) ? new CommitOutcome.Repeated(answer.Bytes) : CommitOutcome.OtherContent.Instance;
        Thread.Yield();
        var outcome = await Inner.CommitAsync(changes with { Message = MessageId.Of($"{changes.Message} {Interlocked.Increment(ref _calls)}") }, cancellationToken);
        if (outcome is CommitOutcome.Done)
            await Inner.CommitAsync(new(changes.Tenant, changes.Message, changes.Content, changes.Answer, 0), cancellationToken);
        return outcome;
    }
}

internal sealed class ReadsOneByOne() : PlantedStore(new MemoryOrderStore())
{
    public override async ValueTask<System.Collections.Immutable.ImmutableArray<StockBalance>> BalancesAsync(
        TenantId tenant, System.Collections.Immutable.ImmutableArray<StockCell> cells, CancellationToken cancellationToken)
    {
        var all = new List<StockBalance>();
        foreach (var cell in cells)
        {
            all.AddRange(await Inner.BalancesAsync(tenant, [cell], cancellationToken));
            Thread.Yield();
        }

        return [.. all];
    }
}
