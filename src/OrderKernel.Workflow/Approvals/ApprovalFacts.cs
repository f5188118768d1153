using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>An approval as guards and deadlines read it.</summary>
internal sealed class ApprovalFacts(ApprovalRequest request, int approvals, Instant requestedAt) : IFacts
{
    public const string RequestedAt = "approval.requestedAt";

    public static FactSchema Schema { get; } = FactSchema.Of(
        FactField.Required("approval.kind", FactType.String),
        FactField.Optional("approval.amount", FactType.Money),
        FactField.Required("approval.units", FactType.Int),
        FactField.Required("approval.reason", FactType.String),
        FactField.Required("approval.evidence", FactType.Int),
        FactField.Required("approval.approvals", FactType.Int),
        FactField.Required(RequestedAt, FactType.Instant));

    public ExpressionValue Get(int slot) => slot switch
    {
        0 => ExpressionValue.Of(request.Kind),
        1 => request.Amount is { } amount ? ExpressionValue.Of(amount) : default,
        2 => ExpressionValue.Of(request.Units.Units),
        3 => ExpressionValue.Of(request.Reason),
        4 => ExpressionValue.Of((long)request.Evidence.Count),
        5 => ExpressionValue.Of((long)approvals),
        6 => ExpressionValue.Of(requestedAt),
        _ => default,
    };
}
