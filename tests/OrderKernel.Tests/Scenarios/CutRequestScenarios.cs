using OrderKernel.AfterSales;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a large refund, or goods in place of goods, pass in small pieces, or when what was refused or taken back counts as a piece.
public class CutRequestScenarios
{
    private static readonly Claim Sent = Shop.Claim("1", "2 09:00", "100.00").Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00");
    private static readonly Claim Six = Shop.Claim("1", "2 09:00", "180.00", 6).Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00");

    [Fact]
    public async Task A_large_refund_cut_into_small_ones_is_judged_by_its_sum()
    {
        var bench = new Bench();
        await bench.SendAsync(Sent);
        async Task<AfterSalesCase> AskAsync(int i, string amount, string at) =>
            (await bench.Kernel.TellAsync(Part(i), new OpenCase(new(CaseKind.RefundOnly, Shop.Yuan(amount), "broken")), Role.Buyer, Shop.At(at)))
                .ValueOrThrow();
        Assert.Equal("automatic", (await AskAsync(1, "30.00", "2 10:00")).Verdict!.Tier);
        var second = await AskAsync(2, "30.00", "2 11:00");
        Assert.Equal(("agent", Shop.Yuan("30.00")), (second.Verdict!.Tier, second.Request!.Earlier));
        // What still waits counts too: nobody gets around it by asking for all pieces at once.
        var third = await AskAsync(3, "30.00", "2 12:00");
        Assert.Equal(("agent", Shop.Yuan("60.00")), (third.Verdict!.Tier, third.Request!.Earlier));
        (await bench.Kernel.TellAsync(Part(2), new WithdrawCase(), Role.Buyer, Shop.At("2 13:00"))).ValueOrThrow();
        Assert.Equal(Shop.Yuan("60.00"), (await AskAsync(4, "9.00", "2 14:00")).Request!.Earlier);
    }

    [Fact]
    public async Task What_was_refused_or_taken_back_does_not_count()
    {
        var bench = new Bench();
        await bench.SendAsync(Sent);
        async Task<AfterSalesCase> DoneAsync(int i, CaseCommand command, Role role, string at) =>
            (await bench.Kernel.TellAsync(Part(i), command, role, Shop.At(at))).ValueOrThrow();
        OpenCase Ask(string amount) => new(new(CaseKind.RefundOnly, Shop.Yuan(amount), "broken"));
        await DoneAsync(1, Ask("60.00"), Role.Buyer, "2 10:00");
        await DoneAsync(1, new RejectCase(Party.Seller, "worn"), Role.Agent, "2 10:10");
        await DoneAsync(2, Ask("70.00"), Role.Buyer, "2 11:00");
        await DoneAsync(2, new WithdrawCase(), Role.Buyer, "2 11:10");
        var third = await DoneAsync(3, Ask("20.00"), Role.Buyer, "2 12:00");
        Assert.Equal(("automatic", (Money?)null), (third.Verdict!.Tier, third.Request!.Earlier));
        // Who calls the platform in asks again for what was refused.
        await DoneAsync(1, new DisputeCase(Party.Buyer), Role.Buyer, "2 13:00");
        Assert.Equal(("agent", Shop.Yuan("80.00")),
            (await DoneAsync(4, Ask("5.00"), Role.Buyer, "2 14:00") is var fourth ? (fourth.Verdict!.Tier, fourth.Request!.Earlier) : default));
    }

    // A mug is worth thirty yuan: one more is nobody's business, the second is.
    [Theory]
    [InlineData(CaseKind.Reship, true)]
    [InlineData(CaseKind.Reship, false)]
    [InlineData(CaseKind.Exchange, true)]
    [InlineData(CaseKind.Exchange, false)]
    [InlineData(CaseKind.Repair, false)]
    public async Task Goods_asked_for_one_by_one_are_judged_by_their_sum(CaseKind kind, bool isClaimed)
    {
        var bench = new Bench();
        await bench.SendAsync(Six);
        async Task<AfterSalesCase> AskAsync(int i, string amount, CaseKind asked)
        {
            var key = Part(i);
            if (isClaimed)
                await bench.SendAsync((Six with { SourceTime = Shop.At($"2 1{i}:00") })
                    .With($"part-{i}", AfterSalesStatus.Requested, amount, asked, 1, $"2 1{i}:00"));
            else
                (await bench.Kernel.TellAsync(key, new OpenCase(new(asked, Shop.Yuan(amount), "broken") { Units = [new(Shop.First, Shop.Units(1))] }),
                    Role.Buyer, Shop.At($"2 1{i}:00"))).ValueOrThrow();
            return (await bench.Kernel.FindAsync(key))!;
        }

        Assert.Equal("automatic", (await AskAsync(1, "0.00", kind)).Verdict!.Tier);
        var second = await AskAsync(2, "0.00", kind);
        Assert.Equal(("agent", Shop.Yuan("30.00")), (second.Verdict!.Tier, second.Request!.Earlier));
        Assert.Equal(Shop.Yuan("60.00"), (await AskAsync(3, "5.00", CaseKind.PriceProtection)).Request!.Earlier);
    }

    [Fact]
    public async Task A_replacement_that_arrived_counts_and_one_that_was_taken_back_does_not()
    {
        var bench = new Bench();
        await bench.SendAsync(Six);
        async Task<AfterSalesCase> DoneAsync(int i, CaseCommand command, Role role, string at) =>
            (await bench.Kernel.TellAsync(Part(i), command, role, Shop.At(at))).ValueOrThrow();
        OpenCase Reship(long units) => new(new(CaseKind.Reship, Shop.Yuan("0.00"), "broken") { Units = [new(Shop.First, Shop.Units(units))] });
        await DoneAsync(1, Reship(1), Role.Buyer, "2 10:00");
        await DoneAsync(1, new SendReplacement(Waybill.Of("SF1")), Role.Warehouse, "2 11:00");
        Assert.Equal(AfterSalesStatus.Completed, (await DoneAsync(1, new ConfirmReplacement(), Role.Buyer, "4 10:00")).Status);
        await DoneAsync(2, Reship(4), Role.Buyer, "5 10:00");
        await DoneAsync(2, new WithdrawCase(), Role.Buyer, "5 11:00");
        Assert.Equal(Shop.Yuan("30.00"), (await DoneAsync(3, Reship(1), Role.Buyer, "6 10:00")).Request!.Earlier);
    }

    private static CaseKey Part(int i) => CaseKey.Of(Shop.Key("1"), CaseId.Of($"part-{i}"));
}
