using System.Text;
using System.Text.Json.Serialization;
using FsCheck.Xunit;
using NodaTime;

namespace OrderKernel.Abstractions.Tests.Deciding;

internal abstract record SampleCommand;

internal sealed record PayIt(LineId Line, Money Amount, Instant At, PaymentStatus Status) : SampleCommand
{
    public bool IsLoud { get; init; } = true;

    public Bearer Bearer { get; init; } = Bearer.Seller;

    public string? Note { get; init; }
}

internal sealed record PriceIt(OrderAmounts Amounts, ValueList<BundleComponent> Goods, HoldScopes Scopes, StockCell? Cell, long Times = 3) : SampleCommand;

internal sealed record LeaveIt : SampleCommand;

[JsonSerializable(typeof(PayIt))]
[JsonSerializable(typeof(PriceIt))]
[JsonSerializable(typeof(LeaveIt))]
[JsonSerializable(typeof(BundleComponent))]
internal sealed partial class SampleCommandContext : JsonSerializerContext;

// Fails when a command reads back as another, when what is left out is not what its type says, when a problem is missed or told without its path,
// when bytes make the reader throw, or when a command's bytes or fingerprint change.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class CommandCodecTests
{
    private static readonly SampleCommandContext Json = new(CanonicalJson.Options(CanonicalJson.ListOf<BundleComponent>()));

    private static readonly CommandCodec<SampleCommand> Codec = new CommandCodec<SampleCommand>()
        .With("samples.pay-it", () => Json.PayIt).With("samples.price-it", () => Json.PriceIt).With("samples.leave-it", () => Json.LeaveIt);

    private static readonly PayIt Paid = new(LineId.Of("1"), Money.Fen(1234), Instant.FromUtc(2026, 2, 9, 4, 0), PaymentStatus.Paid);

    private static readonly PriceIt Priced = new(
        new OrderAmounts(Money.Fen(100)) { ListPrice = Money.Fen(90) }, [new(SkuId.Of("S"), Quantity.Of(2))], HoldScopes.Ship | HoldScopes.Edit,
        new StockCell(LocationId.Of("L"), SkuId.Of("S")));

    private static Result<SampleCommand> Read(string json) => Codec.Read(Encoding.UTF8.GetBytes(json));

    private static string Problems(string json)
    {
        var refusal = Assert.IsType<Refusal>(Read(json).Refusal);
        Assert.Equal(KernelCodes.CommandInvalid, refusal.Code);
        Assert.NotEmpty(refusal.Reasons);
        return string.Join("\n", refusal.Reasons.Items);
    }

    [Fact]
    public void The_bytes_are_pinned()
    {
        Assert.Equal(
            """{"command":"samples.pay-it","line":"1","amount":"CNY 12.34","at":"2026-02-09T04:00:00Z","status":"Paid","isLoud":true,"bearer":"Seller"}""",
            Encoding.UTF8.GetString(Codec.Write(Paid)));
        Assert.Equal(
            """
            {"command":"samples.price-it","amounts":{"due":"CNY 1.00","listPrice":"CNY 0.90","sellerDiscount":"CNY 0.00","platformSubsidy":"CNY 0.00","coupon":"CNY 0.00","freight":"CNY 0.00","tax":"CNY 0.00","surcharges":"CNY 0.00","unattributed":"CNY 0.10"},"goods":[{"sku":"S","quantity":2}],"scopes":"Ship, Edit","cell":{"location":"L","sku":"S"},"times":3}
            """,
            Encoding.UTF8.GetString(Codec.Write(Priced)));
        Assert.Equal("""{"command":"samples.leave-it"}""", Encoding.UTF8.GetString(Codec.Write(new LeaveIt())));
    }

    [Fact]
    public void What_is_written_reads_back() =>
        Assert.All(new SampleCommand[] { Paid, Paid with { IsLoud = false, Note = "n", Bearer = Bearer.Platform }, Priced,
            Priced with { Goods = [], Cell = null, Times = -1 }, new LeaveIt() },
            c => Assert.Equal(c, Codec.Read(Codec.Write(c)).ValueOrThrow()));

    // The serializer's own metadata would leave these members unset.
    [Fact]
    public void What_is_left_out_is_what_the_type_says()
    {
        Assert.Equal(Paid, Read("""{"command":"samples.pay-it","status":"Paid","at":"2026-02-09T12:00:00+08:00","amount":"CNY 12.34","line":"1","note":null}""")
            .ValueOrThrow());
        var priced = (PriceIt)Read("""{"command":"samples.price-it","amounts":{"due":"USD 1"},"scopes":"Edit,Ship"}""").ValueOrThrow();
        Assert.Equal(new PriceIt(new OrderAmounts(Money.OfMinor(100, Currency.Of("USD"))), [], HoldScopes.Ship | HoldScopes.Edit, null), priced);
        Assert.Equal(Currency.Of("USD"), priced.Amounts.Freight.Currency);
    }

    [Fact]
    public void What_follows_may_be_told_again_when_it_does_follow()
    {
        Assert.Equal(Priced, Codec.Read(Codec.Write(Priced)).ValueOrThrow());
        Assert.Equal("documents.value-invalid (path=$.amounts.unattributed, value=CNY 0.11, expected=\"CNY 0.10\")",
            Problems(Encoding.UTF8.GetString(Codec.Write(Priced)).Replace("CNY 0.10", "CNY 0.11", StringComparison.Ordinal)));
    }

    [Fact]
    public void All_problems_are_listed_at_once_with_their_paths() => Assert.Equal(
        """
        documents.property-duplicate (path=$.amount)
        documents.value-invalid (path=$.line, value= , expected=LineId)
        documents.value-invalid (path=$.amount, value=12.34, expected=amount such as CNY 12.34)
        documents.value-invalid (path=$.at, value=2026-02-09, expected=instant such as 2026-02-09T12:00:00+08:00)
        documents.value-invalid (path=$.status, value=paid, expected=Unpaid|PendingConfirmation|Authorized|PartiallyPaid|Paid|PartiallyRefunded|Refunded|Voided)
        documents.type-mismatch (path=$.isLoud, expected=true or false, found=String)
        documents.type-mismatch (path=$.note, expected=text, found=Number)
        documents.property-unknown (path=$.lines)
        """,
        Problems("""{"command":"samples.pay-it","line":" ","amount":"12.34","amount":"CNY 1","at":"2026-02-09","status":"paid","isLoud":"yes","note":5,"lines":[]}"""));

    [Fact]
    public void Problems_inside_objects_and_lists_have_their_paths() => Assert.Equal(
        """
        documents.property-missing (path=$.amounts.due)
        documents.value-invalid (path=$.amounts.tax, value=CNY 1.234, expected=amount such as CNY 12.34)
        documents.property-unknown (path=$.amounts.vat)
        documents.property-missing (path=$.goods[0].quantity)
        documents.type-mismatch (path=$.goods[1], expected=object, found=Number)
        documents.value-invalid (path=$.goods[2].quantity, value=-1, expected=whole number, not negative)
        documents.value-invalid (path=$.scopes, value=Ship, Sell, expected=Ship, Refund, Edit, Settle)
        documents.property-missing (path=$.cell.sku)
        documents.value-invalid (path=$.times, value=1.5, expected=whole number)
        """,
        Problems("""{"command":"samples.price-it","amounts":{"tax":"CNY 1.234","vat":1},"goods":[{"sku":"S"},7,{"sku":"S","quantity":-1}],"scopes":"Ship, Sell","cell":{"location":"L"},"times":1.5}"""));

    [Theory]
    [InlineData("[]", "documents.type-mismatch (path=$, expected=object, found=Array)")]
    [InlineData("{", "documents.malformed (path=$, detail=syntax, line=1, byte=1)")]
    [InlineData("{}", "documents.property-missing (path=$.command)")]
    [InlineData("""{"command":7}""", "documents.type-mismatch (path=$.command, expected=text, found=Number)")]
    [InlineData("""{"command":"samples.sell-it","x":1}""", "commands.unknown (path=$.command, command=samples.sell-it)")]
    [InlineData("""{"command":"PayIt"}""", "commands.unknown (path=$.command, command=PayIt)")]
    [InlineData("""{"command":"samples.leave-it","x":1}""", "documents.property-unknown (path=$.x)")]
    [InlineData("""{"command":"samples.price-it","goods":7,"scopes":"Ship","amounts":{"due":"CNY 1"}}""",
        "documents.type-mismatch (path=$.goods, expected=list, found=Number)")]
    [InlineData("""{"command":"samples.price-it","scopes":"1","amounts":{"due":"CNY 1"}}""",
        "documents.value-invalid (path=$.scopes, value=1, expected=Ship, Refund, Edit, Settle)")]
    [InlineData("""{"command":"samples.price-it","scopes":"Ship","amounts":{"due":"CNY 1","tax":"USD 1"}}""",
        "documents.value-invalid (path=$.amounts, value=OrderAmounts, expected=fields that fit together)")]
    [InlineData("""{"command":"samples.price-it","scopes":"\ud800","amounts":{"due":"CNY 1"}}""",
        "documents.value-invalid (path=$.scopes, value=\uFFFD, expected=Ship, Refund, Edit, Settle)")]
    public void Each_problem_has_its_code(string json, string problem) => Assert.Equal(problem, Problems(json));

    [Law(5_000, 500_000)]
    public bool Cut_or_changed_bytes_are_refused_or_read_and_never_throw(Scratches scratches, Seed seed)
    {
        var bytes = Codec.Write(seed % 2 == 0 ? Paid : Priced);
        foreach (var (at, value) in scratches.Bytes) bytes[at % bytes.Length] = value;
        if (seed % 3 == 0) bytes = bytes.Take(seed % bytes.Length).ToArray();
        return Codec.Read(bytes) is var read && (read.IsOk || read.Refusal!.Code == KernelCodes.CommandInvalid);
    }

    // What was kept before commands had names with a family: the type's name.
    [Fact]
    public void Fingerprints_are_pinned()
    {
        var key = new MovementKey(TenantId.Of("t"), MessageId.Of("m"));
        Assert.Equal(
            Sha256("m\nPayIt\nagent 5\n"
                + """{"line":"1","amount":"CNY 12.34","at":"2026-02-09T04:00:00Z","status":"Paid","isLoud":true,"bearer":"Seller"}"""),
                    Codec.Fingerprint(key, Paid, "agent 5"));
        Assert.Equal(Sha256("m\nLeaveIt\n\n{}"), Codec.Fingerprint(key, new LeaveIt(), ""));
    }

    [Fact]
    public void Fields_tell_the_form()
    {
        Assert.Equal(["line", "amount", "at", "status", "isLoud", "bearer", "note"], Codec.Fields("samples.pay-it").Items.Select(f => f.Name));
        Assert.Equal(["line", "amount", "at", "status"], Codec.Fields("samples.pay-it").Items.Where(f => f.IsRequired).Select(f => f.Name));
        var price = Codec.Fields("samples.price-it");
        Assert.Equal(("list of BundleComponent", false, 2), (price[1].Form, price[1].IsRequired, price[1].Fields.Count));
        Assert.Equal(["location", "sku"], price[3].Fields.Items.Where(f => f.IsRequired).Select(f => f.Name));
        Assert.DoesNotContain(price[0].Fields.Items, f => f.Name == "unattributed");
        Assert.Empty(Codec.Fields("samples.sell-it"));
        Assert.True(Codec.Knows("samples.leave-it"));
        Assert.Equal(["samples.leave-it", "samples.pay-it", "samples.price-it"], Codec.Names);
    }

    [Fact]
    public void A_name_or_type_stands_there_once()
    {
        Assert.Throws<ArgumentException>(() => new CommandCodec<SampleCommand>().With("a.b", () => Json.PayIt).With("a.b", () => Json.LeaveIt));
        Assert.Throws<ArgumentException>(() => new CommandCodec<SampleCommand>().With("a.b", () => Json.PayIt).With("a.c", () => Json.PayIt));
    }

    private static string Sha256(string text)
    {
        using var sha = System.Security.Cryptography.SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
