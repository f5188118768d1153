using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests;

// The generic lines of partners. Fails when one is read otherwise than it stands there, when what is wrong with one is not told whole and with its place, when
// an unknown word or property passes, or when a refusal prints the whole of what may be a person's words.
public class PlainPartnerRecordTests
{
    private const string Out = """{"kind":"outbound","at":"2026-02-09T02:00:00Z","id":"W1","channel":"taobao","shop":"f","order":"1","location":"HZ",""";
    private const string Back = """{"kind":"receipt","at":"2026-02-09T02:00:00Z","id":"R1","channel":"taobao","shop":"f","order":"1","location":"HZ",""";
    private static readonly Instant Ten = Instant.FromUtc(2026, 2, 9, 2, 0);
    private static readonly PlatformOrder One = new(ChannelId.Of("taobao"), ShopId.Of("f"), OrderNumber.Of("1"));

    public static TheoryData<string, PartnerRecord> Lines => new()
    {
        {
            """{"kind":"stock","at":"2026-02-09T02:00:00Z","location":"HZ","sku":"MUG","onHand":0}""",
            new StockCountRecord(Ten, LocationId.Of("HZ"), SkuId.Of("MUG"), Quantity.Zero)
        },
        {
            """{"kind":"stock","at":"2026-02-09T02:00:00Z","location":"HZ","sku":"MILK","onHand":8,"pool":"retail","batch":"B7","expiresOn":"2026-12-31"}""",
            new StockCountRecord(Ten, LocationId.Of("HZ"), SkuId.Of("MILK"), Quantity.Of(8))
            {
                Pool = PoolId.Of("retail"), Batch = BatchId.Of("B7"), ExpiresOn = new LocalDate(2026, 12, 31),
            }
        },
        {
            Out + "\"carrier\":\"SF\",\"waybill\":\"SF1\",\"lines\":[{\"sku\":\"MUG\",\"quantity\":1},{\"sku\":\"TEA\",\"quantity\":2}]}",
            new OutboundRecord(Ten, "W1", One, LocationId.Of("HZ"), CarrierId.Of("SF"), Waybill.Of("SF1"), [Goods("MUG", 1, null), Goods("TEA", 2, null)])
        },
        { Out + "\"lines\":[]}", new OutboundRecord(Ten, "W1", One, LocationId.Of("HZ"), null, null, []) },
        {
            Back + "\"lines\":[{\"sku\":\"MUG\",\"quantity\":1,\"outcome\":\"restock\"},{\"sku\":\"MUG\",\"quantity\":2,\"outcome\":\"write-off\"},"
                + "{\"sku\":\"MUG\",\"quantity\":3,\"outcome\":\"quarantine\"},{\"sku\":\"MUG\",\"quantity\":4,\"outcome\":\"wrong-goods\"},"
                + "{\"sku\":\"MUG\",\"quantity\":5,\"outcome\":\"missing\"}]}",
            new ReceiptRecord(Ten, "R1", One, LocationId.Of("HZ"), [Goods("MUG", 1, InspectionOutcome.Restock), Goods("MUG", 2, InspectionOutcome.WriteOff),
                Goods("MUG", 3, InspectionOutcome.Quarantine), Goods("MUG", 4, InspectionOutcome.WrongGoods), Goods("MUG", 5, InspectionOutcome.Missing)])
        },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_is_the_record_that_stands_there(string line, PartnerRecord record) => Assert.Equal(record, Read(line).ValueOrThrow());

    [Theory]
    [InlineData("""{"kind":"parcel","at":"2026-02-09T02:00:00Z"}""", "$.kind")]
    [InlineData("""{"at":"2026-02-09T02:00:00Z"}""", "$.kind")]
    [InlineData("""{"kind":"stock","location":" ","sku":"","onHand":-1,"shelf":3}""", "$.at $.location $.onHand $.shelf $.sku")]
    [InlineData("""{"kind":"stock","at":"2026-02-09T02:00:00Z","location":"HZ","sku":"MUG","onHand":1,"pool":" ","batch":"","expiresOn":"soon"}""",
        "$.batch $.expiresOn $.pool")]
    [InlineData("""{"kind":"stock","at":"2026-02-09T02:00:00Z","location":"HZ","sku":"MUG","onHand":1,"expiresOn":"2026-12-31"}""", "$.batch")]
    [InlineData(Out + """ "carrier":" ","waybill":" ","lines":[{"sku":" ","quantity":0,"price":1}]}""",
        "$.carrier $.lines[0].price $.lines[0].quantity $.lines[0].sku $.waybill")]
    [InlineData("""{"kind":"outbound","at":"2026-02-09T02:00:00Z","id":" ","channel":" ","shop":" ","order":" ","location":"HZ","lines":[]}""",
        "$.channel $.id $.order $.shop")]
    [InlineData(Back + """ "lines":[{"sku":"MUG","quantity":0,"outcome":"fine","colour":"red"},{"sku":"MUG","quantity":1}]}""",
        "$.lines[0].colour $.lines[0].outcome $.lines[0].quantity $.lines[1].outcome")]
    public void What_is_wrong_with_a_line_is_told_whole(string line, string paths)
    {
        var refusal = Read(line).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.Equal(paths, string.Join(" ", refusal.Reasons.Items.Select(r => r.Arguments.Items.First(a => a.Name == "path").Value).Distinct()
            .Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_refusal_shows_a_glimpse_of_a_value_and_the_words_that_would_do()
    {
        var words = string.Concat(Enumerable.Repeat("王小明 13800001234 ", 40));
        var refusal = Read($$"""{"kind":"{{words}}","at":"2026-02-09T02:00:00Z"}""").Refusal!;
        var reason = Assert.Single(refusal.Reasons.Items.Where(r => r.ToString().Contains("stock|", StringComparison.Ordinal)));
        Assert.DoesNotContain("13800001234", reason.ToString(), StringComparison.Ordinal);
        Assert.True(reason.ToString().Length < 200, reason.ToString());
        Assert.Contains("expected=stock|outbound|receipt", reason.ToString(), StringComparison.Ordinal);
    }

    private static GoodsLine Goods(string sku, long units, InspectionOutcome? outcome) => new(SkuId.Of(sku), Quantity.Of(units), outcome);

    private static Result<PartnerRecord> Read(string line) => PartnerRecord.Read(Encoding.UTF8.GetBytes(line));
}
