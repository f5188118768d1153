using OrderKernel.AfterSales;
using OrderKernel.Work;

namespace OrderKernel.Cases;

/// <summary>Tells people of a case that waits for them: its approvers by the tiers, everybody else by the rules of notices.</summary>
internal static class CaseNotices
{
    public static void Send(
        OrderWork work, StreamId stream, AfterSalesCase before, AfterSalesCase after, Decision<AfterSalesEvent> decision, DecisionContext context)
    {
        foreach (var (role, copied) in decision.Events.Items.OfType<CaseStepReminded>().Select(r => (r.Step, r.Copied)))
        {
            var overdue = Reason.Of(AfterSalesCodes.StepOverdue, ("role", role), ("since", before.StepSince), ("superior", copied?.ToString() ?? "-"));
            Notices.Send(work.Unit, stream, copied is { } superior ? [role, superior] : [role], overdue, context, role.ToString());
        }

        if (!Waits(after) || !IsNew(before, after)) return;
        var roles = after.AwaitedRole is { } awaited ? [awaited] : work.Policies.Notices.Policy.Cases;
        var request = after.Request!;
        var waits = Reason.Of(OrderKernelCodes.CaseWaits,
            ("order", work.Order!.Id), ("case", request.Case), ("kind", request.Kind), ("status", after.Status), ("roles", string.Join(", ", roles.Items)));
        Notices.Send(work.Unit, stream, roles, waits, context, after.Status.ToString());
    }

    /// <summary>True when somebody of ours has to do something: decide, look at goods, send a replacement, or send refused goods back.</summary>
    private static bool Waits(AfterSalesCase one) =>
        one.Status is AfterSalesStatus.Requested or AfterSalesStatus.Disputed or AfterSalesStatus.ReturnReceived or AfterSalesStatus.ReplacementDue
        || one is { Status: AfterSalesStatus.Rejected, RejectedWhere: RejectionPlace.AtReceipt };

    private static bool IsNew(AfterSalesCase before, AfterSalesCase after) => before.Status != after.Status
        || (before.AwaitedRole, before.StepSince) != (after.AwaitedRole, after.StepSince)
        || before.Inspected != after.Inspected;
}
