namespace OrderKernel.AfterSales;

/// <summary>Finds what a command leaves unsaid: ids and words that nobody set, blank reasons.</summary>
internal static class Missing
{
    public static Refusal? In(CaseCommand command) => FieldOf(command) is { } field ? Refusal.Of(AfterSalesCodes.FieldMissing, ("field", field), ("command", CaseVerbs.NameOf(command))) : null;

    private static string? FieldOf(CaseCommand command) => command switch
    {
        OpenCase c => FieldOf(c.Request),
        RecordPaidRefund c => c.Refund.Value is null ? "refund" : FieldOf(c.Request),
        RejectCase c => c.By == default ? "by" : string.IsNullOrWhiteSpace(c.Why) ? "why" : null,
        CloseCase { By: 0 } or DisputeCase { By: 0 } => "by",
        SendReturn { Waybill.Value: null } or SendReplacement { Waybill.Value: null } => "waybill",
        SettleRefund { Refund.Value: null } => "refund",
        ReceiveGoods c when c.Units.Items.Any(u => u.Outcome == default) => "outcome",
        _ => null,
    };

    private static string? FieldOf(CaseRequest request) =>
        request.Kind == default ? "kind" : string.IsNullOrWhiteSpace(request.Reason) ? "reason" : request.Asked.Currency.Code is null ? "asked" : null;
}
