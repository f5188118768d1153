using OrderKernel.AfterSales;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Doors;

// Fails when a person cannot open, approve, judge, withdraw, refuse, receive or replace
// through the kernel; when a refund is owed, sent or booked twice or not at all;
// when a repeat acts twice; or when a refusal leaves something behind.
public class CaseDoorScenarios
{
    private static readonly CaseKey Case = CaseKey.Of(Shop.Key("1"), CaseId.Of("c-1"));

    private static CaseRequest Ask(string amount, CaseKind kind = CaseKind.RefundOnly) => new(kind, Shop.Yuan(amount), "broken");

    private static CaseRequest Back(string amount, long units, CaseKind kind = CaseKind.ReturnRefund) =>
        Ask(amount, kind) with { Units = [new(Shop.First, Shop.Units(units))] };

    private static DecisionContext By(string actor, Role role, string at, string? message = null) =>
        new(new Actor(ActorId.Of(actor), [role]), Shop.At(at), MessageId.Of(message ?? $"{actor}-{at}".Replace(' ', '-').Replace(':', '-')));

    private static InspectedUnits Found(long units, InspectionOutcome outcome = InspectionOutcome.Restock) => new(Shop.First, Shop.Units(units), outcome);

    [Fact]
    public async Task A_small_request_is_granted_owed_and_sent_at_once()
    {
        var bench = await DeliveredAsync("100.00");
        var opened = await DoneAsync(bench, new OpenCase(Ask("30.00")), By("li", Role.Buyer, "2 10:00"));
        Assert.Equal((AfterSalesStatus.Refunding, VerdictKind.Automatic), (opened.Status, opened.Verdict!.Kind));
        Assert.Equal((Shop.Yuan("30.00"), Shop.Yuan("70.00")), await PendingAndKeptAsync(bench));
        Assert.Single(await bench.OutboxAsync("refund"));
        Assert.Equal(opened, await bench.Kernel.FindAsync(Case));
    }

    [Fact]
    public async Task A_large_request_waits_for_each_approver_and_is_then_owed_once()
    {
        var bench = await DeliveredAsync("900.00");
        var opened = await DoneAsync(bench, new OpenCase(Ask("600.00")), By("li", Role.Buyer, "2 10:00"));
        Assert.Equal((AfterSalesStatus.Requested, Role.Agent), (opened.Status, opened.AwaitedRole));
        Assert.Empty(await bench.OutboxAsync("refund"));
        var one = await DoneAsync(bench, new ApproveCase(), By("an", Role.Agent, "2 11:00"));
        Assert.Equal((AfterSalesStatus.Requested, Role.Supervisor), (one.Status, one.AwaitedRole));
        var two = await DoneAsync(bench, new ApproveCase(), By("bo", Role.Supervisor, "2 12:00"));
        Assert.Equal((AfterSalesStatus.Refunding, Shop.Yuan("600.00")), (two.Status, two.Granted));
        Assert.Equal((Shop.Yuan("600.00"), Shop.Yuan("300.00")), await PendingAndKeptAsync(bench));
        Assert.Equal(two, await DoneAsync(bench, new ApproveCase(), By("bo", Role.Supervisor, "2 12:00")));
        Assert.Equal(AfterSalesCodes.TransitionNotPermitted, await RefusedAsync(bench, new ApproveCase(), By("cy", Role.Finance, "2 13:00")));
        Assert.Single(await bench.OutboxAsync("refund"));
        Assert.Single((await bench.OrderAsync("1")).Refunds.Items);
    }

