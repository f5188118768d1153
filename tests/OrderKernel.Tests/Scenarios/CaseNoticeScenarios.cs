using System.Text.Json;
using OrderKernel.AfterSales;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Channels;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Doors;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a case waits for a person and nobody is told, when somebody is told of what waits for
// nobody, when goods that come in two parcels or are looked at twice do not reach their case
// or move the order's ledger twice, or when a channel's word on an ended case is dropped in silence.
public class CaseNoticeScenarios
{
    private static readonly CaseKey Case = CaseKey.Of(Shop.Key("1"), CaseId.Of("c-1"));

    [Fact]
    public async Task Each_approver_is_told_when_it_is_their_turn_and_again_with_the_superior_when_it_waits()
    {
        var bench = await CaseDoorScenarios.DeliveredAsync("900.00");
        await DoneAsync(bench, new OpenCase(Ask("600.00")), Role.Buyer, "2 10:00");
        Assert.Equal([$"{OrderKernelCodes.CaseWaits}/Requested/agent"], await ToldAsync(bench));
        Assert.Equal(1, await bench.ClockAsync("3 10:00"));
        Assert.Equal([$"{AfterSalesCodes.StepOverdue}/agent/agent", $"{AfterSalesCodes.StepOverdue}/agent/supervisor"], (await ToldAsync(bench)).Skip(1));
        Assert.Equal(1, await bench.ClockAsync("4 10:00"));
        Assert.Equal($"{OrderKernelCodes.CaseWaits}/Requested/supervisor", (await ToldAsync(bench))[^1]);
        await DoneAsync(bench, new ApproveCase(), Role.Supervisor, "4 11:00");
        Assert.Equal(5, (await ToldAsync(bench)).Count);
        var why = JsonDocument.Parse((await bench.OutboxAsync("notice"))[0].Body).RootElement.GetProperty("arguments");
        Assert.Equal(("c-1", "RefundOnly", "agent"),
            (why.GetProperty("case").GetString(), why.GetProperty("kind").GetString(), why.GetProperty("roles").GetString()));
    }

