using System.Text;
using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Abstractions.Tests.Events;

internal sealed record Sampled(OrderId Order, Money Amount, Quantity Units, QuantityDelta Delta, Instant At, ValueList<BundleComponent> Goods,
    HoldScopes Scopes, SkuId? Missing);

[JsonSerializable(typeof(Sampled))]
[JsonSerializable(typeof(BundleComponent))]
internal sealed partial class SampledContext : JsonSerializerContext;

// Fails when the canonical bytes of an event change, when a chain breaks unnoticed, or a head depends on how commits were grouped.
public class EventTests
{
    private static readonly EventCodec<Sampled> Codec = new EventCodec<Sampled>()
        .With("tests.sampled", () => new SampledContext(CanonicalJson.Options(CanonicalJson.ListOf<BundleComponent>())).Sampled);

    private static readonly StreamId Stream = StreamId.Of(TenantId.Of("demo"), StreamKinds.Order, "abc");

    private static readonly Sampled Value = new(
        OrderId.Parse("TB_20200229_0123456789abcdef"), Money.Fen(18832000), Quantity.Of(2), QuantityDelta.Of(-3), Instant.FromUnixTimeTicks(15829056001234567),
        [new(SkuId.Of("SKU-甲\"<é>"), Quantity.Of(1))], HoldScopes.Ship | HoldScopes.Edit, null);

    private static readonly EventHeader Header = new(
        Instant.FromUtc(2020, 2, 29, 16, 0), ActorId.Of("kernel"), MessageId.Of("m-1"), [Reason.Of("orders.paid-late", ("minutes", 31))],
        [PolicyReference.Of("standard", "1.0.0", "0011223344556677")]);

    [Fact]
    public void The_canonical_bytes_are_pinned() => Assert.Equal(
        """{"type":"tests.sampled","at":"2020-02-29T16:00:00Z","actor":"kernel","message":"m-1","policies":["standard@1.0.0#0011223344556677"],"reasons":[{"code":"orders.paid-late","arguments":{"minutes":"31"}}],"data":{"order":"TB_20200229_0123456789abcdef","amount":"CNY 188320.00","units":2,"delta":-3,"at":"2020-02-28T16:00:00.1234567Z","goods":[{"sku":"SKU-甲\"<é>","quantity":1}],"scopes":"Ship, Edit"}}""",
        Encoding.UTF8.GetString(Codec.Encode(Value, Header).Span));

    [Fact]
    public void Header_and_data_read_back()
    {
        var envelope = Codec.Seal(new StreamHead(Stream, 0, ChainHash.Genesis(Stream)), Value, Header);
        Assert.Equal(Value, Codec.Decode(envelope));
        Assert.Equal(Header, EventBytes.ReadHeader(envelope.Bytes));
        Assert.Equal((1, "tests.sampled"), (envelope.Version, envelope.Type));
    }

    [Fact]
    public void Damaged_bytes_are_a_format_error()
    {
        var envelope = Codec.Seal(new StreamHead(Stream, 0, ChainHash.Genesis(Stream)), Value, Header);
        var cut = envelope with { Bytes = envelope.Bytes[..^20] };
        Assert.Throws<FormatException>(() => Codec.Decode(cut));
        Assert.Throws<FormatException>(() => EventBytes.ReadHeader(cut.Bytes));
        Assert.Throws<FormatException>(() => Codec.Decode(envelope with { Type = "tests.other" }));
    }

    [Fact]
    public void A_chain_depends_on_every_byte_and_on_its_stream()
    {
        var genesis = ChainHash.Genesis(Stream);
        var other = ChainHash.Genesis(StreamId.Of(TenantId.Of("demo"), StreamKinds.Order, "abd"));
        Assert.NotEqual(genesis, other);
        Assert.NotEqual(genesis.Next("a"u8), genesis.Next("b"u8));
        Assert.NotEqual(genesis.Next("a"u8).Next("b"u8), genesis.Next("b"u8).Next("a"u8));
        Assert.Equal(genesis.Next("a"u8), ChainHash.Of(genesis.Next("a"u8).Bytes.Span));
        Assert.Throws<InvalidOperationException>(() => default(ChainHash).Next("a"u8));
    }

    [Fact]
    public async Task A_partition_head_does_not_depend_on_the_order_of_its_streams()
    {
        var tenant = TenantId.Of("demo");
        var heads = Enumerable.Range(0, 20).Select(i => StreamId.Of(tenant, "order", $"k{i}")).Select((s, i) => new StreamHead(s, i, ChainHash.Genesis(s)))
            .ToArray();
        var head = PartitionHead.Of(tenant, heads);
        Assert.Equal(head, PartitionHead.Of(tenant, heads.Reverse()));
        Assert.Equal((20, 190), (head.Streams, head.Events));
        Assert.NotEqual(head, PartitionHead.Of(tenant, heads.Select((h, i) => i == 3 ? h with { Version = 99 } : h)));
        Assert.Throws<ArgumentException>(() => PartitionHead.Of(TenantId.Of("other"), heads));
        Assert.Equal(head, await PartitionHead.OfAsync(tenant, InTurn(heads.OrderBy(h => h.Stream))));
        await Assert.ThrowsAsync<ArgumentException>(async () => await PartitionHead.OfAsync(tenant, InTurn(heads)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await PartitionHead.OfAsync(TenantId.Of("other"), InTurn(heads)));
    }

    private static async IAsyncEnumerable<StreamHead> InTurn(IEnumerable<StreamHead> heads)
    {
        foreach (var head in heads)
        {
            await Task.Yield();
            yield return head;
        }
    }
}
