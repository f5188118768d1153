using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using NodaTime;
using OrderKernel.Orders;

namespace OrderKernel.Benchmarks;

/// <summary>
/// An order of a thousand events: its chain verified, in memory and from an exported
/// file, and the order as of its last instant. Against hashing the same bytes once.
/// </summary>
[MemoryDiagnoser]
public class TrailBenchmarks
{
    private const int Events = 1_000;
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 2, 0);

    private readonly EventEnvelope[] _events;
    private readonly StreamHead _head;
    private readonly byte[] _file;

    /// <summary>Places an order and sets and releases holds on it until there are a thousand events.</summary>
    public TrailBenchmarks()
    {
        var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("web"), ShopId.Of("main"), OrderNumber.Of("1001"));
        var line = new OrderedLine(LineId.Of("1"), Quantity.Of(2), Money.Fen(12_800), [new(SkuId.Of("MUG-1"), Quantity.Of(1))]);
        var place = new PlaceOrder(key, OrderId.Mint("WB", new LocalDate(2026, 2, 9), key), Start, PaymentTerms.Prepaid, new OrderAmounts(Money.Fen(12_800)),
            [line]);
        var events = new List<EventEnvelope>();
        var (order, head) = ((Order?)null, new StreamHead(key.Stream(), 0, ChainHash.Genesis(key.Stream())));
        OrderCommand command = place;
        for (var i = 0; events.Count < Events; i++)
        {
            var context = new DecisionContext(new Actor(ActorId.Of("agent"), [Role.Channel]), Start + Duration.FromMinutes(i), MessageId.Of($"m{i}"));
            var decision = OrderDecider.Decide(order, command, OrderPolicies.Default, context).ValueOrThrow();
            foreach (var e in decision.Events)
            {
                events.Add(OrderEvents.Codec.Seal(head, e,
                    new EventHeader(context.At, context.Actor.Id, context.Message, decision.Reasons, decision.Policies)));
                head = new(head.Stream, events[^1].Version, events[^1].Hash);
                order = OrderDecider.Evolve(order, e);
            }

            command = i % 2 == 0 ? new PlaceHold(HoldId.Of("h"), HoldKind.Invoice, HoldScopes.Edit) : new ReleaseHold(HoldId.Of("h"));
        }

        (_events, _head) = ([.. events], head);
        _file = TrailFile.Write(head, _events, head);
    }

    /// <summary>SHA-256 over each event's bytes and nothing else.</summary>
    [Benchmark(Baseline = true)]
    public int HashOnly()
    {
        Span<byte> hash = stackalloc byte[32];
        var sum = 0;
        foreach (var e in _events) sum += SHA256.HashData(e.Bytes.Span, hash);
        return sum;
    }

    /// <summary>The chain of the stored events.</summary>
    [Benchmark]
    public bool VerifyChain() => ChainVerifier.Check(_head, _events) is null;

    /// <summary>The exported file: read, checked line by line, compared with the anchor.</summary>
    [Benchmark]
    public bool VerifyFile() => TrailVerifier.Verify(_file, _head).IsSound;

    /// <summary>The order as of its last event, from bytes.</summary>
    [Benchmark]
    public Order? AsOf() => OrderTrail.AsOf(_events, Instant.MaxValue).ValueOrThrow().Order;

    /// <summary>The whole trail with before and after.</summary>
    [Benchmark]
    public int Trail() => OrderTrail.Of(_events).ValueOrThrow().Entries.Count;
}
