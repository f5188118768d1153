using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>An approval as guards and deadlines read it.</summary>
internal sealed class ApprovalFacts(ApprovalRequest request, int approvals, Instant requestedAt) : IFacts
{
    private static readonly FactTable<ApprovalFacts> Table = new(
        new(FactField.Required("approval.kind", FactType.String), a => a.Request.Kind),
        new(FactField.Optional("approval.amount", FactType.Money), a => a.Request.Amount is { } amount ? amount : default(ExpressionValue)),
        new(FactField.Required("approval.units", FactType.Int), a => a.Request.Units.Units),
        new(FactField.Required("approval.reason", FactType.String), a => a.Request.Reason),
        new(FactField.Required("approval.evidence", FactType.Int), a => a.Request.Evidence.Count),
        new(FactField.Required("approval.approvals", FactType.Int), a => a.Approvals),
        new(FactField.Required("approval.requestedAt", FactType.Instant), a => ExpressionValue.Of(a.RequestedAt)));

    private static readonly InstantTable<ApprovalFacts> Moments = new(Table);

    public static FactSchema Schema => Table.Schema;

    public static ValueList<string> Instants => Moments.Names;

    private ApprovalRequest Request => request;

    private int Approvals => approvals;

    private Instant RequestedAt => requestedAt;

    public ExpressionValue Get(int slot) => Table.Get(this, slot);

    public Instant? InstantOf(string name) => Moments.Of(this, name);
}
