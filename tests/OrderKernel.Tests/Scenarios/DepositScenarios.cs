using System.Text;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Scenarios;

// Fails when a deposit counts as the whole payment, when stock waits for whoever has paid a deposit only, when a balance after the forfeit asks for the
// deposit once more, or when a payment that the channel took back stays.
public class DepositScenarios
{
    private static Claim Staged(string told, PaymentStatus payment, string? paid) => Shop.Claim("1", told, "500.00") with
    {
        Terms = PaymentTerms.Deposit, Payment = payment, PaidAt = paid is null ? null : Shop.At("10:02"), PaidAmount = paid is null ? null : Shop.Yuan(paid),
    };

    private static async Task<Bench> AfterAsync(KernelPolicies? policies, params Claim[] claims)
    {
        var bench = new Bench(policies: policies);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        foreach (var claim in claims) await bench.SendAsync(claim);
        return bench;
    }

    private static KernelPolicies PreSale(string deposit = "pre-sale@1", string? document = null)
    {
        var policies = Bench.Sourced;
        if (document is not null) policies = policies.With("orderWorkflow", Encoding.UTF8.GetBytes(document)).ValueOrThrow();
        var choices = $$"""
            {"$schema":"workflows-1.json","name":"workflows","version":"1","choose":[
              {"workflow":"{{deposit}}","when":"order.terms == \"Deposit\""},{"workflow":"standard@1"}]}
            """;
        return policies.With("workflowChoices", Encoding.UTF8.GetBytes(choices)).ValueOrThrow();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deposit_of_50_of_500_is_kept_and_nothing_is_reserved_until_the_balance_is_paid(bool isPreSale)
    {
        var bench = await AfterAsync(isPreSale ? PreSale() : null, Staged("10:03", PaymentStatus.PartiallyPaid, "50.00"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("50.00"), Shop.Yuan("500.00"), PaymentStatus.PartiallyPaid, OrderStatus.AwaitingPayment),
            (order.Money.Kept, order.Money.Due, order.Statuses.Payment, order.Statuses.Headline));
        Assert.Equal((0, 0L), (order.Shipments.Count, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
        await bench.SendAsync(Staged("2 10:00", PaymentStatus.Paid, "500.00"));
        order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("500.00"), Shop.Yuan("0.00"), PaymentStatus.Paid, OrderStatus.AwaitingFulfilment),
            (order.Money.Kept, order.Money.RefundPending, order.Statuses.Payment, order.Statuses.Headline));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task A_workflow_whose_step_reserves_holds_stock_for_a_deposit()
    {
        var own = PreSale("held@1", """
            {"$schema":"workflow-1.json","name":"held","version":"1.0.0","axis":"OrderStatus","extends":"pre-sale@1",
             "steps":{"deposit-paid":{"status":"AwaitingPayment","deadlines":[{"after":"P7D","since":"order.paidAt","fires":"open-balance"}],
              "fire":{"open-balance":{"to":"balance-due","roles":["kernel"]},"hold-stock":{"does":"reserve","roles":["kernel"]}}}}}
            """);
        var bench = await AfterAsync(own, Staged("10:03", PaymentStatus.PartiallyPaid, "50.00"));
        Assert.Equal("deposit-paid", (await bench.OrderAsync("1")).Process!.Step);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task The_balance_after_the_deposit_was_forfeited_asks_for_nothing_more()
    {
        var bench = await AfterAsync(PreSale(), Staged("10:03", PaymentStatus.PartiallyPaid, "50.00"));
        await bench.ClockAsync("15 10:00");
        Assert.Equal(OrderStatus.Cancelled, (await bench.OrderAsync("1")).Statuses.Headline);
        Assert.True((await bench.TellAsync("1", new WithholdMoney(null, [], "forfeited"), Role.Of("finance"), "15 11:00")).IsOk);
        await bench.SendAsync(Staged("15 12:00", PaymentStatus.Paid, "500.00"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("500.00"), Shop.Yuan("500.00"), Shop.Yuan("0.00"), Shop.Yuan("0.00")),
            (order.Money.Due, order.Money.Kept, order.Money.Withheld, order.Money.RefundPending));
        Assert.Equal((OrderStatus.AwaitingFulfilment, 2L), (order.Statuses.Headline, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    public static TheoryData<int, int, int> Orders() => new() { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_payment_sent_back_to_change_the_tender_and_paid_again_is_paid_once(int a, int b, int c)
    {
        Claim[] told = [Shop.Claim("1", "10:06").Paid("10:05"), Shop.Claim("1", "10:10"), Shop.Claim("1", "10:15").Paid("10:14")];
        var bench = await AfterAsync(null, told[a], told[b], told[c]);
        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("20.00"), Shop.Yuan("20.00"), Shop.Yuan("0.00"), PaymentStatus.Paid, OrderStatus.AwaitingFulfilment),
            (order.Money.Kept, order.Money.Paid, order.Money.RefundPending, order.Statuses.Payment, order.Statuses.Headline));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_payment_that_the_channel_takes_back_is_paid_no_more(bool isLate)
    {
        Claim[] told = [Shop.Claim("1", "10:06").Paid("10:05"), Shop.Claim("1", "10:10")];
        var bench = await AfterAsync(null, isLate ? [told[1], told[0]] : told);
        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("0.00"), Shop.Yuan("20.00"), PaymentStatus.Unpaid, OrderStatus.AwaitingPayment),
            (order.Money.Paid, order.Money.Due, order.Statuses.Payment, order.Statuses.Headline));
    }

    [Fact]
    public async Task What_people_took_back_a_word_from_before_does_not_pay_again_and_a_later_one_does()
    {
        var paid = Shop.Claim("1", "10:06").Paid("10:05");
        var bench = await AfterAsync(null, paid);
        Assert.True((await bench.TellAsync("1", new ReversePayment(PaymentId.Of("channel-1"), Shop.At("10:10"), "by card"), Role.Of("finance"), "10:10")).IsOk);
        await bench.SendAsync(paid with { SourceTime = Shop.At("10:08"), PaidAmount = Shop.Yuan("20.00") });
        Assert.Equal(PaymentStatus.Unpaid, (await bench.OrderAsync("1")).Statuses.Payment);
        await bench.SendAsync(paid with { SourceTime = Shop.At("10:20"), PaidAmount = Shop.Yuan("20.00") });
        Assert.Equal(PaymentStatus.Paid, (await bench.OrderAsync("1")).Statuses.Payment);
    }

    [Fact]
    public async Task A_payment_that_people_recorded_is_not_taken_back_by_a_channel_that_has_not_heard_of_it()
    {
        var bench = await AfterAsync(null, Shop.Claim("1", "10:06"));
        var bank = new RecordPayment(PaymentId.Of("bank-1"), Tender.Cash, Shop.Yuan("20.00"), Shop.At("10:08"));
        Assert.True((await bench.TellAsync("1", bank, Role.Of("finance"), "10:08")).IsOk);
        await bench.SendAsync(Shop.Claim("1", "10:20"));
        Assert.Equal(PaymentStatus.Paid, (await bench.OrderAsync("1")).Statuses.Payment);
    }
}
