using OrderKernel.Rules;

namespace OrderKernel.AfterSales;

/// <summary>A case as guards read it; of a case that was not opened there is nothing to read.</summary>
internal sealed class CaseFacts(AfterSalesCase one) : IFacts
{
    public static FactSchema Schema { get; } = FactSchema.Of(
        FactField.Required("case.kind", FactType.String),
        FactField.Required("case.reason", FactType.String),
        FactField.Required("case.asked", FactType.Money),
        FactField.Optional("case.granted", FactType.Money),
        FactField.Required("case.refunded", FactType.Money),
        FactField.Required("case.disputed", FactType.Bool),
        FactField.Required("case.evidence", FactType.Int),
        FactField.Required("case.approvals", FactType.Int),
        FactField.Required("case.requestedAt", FactType.Instant));

    public ExpressionValue Get(int slot) => one.Request is not { } request ? default : slot switch
    {
        0 => ExpressionValue.Of(request.Kind.ToString()),
        1 => ExpressionValue.Of(request.Reason),
        2 => ExpressionValue.Of(request.Asked),
        3 => one.Granted is { } granted ? ExpressionValue.Of(granted) : default,
        4 => ExpressionValue.Of(one.Refunded!.Value),
        5 => ExpressionValue.Of(one.IsDisputed),
        6 => ExpressionValue.Of((long)request.Evidence.Count),
        7 => ExpressionValue.Of((long)one.ApprovedBy.Count),
        8 => ExpressionValue.Of(request.RequestedAt),
        _ => default,
    };
}
