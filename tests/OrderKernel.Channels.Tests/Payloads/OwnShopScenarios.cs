using System.Text;
using System.Text.RegularExpressions;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// What the guide tells a shop of one's own to write is read without a profile of its own. Fails when a field of the form is not read, a word of the
/// vocabulary is not known to it, or what is left out counts as something else than the guide says.
/// </summary>
public sealed class OwnShopScenarios
{
    private const string Least = """
        {"order":"B-1","createdAt":"2026-02-09T10:00:00+08:00","currency":"KWD","total":"1.250","lines":[{"sku":"MUG-1","quantity":1,"total":"1.250"}]
        """;

    private static readonly string Guide = File.ReadAllText(Path.Combine(Root(), "docs", "guides", "channels.md"));

    private static string Block(string language, string mark) =>
        Regex.Matches(Guide, $"```{language}\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).Single(b => b.Contains(mark, StringComparison.Ordinal));

    [Fact]
    public void The_guides_order_is_read_to_its_last_field()
    {
        var claim = Records.Claim("own-shop", Block("jsonl", "A-1001"));
        Assert.Equal(("A-1001", ClaimScope.Whole, PaymentStatus.Paid, FulfilmentStatus.PartiallyShipped, AfterSalesStatus.Requested, PaymentTerms.Prepaid),
            (claim.Order.Number.Value, claim.Scope, claim.Payment, claim.Fulfilment, claim.AfterSales, claim.Terms));
        Assert.Equal((Payloads.At("2026-02-09T02:00:00Z"), Payloads.At("2026-02-09T02:01:00Z"), Payloads.At("2026-02-10T01:30:00Z")),
            (claim.CreatedAt, claim.PaidAt, claim.SourceTime));
        Assert.Equal(("CNY 205.00", "CNY 209.00", "CNY 10.00", "CNY 6.00"),
            ($"{claim.PaidAmount}", $"{claim.Amounts!.ListPrice}", $"{claim.Amounts.Coupon}", $"{claim.Amounts.Freight}"));
        Assert.Equal((Tender.GiftCard, "CNY 50.00"), (claim.PaidBy[0].Tender, $"{claim.PaidBy[0].Amount}"));
        Assert.Equal(HoldKind.CustomerRequest, Assert.Single(claim.Holds!.Value));
        Assert.Equal([("1", "MUG-1", 2L, FulfilmentStatus.Shipped), ("2", "LAMP-1", 1L, (FulfilmentStatus?)null)],
            claim.Lines.Items.Select(l => (l.Line.Value, l.Code, l.Quantity.Units, l.Fulfilment)));
        Assert.Equal(("SF1234567890", "SF", 2L), (claim.Shipments[0].Waybill.Value, claim.Shipments[0].Carrier!.Value.Value, claim.Shipments[0].Units[0].Quantity.Units));
        var one = Assert.Single(claim.Cases);
        Assert.Equal(("R-1", CaseKind.RefundOnly, AfterSalesStatus.Requested, "CNY 99.00", "2", 1L),
            (one.Case.Value, one.Kind, one.Status, $"{one.Amount}", one.Line!.Value.Value, one.Units!.Value.Units));
        Assert.Equal(("浙江省", "杭州市", "西湖区", "某路 1 号"),
            (claim.Recipient!.Address!.Province, claim.Recipient.Address.City, claim.Recipient.Address.District, claim.Recipient.Address.RevealDetail()));
        Assert.Empty(claim.Findings);
    }

    [Fact]
    public void The_guides_rows_are_one_order()
    {
        var claim = Records.Claim("own-shop-csv", Block("csv", "A-1002"));
        Assert.Equal(("A-1002", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, "CNY 205.00"),
            (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, $"{claim.PaidAmount}"));
        Assert.Equal([("1", "MUG-1", 2L), ("2", "LAMP-1", 1L)], claim.Lines.Items.Select(l => (l.Line.Value, l.Code, l.Quantity.Units)));
        Assert.Equal(("SF1234567891", "SF", "1"), (claim.Shipments[0].Waybill.Value, claim.Shipments[0].Carrier!.Value.Value, claim.Shipments[0].Lines[0].Value));
        Assert.Equal("杭州市", claim.Recipient!.Address!.City);
        Assert.Empty(claim.Findings);
    }

    [Fact]
    public void The_least_that_an_order_needs()
    {
        var claim = Records.Claim("own-shop", Least + "}");
        Assert.Equal((PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled, PaymentTerms.Prepaid, 1250L, "1"),
            (claim.Payment, claim.Fulfilment, claim.Terms, claim.Amounts!.Due.MinorUnits, claim.Lines[0].Line.Value));
        Assert.Empty(claim.Findings);
        var row = Records.Claim("own-shop-csv", "order,created at,currency,total,sku,quantity,line total\nB-1,2026-02-09 10:00:00,KWD,1.250,MUG-1,1,1.250\n");
        Assert.Equal((claim.Order, claim.CreatedAt, claim.Payment, claim.Fulfilment), (row.Order, row.CreatedAt, row.Payment, row.Fulfilment));
    }

    [Theory]
    [InlineData("order")]
    [InlineData("currency")]
    [InlineData("line total")]
    public void A_file_without_a_column_that_must_be_there_parks(string column)
    {
        var columns = "order,created at,currency,total,sku,quantity,line total".Split(',').Where(c => c != column);
        Assert.Equal(ChannelsCodes.ColumnMissing, Records.Parked("own-shop-csv", string.Join(",", columns) + "\n" + string.Join(",", columns.Select(_ => "1")) + "\n").Code);
    }

    [Fact]
    public void A_column_that_tells_something_and_that_nobody_reads_is_not_passed_over() =>
        Assert.Equal(ChannelsCodes.ColumnUnread,
            Records.Parked("own-shop-csv", "order,created at,currency,total,sku,quantity,line total,order status\nB-1,2026-02-09 10:00:00,CNY,1,M,1,1,paid\n").Code);

    [Theory]
    [InlineData(",\"payment\":\"PENDINGCONFIRMATION\"", PaymentStatus.PendingConfirmation, FulfilmentStatus.Unfulfilled, null)]
    [InlineData(",\"paidAt\":\"2026-02-09T10:01:00+08:00\",\"refunded\":\"0.250\"", PaymentStatus.PartiallyRefunded, FulfilmentStatus.Unfulfilled, null)]
    [InlineData(",\"paidAt\":\"2026-02-09T10:01:00+08:00\",\"refunded\":\"1.250\",\"outcome\":\"ended\"", PaymentStatus.Refunded, FulfilmentStatus.Unfulfilled, ClaimOutcome.Ended)]
    [InlineData(",\"terms\":\"CashOnDelivery\",\"shippedAt\":\"2026-02-10T10:01:00+08:00\"", PaymentStatus.Unpaid, FulfilmentStatus.Shipped, null)]
    [InlineData(",\"shippedAt\":\"2026-02-10T10:01:00+08:00\",\"deliveredAt\":\"2026-02-11T10:01:00+08:00\"", PaymentStatus.Unpaid, FulfilmentStatus.Delivered, null)]
    [InlineData(",\"shippedAt\":\"2026-02-10T10:01:00+08:00\",\"fulfilment\":\"PartiallyShipped\"", PaymentStatus.Unpaid, FulfilmentStatus.PartiallyShipped, null)]
    public void Times_tell_and_words_tell_more(string extra, PaymentStatus payment, FulfilmentStatus fulfilment, ClaimOutcome? outcome)
    {
        var claim = Records.Claim("own-shop", Least + extra + "}");
        Assert.Equal((payment, fulfilment, outcome), (claim.Payment, claim.Fulfilment, claim.Outcome));
    }

    [Fact]
    public void A_change_says_only_what_stands_in_it()
    {
        var claim = Records.Claim("own-shop", """{"changes":[{"order":"B-1","changedAt":"2026-02-11T10:00:00+08:00","deliveredAt":"2026-02-11T10:00:00+08:00"}]}""");
        Assert.Equal((ClaimScope.Part, FulfilmentStatus.Delivered, null, null, null), (claim.Scope, claim.Fulfilment, claim.Payment, claim.Terms, claim.Holds));
    }

    [Theory]
    [InlineData("own-shop", "payment", typeof(PaymentStatus))]
    [InlineData("own-shop", "fulfilment", typeof(FulfilmentStatus))]
    [InlineData("own-shop", "afterSales", typeof(AfterSalesStatus))]
    [InlineData("own-shop", "terms", typeof(PaymentTerms))]
    [InlineData("own-shop", "kind", typeof(CaseKind))]
    [InlineData("own-shop-csv", "payment", typeof(PaymentStatus))]
    [InlineData("own-shop-csv", "fulfilment", typeof(FulfilmentStatus))]
    public void Every_word_of_the_vocabulary_means_itself(string profile, string table, Type words)
    {
        var rows = Records.Profile(profile).Policy.StatusTables.Single(t => t.Name == table).Rows;
        Assert.Equal(Enum.GetNames(words).Order(StringComparer.Ordinal), rows.Select(r => r.Word).Order(StringComparer.Ordinal));
        Assert.All(rows, r => Assert.Equal(r.Word, $"{r.Payment}{r.Fulfilment}{r.AfterSales}{r.Terms}{r.Kind}"));
    }

    [Theory]
    [InlineData(",\"payment\":\"bezahlt\"", ChannelsCodes.StatusUnknown)]
    [InlineData(",\"holds\":[\"Because\"]", ChannelsCodes.StatusUnknown)]
    [InlineData(",\"freight\":\"€ 1\"", ChannelsCodes.CurrencyMixed)]
    [InlineData(",\"paidAt\":\"09.02.2026\"", ChannelsCodes.TimeInvalid)]
    public void What_is_no_word_amount_or_time_parks(string extra, string code) => Assert.Equal(code, Records.Parked("own-shop", Least + extra + "}").Code);

    [Theory]
    [InlineData("own-shop", "order")]
    [InlineData("own-shop-csv", "order")]
    public void The_form_is_recognised(string profile, string kind)
    {
        var bytes = Encoding.UTF8.GetBytes(profile == "own-shop" ? Block("jsonl", "A-1001") : Block("csv", "A-1002"));
        var found = ProfileRecognizer.Recognize(bytes, Profiles.Defaults());
        Assert.Equal((profile, kind), (found?.Profile.Reference.Name, found?.RecordKind));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrderKernel.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