    [Theory]
    [InlineData("li", "agent", WorkflowCodes.FourEyes)]
    [InlineData("an", "buyer", WorkflowCodes.RoleMissing)]
    [InlineData("an", "finance", AfterSalesCodes.RoleMissing)]
    [InlineData("an", "supervisor", null)] // The role matrix: a supervisor has what an agent has.
    [InlineData("an", "agent", null)]
    public async Task Another_person_in_the_awaited_role_approves_and_nobody_else(string actor, string role, string? code)
    {
        var bench = await DeliveredAsync("900.00");
        await DoneAsync(bench, new OpenCase(Ask("60.00")), By("li", Role.Agent, "2 10:00"));
        var events = await EventsAsync(bench);
        Assert.Equal(code, await RefusedAsync(bench, new ApproveCase(), By(actor, Role.Of(role), "2 11:00")));
        Assert.Equal(code is null, await EventsAsync(bench) > events);
    }

    [Fact]
    public async Task Money_that_finance_paid_is_booked_with_the_case_and_money_that_the_order_heard_of_settles_the_case()
    {
        foreach (var tellsOrder in new[] { false, true })
        {
            var bench = await DeliveredAsync("100.00");
            var refund = (await DoneAsync(bench, new OpenCase(Ask("30.00")), By("li", Role.Buyer, "2 10:00"))).Refunds[0].Refund;
            var pay = new RecordRefund(RefundId.Of(refund.Value), Shop.Yuan("30.00"), Shop.At("2 12:00"));
            for (var i = 0; i < 2; i++)
            {
                if (tellsOrder) (await bench.Kernel.TellAsync(Shop.Key("1"), pay, By("fa", Role.Finance, "2 12:00", $"paid-{i}"))).ValueOrThrow();
                else await DoneAsync(bench, new SettleRefund(refund, Shop.Yuan("30.00")), By("fa", Role.Finance, "2 12:00", $"paid-{i}"));
            }

            var money = (await bench.OrderAsync("1")).Money;
            Assert.Equal((Shop.Yuan("30.00"), Shop.Yuan("0.00"), Shop.Yuan("70.00")), (money.Refunded, money.RefundPending, money.Kept));
            Assert.Equal(AfterSalesStatus.Refunded, (await bench.Kernel.FindAsync(Case))!.Status);
        }
    }

    [Fact]
    public async Task A_refund_of_everything_settles_its_case_when_the_order_hears_of_it()
    {
        var bench = await DeliveredAsync("40.00");
        var refund = (await DoneAsync(bench, new OpenCase(Ask("40.00")), By("li", Role.Buyer, "2 10:00"))).Refunds[0].Refund;
        (await bench.Kernel.TellAsync(Shop.Key("1"), new RecordRefund(RefundId.Of(refund.Value), Shop.Yuan("40.00"), Shop.At("2 12:00")), Role.Finance,
            Shop.At("2 12:00"))).ValueOrThrow();
        Assert.Equal(AfterSalesStatus.Refunded, (await bench.Kernel.FindAsync(Case))!.Status);
    }

