using OrderKernel.Rules;

namespace OrderKernel.AfterSales;

/// <summary>A case as guards read it; of a case that was not opened there is nothing to read.</summary>
internal sealed class CaseFacts(AfterSalesCase one) : IFacts
{
    private static readonly FactTable<AfterSalesCase> Table = new(
        new(FactField.Required("case.kind", FactType.String), c => c.Request!.Kind.ToString()),
        new(FactField.Required("case.reason", FactType.String), c => c.Request!.Reason),
        new(FactField.Required("case.asked", FactType.Money), c => c.Request!.Asked),
        new(FactField.Optional("case.granted", FactType.Money), c => c.Granted is { } granted ? granted : default(ExpressionValue)),
        new(FactField.Required("case.refunded", FactType.Money), c => c.Refunded!.Value),
        new(FactField.Required("case.disputed", FactType.Bool), c => c.IsDisputed),
        new(FactField.Required("case.evidence", FactType.Int), c => c.Request!.Evidence.Count),
        new(FactField.Required("case.approvals", FactType.Int), c => c.ApprovedBy.Count),
        new(FactField.Required("case.requestedAt", FactType.Instant), c => ExpressionValue.Of(c.Request!.RequestedAt)));

    public static FactSchema Schema => Table.Schema;

    public ExpressionValue Get(int slot) => one.Request is null ? default : Table.Get(one, slot);
}
