using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests;

/// <summary>What the inspection of returned goods makes of a case.</summary>
/// <remarks>Fails when refused units are paid for, accepted ones are not, or money exceeds what was approved.</remarks>
public class ReturnTests
{
    private static readonly CaseRequest TwoLines = Request(10_000, CaseKind.ReturnRefund) with { Units = [Some("1", 3), Some("2", 1)] };

    private static AfterSalesCase Received(CaseRequest request, params InspectedUnits[] found) =>
        Approved(request).Do(new ReceiveGoods(found.ToValueList()), Warehouse, message: "received");

    [Fact]
    public void All_units_accepted_refund_all_that_was_approved_freight_included()
    {
        var state = Received(TwoLines, Found("1", 3, InspectionOutcome.Restock), Found("2", 1, InspectionOutcome.WriteOff));
        Assert.Equal((AfterSalesStatus.Refunding, Money.Fen(10_000)), (state.Status, state.Granted));
    }

    [Fact]
    public void Refused_units_take_their_share_off()
    {
        var state = Received(TwoLines, Found("1", 1, InspectionOutcome.Missing), Found("1", 2, InspectionOutcome.Restock),
            Found("2", 1, InspectionOutcome.Restock));
        Assert.Equal(Money.Fen(5_333 + 1_000), state.Granted);
        Assert.Equal(AfterSalesStatus.Refunding, state.Status);
    }

    [Fact]
    public void Nothing_accepted_is_a_rejection_at_receipt()
    {
        var state = Received(TwoLines, Found("1", 3, InspectionOutcome.WrongGoods), Found("2", 1, InspectionOutcome.Missing));
        Assert.Equal((AfterSalesStatus.Rejected, RejectionPlace.AtReceipt, 0), (state.Status, state.RejectedWhere, state.Refunds.Count));
    }

    [Fact]
    public void Units_that_are_missing_from_the_list_or_in_quarantine_wait()
    {
        var state = Received(TwoLines, Found("1", 3, InspectionOutcome.Restock));
        Assert.Equal((AfterSalesStatus.ReturnReceived, Money.Fen(10_000)), (state.Status, state.Granted));
        var pending = Try(state, new ReceiveGoods([Found("1", 3, InspectionOutcome.Restock), Found("2", 1, InspectionOutcome.Quarantine)]), Warehouse)
            .ValueOrThrow();
        Assert.Equal(AfterSalesCodes.ReceiptPending, pending.Reasons[0].Code);
        var done = Try(state, new ReceiveGoods([Found("1", 3, InspectionOutcome.Restock), Found("2", 1, InspectionOutcome.Restock)]), Warehouse).ValueOrThrow();
        Assert.Equal(AfterSalesCodes.ReceiptJudged, done.Reasons[0].Code);
        Assert.Equal(AfterSalesStatus.Refunding, CaseProcess.Evolve(state, done.Events).Status);
    }

    [Fact]
    public void Goods_that_the_case_does_not_hold_are_refused()
    {
        var state = Approved(TwoLines);
        Assert.Equal(AfterSalesCodes.UnitsNotInCase, state.Refused(new ReceiveGoods([]), Warehouse));
        Assert.Equal(AfterSalesCodes.UnitsNotInCase, state.Refused(new ReceiveGoods([Found("3", 1, InspectionOutcome.Restock)]), Warehouse));
        Assert.Equal(AfterSalesCodes.UnitsNotInCase,
            state.Refused(new ReceiveGoods([Found("2", 1, InspectionOutcome.Restock), Found("2", 1, InspectionOutcome.Restock)]), Warehouse));
        Assert.Equal(AfterSalesCodes.UnitsNotInCase, state.Refused(new ReceiveGoods([Found(null, 1, InspectionOutcome.Restock)]), Warehouse));
        Assert.Equal(AfterSalesCodes.AboveRefundable,
            state.Refused(new ReceiveGoods([Found("1", 3, InspectionOutcome.Restock), Found("2", 1, InspectionOutcome.Restock)]), Warehouse,
                given: Given(Balance(9_999))));
    }

    [Fact]
    public void An_exchange_sends_goods_and_no_money()
    {
        var request = Request(0, CaseKind.Exchange) with { Units = [Some("1", 1)] };
        var state = Received(request, Found("1", 1, InspectionOutcome.Restock));
        Assert.Equal((AfterSalesStatus.ReplacementDue, 0), (state.Status, state.Refunds.Count));
        state = state.Do(new SendReplacement(Waybill.Of("SF9")), Warehouse).Do(new ConfirmReplacement(), Actor.Kernel);
        Assert.Equal((AfterSalesStatus.Completed, Noon), (state.Status, state.EndedAt));
        Assert.Equal(AfterSalesStatus.Rejected, Received(request, Found("1", 1, InspectionOutcome.WrongGoods)).Status);
    }

    [Fact]
    public void An_intercepted_parcel_is_on_its_way_back_at_once()
    {
        var state = Approved(Request(0, CaseKind.Intercept));
        Assert.Equal(AfterSalesStatus.ReturnInTransit, state.Status);
        Assert.Equal(AfterSalesStatus.Completed, state.Do(new ReceiveGoods([Found(null, 1, InspectionOutcome.Restock)]), Warehouse).Status);
        Assert.Equal(AfterSalesStatus.Closed, state.Do(new CloseCase(Party.Carrier), Actor.Kernel).Status);
    }

    [Fact]
    public void Goods_already_here_need_not_come_twice_after_a_dispute()
    {
        var state = Received(TwoLines, Found("1", 3, InspectionOutcome.WrongGoods), Found("2", 1, InspectionOutcome.Missing))
            .Do(new DisputeCase(Party.Buyer), Buyer).Do(new ApproveCase(), Agent);
        Assert.Equal((AfterSalesStatus.Refunding, Money.Fen(10_000)), (state.Status, state.Granted));
    }
}
