using OrderKernel.AfterSales;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Channels;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Scenarios;

// Fails when a partner's record of which a part is refused is half applied, or answers that all is well: a person would never hear of it.
public class MisfitRecordScenarios
{
    [Fact]
    public async Task A_receipt_that_the_order_refuses_is_put_away_whole_and_applied_when_it_comes_again()
    {
        var (bench, strange) = await DeliveredUnderAsync(Other());
        var before = await StateAsync(bench);
        var receipt = new ReceiptRecord(Shop.At("5 10:00"), "R1", Bench.Platform("1"), Shop.Hangzhou,
            [new GoodsLine(Shop.Mug, Shop.Units(2), InspectionOutcome.Restock)]);
        var parked = (await strange.DeliverAsync(Shop.Acme, Bench.Delivery(receipt, "first"))).ValueOrThrow();
        Assert.Equal((DeliveryOutcome.Parked, OrdersCodes.WorkflowUnknown), (parked.Outcome, parked.Code));
        Assert.Equal(before, await StateAsync(bench));
        Assert.Equal(OrdersCodes.WorkflowUnknown, Assert.Single(await bench.QuarantineAsync()).Code);

        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(Bench.Delivery(receipt, "again"))).Outcome);
        Assert.Equal((Shop.Units(2), 5), ((await bench.OrderAsync("1")).Lines[0].Units.Returned, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));
    }

    [Fact]
    public async Task A_receipt_whose_case_may_not_grant_the_refund_is_put_away_whole()
    {
        var bench = await WithCasesAsync(Case("R1", "1", "20.00", 2));
        Assert.Equal(AfterSalesStatus.AwaitingReturn, (await CaseAsync(bench, "R1")).Status);
        Assert.True((await bench.TellAsync("1", new OweRefund(RefundId.Of("goodwill"), Shop.Yuan("15.00"), []), Role.Kernel, "4 12:00")).IsOk);
        var before = await StateAsync(bench);
        var answer = await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 10:00", 2);
        Assert.Equal((DeliveryOutcome.Parked, AfterSalesCodes.AboveRefundable), (answer.Outcome, answer.Code));
        Assert.Equal(before, await StateAsync(bench));
        Assert.Equal(AfterSalesStatus.AwaitingReturn, (await CaseAsync(bench, "R1")).Status);
    }

    [Fact]
    public async Task A_parcel_of_which_a_part_is_refused_is_put_away_whole()
    {
        var bench = new Bench(policies: KernelPolicies.Default);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05", mugs: 3).Paid("10:04"));
        Assert.True((await bench.TellAsync("1", new PlanShipment(ShipmentId.Of("own"), Shop.Hangzhou, Shop.Yuantong, null, [new(Shop.First, Shop.Units(1))]),
            Role.Kernel, "10:20")).IsOk);
        var before = await StateAsync(bench);
        // The planned unit would go; the others cannot leave under an id that the order's own parcel has.
        var answer = await bench.SendAsync(new OutboundRecord(
            Shop.At("12:00"), "own", Bench.Platform("1"), Shop.Hangzhou, Shop.Yuantong, Waybill.Of("YT1"), [new GoodsLine(Shop.Mug, Shop.Units(3), null)]));
        Assert.Equal((DeliveryOutcome.Parked, OrdersCodes.ShipmentExists), (answer.Outcome, answer.Code));
        Assert.Equal(before, await StateAsync(bench));
    }

    [Fact]
    public async Task Goods_of_two_cases_in_one_parcel_go_each_to_its_own()
    {
        var bench = await WithCasesAsync(Case("R1", "1", "10.00", 1), Case("R2", "2", "8.00", 1));
        var both = new ReceiptRecord(Shop.At("5 10:00"), "R1", Bench.Platform("1"), Shop.Hangzhou,
            [new GoodsLine(Shop.Mug, Shop.Units(1), InspectionOutcome.Restock), new GoodsLine(Shop.Tea, Shop.Units(1), InspectionOutcome.WriteOff)]);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(both)).Outcome);
        var (mug, tea) = (await CaseAsync(bench, "R1"), await CaseAsync(bench, "R2"));
        Assert.Equal(new(LineId.Of("1"), Shop.Units(1), InspectionOutcome.Restock), Assert.Single(mug.Inspected.Items.ToArray()));
        Assert.Equal(new(LineId.Of("2"), Shop.Units(1), InspectionOutcome.WriteOff), Assert.Single(tea.Inspected.Items.ToArray()));
        Assert.Equal((AfterSalesStatus.Refunding, Shop.Yuan("10.00")), (mug.Status, mug.Granted));
        Assert.Equal((AfterSalesStatus.Refunding, Shop.Yuan("8.00")), (tea.Status, tea.Granted));
        Assert.Equal([Shop.Yuan("10.00"), Shop.Yuan("8.00")], (await bench.OrderAsync("1")).Refunds.Items.Select(r => r.Amount).ToArray());
    }

    [Fact]
    public async Task Goods_that_no_case_waits_for_leave_the_others_waiting()
    {
        var bench = await WithCasesAsync(Case("R2", "2", "8.00", 1));
        Assert.Equal(DeliveryOutcome.Applied, (await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 10:00", 1)).Outcome);
        Assert.Equal((AfterSalesStatus.AwaitingReturn, true), ((await CaseAsync(bench, "R2")).Status, (await CaseAsync(bench, "R2")).Inspected.IsEmpty));
    }

    private static ClaimedCase Case(string id, string line, string amount,
        long units) => new(CaseId.Of(id), CaseKind.ReturnRefund, AfterSalesStatus.Requested, Shop.Yuan(amount))
    {
        Line = LineId.Of(line),
        Units = Shop.Units(units),
        RequestedAt = Shop.At("4 09:00"),
    };

    /// <summary>Two mugs for 20 yuan and a tea for 8, delivered, with cases about them.</summary>
    private static async Task<Bench> WithCasesAsync(params ClaimedCase[] cases)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 5);
        var claim = Shop.Claim("1", "10:05", "28.00")
            .Paid("10:04") with { Lines = [Shop.Line("1", Shop.Mug, 2, "20.00"), Shop.Line("2", Shop.Tea, 1, "8.00")] };
        await bench.SendAsync(claim);
        var delivered = claim.Shipped("12:00", "YT1").Delivered("3 09:00");
        await bench.SendAsync(delivered with { SourceTime = Shop.At("3 10:00") });
        await bench.SendAsync(delivered with { SourceTime = Shop.At("4 10:00"), Cases = cases.ToValueList() });
        return bench;
    }

    /// <summary>A delivered order that runs under a workflow, and a kernel that was not given it.</summary>
    private static async Task<(Bench Bench, Kernel Strange)> DeliveredUnderAsync(OrderPolicies policies)
    {
        var bench = new Bench(policies: Bench.Sourced with { Orders = policies });
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        await bench.SendAsync(Shop.Claim("1", "3 10:00").Paid("10:04").Shipped("12:00", "YT1").Delivered("3 09:00"));
        return (bench, new Kernel(bench.Store, Bench.Sourced));
    }

    private static OrderPolicies Other()
    {
        var text = System.Text.Encoding.UTF8.GetString(OrderPolicies.Embedded("standard.workflow.json").Span)
            .Replace("\"version\": \"", "\"version\": \"9", StringComparison.Ordinal);
        return OrderPolicies.Default.Replacing(WorkflowDocument.Load(System.Text.Encoding.UTF8.GetBytes(text), OrderDomain.Standard).ValueOrThrow());
    }

    private static async Task<AfterSalesCase> CaseAsync(Bench bench, string id)
    {
        var stream = StreamId.Of(Shop.Acme, StreamKinds.Case, $"{Shop.Key("1").Stream().Key}.{id}");
        var state = AfterSalesCase.None;
        foreach (var envelope in await bench.Store.ReadAsync(stream, 0, default)) state = CaseProcess.Evolve(state, CaseProcess.Codec.Decode(envelope));
        return state;
    }

    private static async Task<string> StateAsync(Bench bench)
    {
        var events = new List<string>();
        await foreach (var head in bench.Store.HeadsAsync(Shop.Acme, default)) events.Add($"{head.Stream} {head.Version}");
        return $"{string.Join("\n", events.Order())}\n{string.Join("\n", (await bench.Store.BalancesAsync(Shop.Acme, Shop.Mug, default)).Select(b => b.ToString()).Order())}";
    }
}