    // A command that notices what is due, and the clock that comes after it, tell of it once between them.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_that_waits_is_told_of_once_whoever_notices(bool isTold)
    {
        var bench = await CaseDoorScenarios.DeliveredAsync("900.00");
        await DoneAsync(bench, new OpenCase(Ask("600.00")), Role.Buyer, "2 10:00");
        foreach (var at in new[] { "3 10:00", "4 10:00" })
        {
            if (isTold) await DoneAsync(bench, new AgeStep(), Role.Kernel, at);
            await bench.ClockAsync(at);
            await bench.ClockAsync(at);
        }

        Assert.Equal(["case-waits/Requested/agent", "step-overdue/agent/agent", "step-overdue/agent/supervisor", "case-waits/Requested/supervisor"],
            (await ToldAsync(bench)).Select(t => t[(t.IndexOf('.', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public async Task A_run_tells_of_waiting_cases_what_the_clock_of_a_host_tells()
    {
        var asked = CaseDoorScenarios.Sent("2 10:00", "900.00").With("R1", AfterSalesStatus.Requested, "600.00", requested: "2 09:00");
        var (store, bench) = (new MemoryOrderStore(), new Bench());
        await new KernelRun(store, Bench.Sourced, Shop.Acme).ApplyAsync([Bench.Delivery(asked, "m")], Shop.At("20 00:00"));
        await bench.SendAsync(Bench.Delivery(asked, "m"));
        await bench.ClockAsync("20 00:00");
        var told = await bench.OutboxAsync("notice");
        Assert.Equal(8, told.Count);
        Assert.Equal(told.Select(m => m.Key), (await new Bench(store).OutboxAsync("notice")).Select(m => m.Key));
    }

    [Fact]
    public async Task What_is_granted_or_refunded_at_once_is_told_to_nobody()
    {
        var bench = await CaseDoorScenarios.DeliveredAsync("100.00");
        await DoneAsync(bench, new OpenCase(Ask("30.00")), Role.Buyer, "2 10:00");
        await bench.SendAsync(CaseDoorScenarios.Sent("2 12:00", "100.00").With("R1", AfterSalesStatus.Refunded, "20.00"));
        Assert.Empty(await ToldAsync(bench));
    }

    [Fact]
    public async Task A_request_that_the_tiers_refuse_and_the_channel_asks_all_the_same_is_told_to_those_of_the_notices()
    {
        var bench = await CaseDoorScenarios.DeliveredAsync("100.00");
        var asked = new ClaimedCase(CaseId.Of("R1"), CaseKind.ReturnRefund, AfterSalesStatus.Requested,
            Shop.Yuan("60.00")) { IsNoReason = true, RequestedAt = Shop.At("1 10:00") };
        await bench.SendAsync(CaseDoorScenarios.Sent("1 10:30", "100.00") with { Cases = [asked] });
        Assert.Equal([$"{OrderKernelCodes.CaseWaits}/Requested/agent"], await ToldAsync(bench));
    }

    [Fact]
    public async Task Goods_in_two_parcels_reach_their_case_together_and_a_person_hears_of_the_first()
    {
        var bench = await ReturningAsync(2);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.ReceiptAsync("1", "r-1", Shop.Hangzhou, "5 10:00", 1)).Outcome);
        Assert.Equal(AfterSalesStatus.ReturnReceived, (await CaseAsync(bench)).Status);
        Assert.Contains($"{OrderKernelCodes.CaseWaits}/ReturnReceived/agent", await ToldAsync(bench));
        Assert.Equal(DeliveryOutcome.Applied, (await bench.ReceiptAsync("1", "r-2", Shop.Hangzhou, "6 10:00", 1)).Outcome);
        var done = await CaseAsync(bench);
        Assert.Equal((AfterSalesStatus.Refunding, Shop.Yuan("900.00"), 2), (done.Status, done.Granted, done.Inspected.Count));
        Assert.Equal((Shop.Units(2), 5), ((await bench.OrderAsync("1")).Lines[0].Units.Returned, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));
    }

    // The buyer keeps the third mug: what was put aside is looked at again, nothing more comes back.
    [Theory]
    [InlineData(InspectionOutcome.Restock, AfterSalesStatus.Refunding)]
    [InlineData(InspectionOutcome.WrongGoods, AfterSalesStatus.Rejected)]
    public async Task Goods_put_aside_and_looked_at_again_are_what_the_second_look_says(InspectionOutcome seen, AfterSalesStatus status)
    {
        var bench = await ReturningAsync(2, mugs: 3);
        await bench.ReceiptAsync("1", "r-1", Shop.Hangzhou, "5 10:00", 2, InspectionOutcome.Quarantine);
        Assert.Equal((AfterSalesStatus.ReturnReceived, Shop.Units(2)),
            ((await CaseAsync(bench)).Status, (await bench.OrderAsync("1")).Lines[0].Units.Returned));
        var onHand = await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand);
        var sold = await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Quarantined));
        await bench.ReceiptAsync("1", "r-2", Shop.Hangzhou, "6 10:00", 2, seen);
        Assert.Equal((onHand + (seen == InspectionOutcome.Restock ? 2 : 0), sold, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Quarantined)));
        var done = await CaseAsync(bench);
        Assert.Equal((status, new InspectedUnits(Shop.First, Shop.Units(2), seen)), (done.Status, Assert.Single(done.Inspected.Items.ToArray())));
        Assert.Equal((Shop.Units(2), Shop.Units(1)),
            ((await bench.OrderAsync("1")).Lines[0].Units.Returned, (await bench.OrderAsync("1")).Lines[0].Units.Delivered));
        Assert.Equal(status == AfterSalesStatus.Rejected, (await ToldAsync(bench)).Contains($"{OrderKernelCodes.CaseWaits}/Rejected/agent"));
    }

    [Fact]
    public async Task A_parcel_half_put_aside_is_not_looked_at_twice_by_its_own_record()
    {
        var bench = await ReturningAsync(1);
        await bench.SendAsync(new ReceiptRecord(Shop.At("5 10:00"), "r-1", Bench.Platform("1"), Shop.Hangzhou,
            [new GoodsLine(Shop.Mug, Shop.Units(1), InspectionOutcome.Quarantine), new GoodsLine(Shop.Mug, Shop.Units(1), InspectionOutcome.Restock)]));
        Assert.Equal(InspectionOutcome.Quarantine, Assert.Single((await CaseAsync(bench)).Inspected.Items.ToArray()).Outcome);
        Assert.Equal(Shop.Units(2), (await bench.OrderAsync("1")).Lines[0].Units.Returned);
    }

