using System.Collections.Immutable;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Testing.Tests.Facts;

// Fails when a public fact type has no generator, a generator makes what its type forbids, or it never makes something that matters.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class GeneratorLaws
{
    // Neither facts nor parts of facts: results, readers and documents are made by the family's own functions; ledgers by their moves.
    private static readonly string[] NotFacts =
    [
        "Result`1", "ValueList`1", "ChainHash", "Argument", "Refusal", "Decision`1", "PolicyDocument", "EventHeader", "PartitionHead", "LedgerPosition",
        "UnitLedger", "MoneyLedger", "UnitMove", "DerivedStatuses", "InboxEntry", "CommitOutcome",
        "DroppedEvent", "CommandField", "LocationPlace",
        // What a channel is asked and answers: between the kernel and an adapter, never stored.
        "PullRequest", "PullAnswer", "PullPage", "PullRefusal", "WriteBackRequest", "WriteBackItem", "WriteBackAnswer", "WriteBackTaken", "WriteBackRefusal",
        "DispatchRequest", "DispatchLine", "DispatchBatch", "RecallRequest", "DispatchAnswer", "DispatchTaken", "DispatchRefusal",
        "ShopStockRequest", "ShopStockNumber", "ShopStockAnswer", "ShopStockRefusal", "PayloadFailure",
    ];

    public static TheoryData<Type> FactTypes => [.. Facts];

    internal static IEnumerable<Type> Facts => typeof(Claim).Assembly.GetExportedTypes().Where(IsFact);

    [Theory]
    [MemberData(nameof(FactTypes))]
    public void Every_public_fact_type_has_a_generator_that_varies(Type type) =>
        typeof(GeneratorLaws).GetMethod(nameof(Varies), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null);

    [Law(300, 20_000)]
    public bool Units_of_work_keep_their_contract_and_a_store_takes_each(Changes changes)
    {
        ChangesContract.Check(changes);
        var outcome = new MemoryOrderStore().CommitAsync(changes with { Floors = [] }, default).AsTask().Result;
        return outcome is CommitOutcome.Done;
    }

    [Law(300, 20_000)]
    public bool Appended_events_hang_together(StreamAppend append) =>
        ChainVerifier.Check(new(append.Stream, append.Events.Count, append.Events[^1].Hash), append.Events) is null;

    [Law(300, 20_000)]
    public bool Any_changed_byte_of_an_event_breaks_its_chain(StreamAppend append, Seed at)
    {
        var index = at % append.Events.Count;
        var bytes = append.Events[index].Bytes.ToArray();
        bytes[at % bytes.Length] ^= (byte)(1 << (at % 8));
        var edited = append.Events.SetItem(index, append.Events[index] with { Bytes = bytes });
        return ChainVerifier.Check(new(append.Stream, append.Events.Count, append.Events[^1].Hash), edited) is { } finding
            && finding.Path == $"{append.Stream}@{index + 1}" && finding.Code == KernelCodes.ChainHashMismatch;
    }

    [Law(300, 20_000)]
    public bool Claims_are_in_one_currency_and_their_times_follow_each_other(Claim claim)
    {
        var money = claim.Lines.Items.Select(l => l.Total)
            .Concat(new[] { claim.PaidAmount, claim.RefundedAmount, claim.Amounts?.Due, claim.Amounts?.Unattributed }.OfType<Money>()).ToArray();
        var times = new[] { claim.CreatedAt, claim.PaidAt, claim.ShippedAt, claim.DeliveredAt, claim.EndedAt, claim.SourceTime }.OfType<NodaTime.Instant>()
            .ToArray();
        return money.Select(m => m.Currency).Distinct().Count() <= 1 && times.SequenceEqual(times.Order())
            && claim.Lines.Items.Select(l => l.Line).Distinct().Count() == claim.Lines.Count
            && !(claim.RefundedAmount > claim.PaidAmount);
    }

    [Law(300, 20_000)]
    public bool Amounts_add_up_with_what_they_leave_unexplained(OrderAmounts a) =>
        a.ListPrice - a.SellerDiscount - a.PlatformSubsidy - a.Coupon + a.Freight + a.Tax + a.Surcharges + a.Unattributed == a.Due;

    [Law(300, 20_000)]
    public bool Tracks_name_a_reason_exactly_when_they_are_exceptions(TrackReport t) =>
        (t.Exception is not null) == (t.Node == TrackNode.Exception);

    [Fact]
    public void Samples_hold_what_matters()
    {
        var claims = Gen.Sample(OrderGenerators.Claims, 300).ToList();
        Assert.Contains(claims, c => c.Lines.IsEmpty);
        Assert.Contains(claims, c => c.Lines.Items.Any(l => l.Goods.IsEmpty));
        Assert.Contains(claims, c => c.Holds is { IsEmpty: true });
        Assert.Contains(claims, c => c.Recipient is null);
        Assert.Contains(Gen.Sample(ValueGenerators.Amounts, 300), m => m.MinorUnits < 0);
        Assert.Contains(Gen.Sample(ValueGenerators.Amounts, 300), m => m.Currency.Digits == 3);
        Assert.Contains(Gen.Sample(IdGenerators.Streams, 300), s => s.Key.Any(char.IsSurrogate));
        Assert.Contains(Gen.Sample(StockGenerators.Floors, 300), f => f.Terms.Items.Any(t => t.Sign < 0));
        Assert.Contains(Gen.Sample(PortGenerators.Timers, 300), t => t.DueAt is null);
    }

    private static bool IsFact(Type type) => type is { IsAbstract: false, IsNested: false, IsGenericType: false }
        && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null
        && !NotFacts.Contains(type.Name);

    private static void Varies<T>()
    {
        var samples = Gen.Sample(KernelGenerators.Of<T>().Generator, 50).ToImmutableArray();
        Assert.DoesNotContain(samples, s => s is null);
        Assert.True(samples.Select(s => s!.ToString()).Distinct().Count() > 1, $"{typeof(T).Name} does not vary");
    }
}