    [Fact]
    public async Task A_channel_that_paid_under_an_id_of_its_own_takes_our_refund_back()
    {
        var bench = await DeliveredAsync("40.00");
        await DoneAsync(bench, new OpenCase(Ask("40.00")), By("li", Role.Buyer, "2 10:00"));
        var settled = await DoneAsync(bench, new SettleRefund(MessageId.Of("TB-7"), Shop.Yuan("40.00")), By("taobao", Role.Channel, "2 11:00"));
        Assert.Equal((AfterSalesStatus.Refunded, Shop.Yuan("40.00")), (settled.Status, settled.Refunded));
        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("40.00"), Shop.Yuan("0.00")), (order.Money.Refunded, order.Money.RefundPending));
        Assert.Equal([RefundStatus.Withdrawn, RefundStatus.Refunded], order.Refunds.Items.Select(r => r.Status));
        Assert.Equal(AfterSalesCodes.RefundUnknown,
            await RefusedAsync(bench, new SettleRefund(MessageId.Of("TB-8"), Shop.Yuan("1.00")), By("fa", Role.Finance, "2 12:00")));
    }

    [Fact]
    public async Task Only_a_channel_says_that_it_paid_and_it_is_booked_once_whatever_the_tier()
    {
        var bench = await DeliveredAsync("900.00");
        var paid = new RecordPaidRefund(Ask("700.00"), MessageId.Of("TB-7"));
        Assert.Equal(AfterSalesCodes.RoleMissing, await RefusedAsync(bench, paid, By("fa", Role.Finance, "2 10:00")));
        Assert.Null(await bench.Kernel.FindAsync(Case));
        for (var i = 0; i < 2; i++)
            Assert.Equal(AfterSalesStatus.Refunded, (await DoneAsync(bench, paid, By("taobao", Role.Channel, "2 11:00", $"told-{i}"))).Status);
        Assert.Equal((Shop.Yuan("700.00"), Shop.Yuan("200.00")), ((await bench.OrderAsync("1")).Money.Refunded, (await bench.OrderAsync("1")).Money.Kept));
        Assert.Empty(await bench.OutboxAsync("refund"));
    }

    [Fact]
    public async Task A_person_judges_again_what_the_quiet_period_refused()
    {
        var bench = await DeliveredAsync("100.00");
        var claim = Sent("1 12:00", "100.00").With("c-1", AfterSalesStatus.Requested, "40.00", requested: "1 11:00");
        await bench.SendAsync(claim with { Cases = [claim.Cases[0] with { IsNoReason = true }] });
        Assert.Equal(AfterSalesCodes.QuietPeriod, (await bench.Kernel.FindAsync(Case))!.Verdict!.RefusedAs);
        Assert.Equal(AfterSalesCodes.VerdictRefuses, await RefusedAsync(bench, new ApproveCase(), By("an", Role.Agent, "1 13:00")));
        Assert.Equal(AfterSalesCodes.QuietPeriod, (await DoneAsync(bench, new JudgeCase(), By("an", Role.Agent, "2 08:59"))).Verdict!.RefusedAs);
        var granted = await DoneAsync(bench, new JudgeCase(), By("an", Role.Agent, "2 09:00"));
        Assert.Equal((AfterSalesStatus.Refunding, Shop.Yuan("40.00")), (granted.Status, (await bench.OrderAsync("1")).Money.RefundPending));
        Assert.Single(await bench.OutboxAsync("refund"));
    }

    [Fact]
    public async Task An_open_case_on_unsent_units_holds_them_until_the_buyer_withdraws()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05", "900.00").Paid("10:04"));
        await DoneAsync(bench, new OpenCase(Back("450.00", 1, CaseKind.CancelBeforeShipping)), By("li", Role.Buyer, "10:30"));
        var ship = new ShipShipment(ShipmentId.Of("plan-1"), Shop.At("10:40"), [Waybill.Of("YT1")], []);
        Assert.Equal(OrdersCodes.Held, (await bench.TellAsync("1", ship, Role.Warehouse, "10:40")).Refusal?.Code);
        Assert.Equal(WorkflowCodes.RoleMissing, await RefusedAsync(bench, new WithdrawCase(), By("wu", Role.Warehouse, "10:44")));
        var withdrawn = await DoneAsync(bench, new WithdrawCase(), By("li", Role.Buyer, "10:45"));
        Assert.Equal((AfterSalesStatus.Closed, Party.Buyer), (withdrawn.Status, withdrawn.EndedBy));
        Assert.Empty((await bench.OrderAsync("1")).Holds);
        Assert.True((await bench.TellAsync("1", ship, Role.Warehouse, "10:51")).IsOk);
    }

    [Fact]
    public async Task A_refused_request_frees_its_money_for_another_and_can_be_disputed()
    {
        var bench = await DeliveredAsync("100.00");
        await DoneAsync(bench, new OpenCase(Ask("80.00")), By("li", Role.Buyer, "2 10:00"));
        var other = CaseKey.Of(Shop.Key("1"), CaseId.Of("c-2"));
        Assert.Equal(AfterSalesCodes.AboveRefundable,
            (await bench.Kernel.TellAsync(other, new OpenCase(Ask("30.00")), By("li", Role.Buyer, "2 10:05"))).Refusal?.Code);
        var rejected = await DoneAsync(bench, new RejectCase(Party.Seller, "no-proof"), By("an", Role.Agent, "2 10:30"));
        Assert.Equal((AfterSalesStatus.Rejected, RejectionPlace.AtRequest), (rejected.Status, rejected.RejectedWhere));
        Assert.Equal(AfterSalesStatus.Refunding,
            (await bench.Kernel.TellAsync(other, new OpenCase(Ask("30.00")), By("li", Role.Buyer, "2 11:00"))).ValueOrThrow().Status);
        Assert.Equal(AfterSalesStatus.Disputed, (await DoneAsync(bench, new DisputeCase(Party.Buyer), By("li", Role.Buyer, "2 12:00"))).Status);
    }

    [Fact]
    public async Task Goods_that_a_person_receives_go_back_from_the_buyer_and_their_money_goes_out()
    {
        var bench = await DeliveredAsync("200.00");
        await DoneAsync(bench, new OpenCase(Back("200.00", 2)), By("li", Role.Buyer, "2 10:00"));
        await DoneAsync(bench, new ApproveCase(), By("an", Role.Agent, "2 11:00"));
        await DoneAsync(bench, new SendReturn(Waybill.Of("SF1"), null), By("li", Role.Buyer, "2 12:00"));
        Assert.Equal(WorkflowCodes.RoleMissing, await RefusedAsync(bench, new ReceiveGoods([Found(2)]), By("an", Role.Agent, "3 10:00")));
        Assert.Equal(AfterSalesCodes.UnitsNotInCase, await RefusedAsync(bench, new ReceiveGoods([Found(3)]), By("wu", Role.Warehouse, "3 10:00")));
        var looked = await DoneAsync(bench, new ReceiveGoods([Found(1), Found(1, InspectionOutcome.Quarantine)]), By("wu", Role.Warehouse, "3 10:01"));
        Assert.Equal((AfterSalesStatus.ReturnReceived, Shop.Units(2)), (looked.Status, (await bench.OrderAsync("1")).Lines[0].Units.Returned));
        for (var i = 0; i < 2; i++)
        {
            var received = await DoneAsync(bench, new ReceiveGoods([Found(2)]), By("wu", Role.Warehouse, "3 11:00"));
            Assert.Equal((AfterSalesStatus.Refunding, Shop.Yuan("200.00")), (received.Status, received.Granted));
        }

        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Units(2), Shop.Yuan("200.00")), (order.Lines[0].Units.Returned, order.Money.RefundPending));
        Assert.Single(await bench.OutboxAsync("refund"));
    }

    [Fact]
    public async Task Goods_that_are_not_the_orders_go_back_and_pay_nothing()
    {
        var bench = await DeliveredAsync("200.00");
        await DoneAsync(bench, new OpenCase(Back("200.00", 2)), By("li", Role.Buyer, "2 10:00"));
        await DoneAsync(bench, new ApproveCase(), By("an", Role.Agent, "2 11:00"));
        var refused = await DoneAsync(bench, new ReceiveGoods([Found(1, InspectionOutcome.WrongGoods), Found(1, InspectionOutcome.Missing)]),
            By("wu", Role.Warehouse, "3 10:00"));
        Assert.Equal((AfterSalesStatus.Rejected, RejectionPlace.AtReceipt), (refused.Status, refused.RejectedWhere));
        Assert.Equal((Shop.Units(2), Shop.Yuan("200.00")), ((await bench.OrderAsync("1")).Lines[0].Units.Delivered, (await bench.OrderAsync("1")).Money.Kept));
    }

    [Fact]
    public async Task An_exchange_receives_sends_a_replacement_and_ends_when_it_arrives()
    {
        var bench = await DeliveredAsync("40.00");
        await DoneAsync(bench, new OpenCase(Back("0.00", 1, CaseKind.Exchange)), By("li", Role.Buyer, "2 10:00"));
        Assert.Equal(AfterSalesStatus.ReplacementDue, (await DoneAsync(bench, new ReceiveGoods([Found(1)]), By("wu", Role.Warehouse, "3 10:00"))).Status);
        Assert.Equal(KernelCodes.IdUnset, await RefusedAsync(bench, new SendReplacement(default), By("wu", Role.Warehouse, "3 11:00")));
        Assert.Equal(AfterSalesStatus.ReplacementShipped,
            (await DoneAsync(bench, new SendReplacement(Waybill.Of("SF2")), By("wu", Role.Warehouse, "3 11:00"))).Status);
        var completed = await DoneAsync(bench, new ConfirmReplacement(), By("li", Role.Buyer, "5 10:00"));
        Assert.Equal((AfterSalesStatus.Completed, Shop.Yuan("40.00")), (completed.Status, (await bench.OrderAsync("1")).Money.Kept));
    }

    [Fact]
    public async Task A_step_that_nobody_answers_is_reminded_escalated_and_then_the_superiors()
    {
        var bench = await DeliveredAsync("900.00");
        await DoneAsync(bench, new OpenCase(Ask("60.00")), By("li", Role.Buyer, "2 10:00"));
        Assert.Equal((0, 1), (await bench.ClockAsync("3 09:59"), await bench.ClockAsync("3 10:00")));
        Assert.True((await bench.Kernel.FindAsync(Case))!.IsReminded);
        Assert.Equal(1, await bench.ClockAsync("4 10:00"));
        Assert.Equal(AfterSalesCodes.RoleMissing, await RefusedAsync(bench, new ApproveCase(), By("an", Role.Agent, "4 10:01")));
        Assert.Equal(AfterSalesStatus.Refunding, (await DoneAsync(bench, new ApproveCase(), By("bo", Role.Supervisor, "4 10:02"))).Status);
    }

    [Fact]
    public async Task What_the_ledger_refuses_grants_nothing()
    {
        var bench = await DeliveredAsync("100.00");
        await bench.TellAsync("1", new PlaceHold(HoldId.Of("h"), HoldKind.PaymentRisk, HoldScopes.Refund), Role.Finance, "2 09:00");
        var events = await EventsAsync(bench);
        Assert.Equal(OrdersCodes.Held, await RefusedAsync(bench, new OpenCase(Ask("30.00")), By("li", Role.Buyer, "2 10:00")));
        Assert.Equal((events, 0), (await EventsAsync(bench), (await bench.OutboxAsync("refund")).Count));
        Assert.Null(await bench.Kernel.FindAsync(Case));
    }

    [Fact]
    public async Task The_same_saying_again_gets_the_same_answer_and_another_saying_under_its_id_is_refused()
    {
        var bench = await DeliveredAsync("100.00");
        var first = await DoneAsync(bench, new OpenCase(Ask("30.00")), By("li", Role.Buyer, "2 10:00"));
        var events = await EventsAsync(bench);
        Assert.Equal(first, await DoneAsync(bench, new OpenCase(Ask("30.00")), By("li", Role.Buyer, "2 10:00")));
        Assert.Equal(OrderKernelCodes.MessageReused, await RefusedAsync(bench, new OpenCase(Ask("31.00")), By("li", Role.Buyer, "2 10:00")));
        var other = CaseKey.Of(Shop.Key("1"), CaseId.Of("c-2"));
        Assert.Equal(OrderKernelCodes.MessageReused,
            (await bench.Kernel.TellAsync(other, new OpenCase(Ask("30.00")), By("li", Role.Buyer, "2 10:00"))).Refusal?.Code);
        Assert.Equal(first, await DoneAsync(bench, new OpenCase(Ask("30.00")), By("li", Role.Buyer, "2 10:00", "other-message")));
        Assert.Equal(AfterSalesCodes.CaseExists, await RefusedAsync(bench, new OpenCase(Ask("31.00")), By("li", Role.Buyer, "2 10:00", "third-message")));
        Assert.Equal(events, await EventsAsync(bench));
        var said = (await bench.Kernel.TellAsync(other, new OpenCase(Ask("5.00")), Role.Buyer, Shop.At("2 10:10"))).ValueOrThrow();
        Assert.Equal(said, (await bench.Kernel.TellAsync(other, new OpenCase(Ask("5.00")), Role.Buyer, Shop.At("2 10:10"))).ValueOrThrow());
        Assert.Equal(2, (await bench.OrderAsync("1")).Refunds.Count);
    }

    [Fact]
    public async Task What_does_not_name_a_case_is_refused()
    {
        var bench = await DeliveredAsync("100.00");
        async Task<string?> CodeAsync(CaseKey key) =>
            (await bench.Kernel.TellAsync(key, new OpenCase(Ask("30.00")), By("li", Role.Buyer, "2 10:00"))).Refusal?.Code;
        Assert.Equal(OrderKernelCodes.OrderUnknown, await CodeAsync(CaseKey.Of(Shop.Key("2"), CaseId.Of("c-1"))));
        Assert.Equal(OrderKernelCodes.IdTooLong, await CodeAsync(CaseKey.Of(Shop.Key("1"), CaseId.Of(new string('c', 49)))));
        Assert.Equal(KernelCodes.IdUnset, await CodeAsync(CaseKey.Of(Shop.Key("1"), default)));
        Assert.Equal(KernelCodes.IdUnset, await CodeAsync(default));
        Assert.Equal(AfterSalesCodes.UnitsNotInOrder, await RefusedAsync(bench, new OpenCase(Back("30.00", 3)), By("li", Role.Buyer, "2 10:00")));
        Assert.Equal(AfterSalesCodes.CaseUnknown, await RefusedAsync(bench, new ApproveCase(), By("an", Role.Agent, "2 10:00")));
        Assert.Null(await bench.Kernel.FindAsync(Case));
    }

    [Fact]
    public async Task An_approval_that_meets_a_withdrawal_is_decided_again_on_what_is_there_then()
    {
        var bench = await DeliveredAsync("900.00");
        await DoneAsync(bench, new OpenCase(Ask("60.00")), By("li", Role.Buyer, "2 10:00"));
        var slow = new Kernel(new FailingStore(bench.Store, 1,
            FailureMoment.Never) { Rival = () => DoneAsync(bench, new WithdrawCase(), By("li", Role.Buyer, "2 10:30")) }, Bench.Sourced);
        Assert.Equal(AfterSalesCodes.TransitionNotPermitted, (await slow.TellAsync(Case, new ApproveCase(), By("an", Role.Agent, "2 10:30"))).Refusal?.Code);
        Assert.Equal((AfterSalesStatus.Closed, Shop.Yuan("900.00")), ((await bench.Kernel.FindAsync(Case))!.Status, (await bench.OrderAsync("1")).Money.Kept));
    }

    [Fact]
    public async Task Two_requests_at_once_never_get_more_together_than_the_order_holds()
    {
        var bench = await DeliveredAsync("60.00");
        var other = CaseKey.Of(Shop.Key("1"), CaseId.Of("c-2"));
        var slow = new Kernel(new FailingStore(bench.Store, 1,
            FailureMoment.Never) { Rival = () => DoneAsync(bench, new OpenCase(Ask("40.00")), By("li", Role.Buyer, "2 10:00")) }, Bench.Sourced);
        Assert.Equal(AfterSalesCodes.AboveRefundable, (await slow.TellAsync(other, new OpenCase(Ask("40.00")), By("mo", Role.Buyer, "2 10:00"))).Refusal?.Code);
        Assert.Equal((Shop.Yuan("40.00"), Shop.Yuan("20.00")), await PendingAndKeptAsync(bench));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_line_that_goes_dead_leaves_an_approval_done_once_when_it_is_sent_again(int moment)
    {
        var bench = await DeliveredAsync("900.00");
        await DoneAsync(bench, new OpenCase(Ask("60.00")), By("li", Role.Buyer, "2 10:00"));
        var failing = new Kernel(new FailingStore(bench.Store, 1, (FailureMoment)moment), Bench.Sourced);
        await Assert.ThrowsAsync<IOException>(async () => await failing.TellAsync(Case, new ApproveCase(), By("an", Role.Agent, "2 11:00")));
        Assert.Equal(AfterSalesStatus.Refunding, (await DoneAsync(bench, new ApproveCase(), By("an", Role.Agent, "2 11:00"))).Status);
        Assert.Equal((1, 1), ((await bench.OrderAsync("1")).Refunds.Count, (await bench.OutboxAsync("refund")).Count));
    }

    [Fact]
    public async Task Two_requests_in_one_claim_are_owed_one_by_one()
    {
        var bench = await DeliveredAsync("100.00");
        await bench.SendAsync(Sent("2 10:00", "100.00").With("R1", AfterSalesStatus.Requested, "20.00", requested: "2 09:58")
            .With("R2", AfterSalesStatus.Requested, "20.00", requested: "2 09:59"));
        Assert.Equal((Shop.Yuan("40.00"), Shop.Yuan("60.00")), await PendingAndKeptAsync(bench));
        Assert.Equal(2, (await bench.OutboxAsync("refund")).Count);
        await bench.SendAsync(Sent("2 12:00", "100.00").With("R1", AfterSalesStatus.Refunded, "20.00", requested: "2 09:58")
            .With("R2", AfterSalesStatus.Refunded, "20.00", requested: "2 09:59"));
        Assert.Equal(Shop.Yuan("40.00"), (await bench.OrderAsync("1")).Money.Refunded);
    }

    [Fact]
    public async Task A_rehearsal_tells_the_verdict_and_writes_nothing()
    {
        var bench = await DeliveredAsync("900.00");
        var events = await EventsAsync(bench);
        var rehearsal = new Kernel(bench.Store, Bench.Sourced) { IsRehearsal = true };
        Assert.Equal("supervisor", (await rehearsal.TellAsync(Case, new OpenCase(Ask("600.00")), Role.Buyer, Shop.At("2 10:00"))).ValueOrThrow().Verdict!.Tier);
        Assert.Equal(events, await EventsAsync(bench));
        Assert.Null(await bench.Kernel.FindAsync(Case));
    }

    internal static Claim Sent(string told, string total) => Shop.Claim("1", told, total).Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00");

    internal static async Task<Bench> DeliveredAsync(string total)
    {
        var bench = new Bench(new MemoryOrderStore());
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(Sent("1 10:00", total))).Outcome);
        return bench;
    }

    private static async Task<AfterSalesCase> DoneAsync(Bench bench, CaseCommand command, DecisionContext context) =>
        (await bench.Kernel.TellAsync(Case, command, context)).ValueOrThrow();

    private static async Task<string?> RefusedAsync(Bench bench, CaseCommand command, DecisionContext context) =>
        (await bench.Kernel.TellAsync(Case, command, context)).Refusal?.Code;

    private static async Task<(Money Pending, Money Kept)> PendingAndKeptAsync(Bench bench)
    {
        var money = (await bench.OrderAsync("1")).Money;
        return (money.RefundPending, money.Kept);
    }

    private static async Task<long> EventsAsync(Bench bench)
    {
        long events = 0;
        await foreach (var head in bench.Store.HeadsAsync(Shop.Acme, default)) events += head.Version;
        return events;
    }
}