    [Fact]
    public async Task Money_that_a_channel_sent_back_for_an_ended_case_is_booked_once()
    {
        var bench = await EndedAsync();
        var told = CaseDoorScenarios.Sent("3 10:00", "900.00").With("R1", AfterSalesStatus.Refunded, "60.00");
        await bench.SendAsync(told);
        await bench.SendAsync(told with { SourceTime = Shop.At("4 10:00") });
        Assert.Equal((Shop.Yuan("60.00"), 1), ((await bench.OrderAsync("1")).Money.Refunded, (await bench.OrderAsync("1")).Refunds.Count));
        Assert.Equal(AfterSalesStatus.Refunded, (await bench.Kernel.FindAsync(CaseKey.Of(Shop.Key("1"), CaseId.Of("R1"))))!.Status);
        Assert.DoesNotContain(await ToldAsync(bench), t => t.Contains("refund-untold", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(AfterSalesStatus.Refunded, OrderKernelCodes.RefundUntold)]
    [InlineData(AfterSalesStatus.Disputed, OrderKernelCodes.CaseContradicted)]
    public async Task A_word_on_an_ended_case_that_moves_nothing_is_a_conflict_that_a_person_hears_of_once(AfterSalesStatus status, string code)
    {
        var bench = await EndedAsync();
        var told = CaseDoorScenarios.Sent("3 10:00", "900.00") with { Cases = [new(CaseId.Of("R1"), CaseKind.RefundOnly, status, null)] };
        Assert.Equal((DeliveryOutcome.Conflict, code), (await bench.SendAsync(told) is var answer ? (answer.Outcome, answer.Code) : default));
        await bench.SendAsync(told with { SourceTime = Shop.At("4 10:00") });
        Assert.Equal(Money.Zero(Currency.Cny), (await bench.OrderAsync("1")).Money.Refunded);
        Assert.Single(await bench.OutboxAsync("notice"), m => m.Key.Contains(code, StringComparison.Ordinal));
    }

    private static CaseRequest Ask(string amount) => new(CaseKind.RefundOnly, Shop.Yuan(amount), "broken");

    private static async Task<AfterSalesCase> DoneAsync(Bench bench, CaseCommand command, Role role, string at) =>
        (await bench.Kernel.TellAsync(Case, command, role, Shop.At(at))).ValueOrThrow();

    private static async Task<AfterSalesCase> CaseAsync(Bench bench) => (await bench.Kernel.FindAsync(Case))!;

    /// <summary>Mugs for 900 yuan, delivered, of which some are to come back.</summary>
    private static async Task<Bench> ReturningAsync(long units, long mugs = 2)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05", "900.00", mugs).Paid("10:04"));
        await bench.SendAsync(Shop.Claim("1", "1 10:00", "900.00", mugs).Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00"));
        var asked = new CaseRequest(CaseKind.ReturnRefund, Shop.Yuan(mugs == units ? "900.00" : "400.00"),
            "broken") { Units = [new(Shop.First, Shop.Units(units))] };
        await DoneAsync(bench, new OpenCase(asked), Role.Buyer, "3 10:00");
        foreach (var role in new[] { Role.Agent, Role.Supervisor })
        {
            if ((await CaseAsync(bench)).AwaitedRole == role) await DoneAsync(bench, new ApproveCase(), role, "3 11:00");
        }

        Assert.Equal(AfterSalesStatus.AwaitingReturn, (await CaseAsync(bench)).Status);
        return bench;
    }

    /// <summary>A case that the channel asked for and the buyer took back.</summary>
    private static async Task<Bench> EndedAsync()
    {
        var bench = await CaseDoorScenarios.DeliveredAsync("900.00");
        await bench.SendAsync(CaseDoorScenarios.Sent("2 10:00", "900.00").With("R1", AfterSalesStatus.Requested, "60.00"));
        await bench.SendAsync(CaseDoorScenarios.Sent("2 11:00", "900.00").With("R1", AfterSalesStatus.Closed, "60.00"));
        return bench;
    }

    /// <summary>What was told about cases: code, what of it, to whom.</summary>
    private static async Task<List<string>> ToldAsync(Bench bench) => [.. from m in await bench.OutboxAsync("notice")
                                                                          let parts = m.Key.Split('/')
                                                                          where parts[1] == StreamKinds.Case
                                                                          select string.Join("/", parts.TakeLast(3))];
}
