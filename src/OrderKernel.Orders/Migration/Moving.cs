using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>Moving to another version of the workflow: only what a plan would permit, judged again on the order as it is.</summary>
internal static class Moving
{
    public static void Move(Draft draft, MoveToWorkflow command)
    {
        var order = draft.Order;
        if (!draft.IsConsequence && !draft.Context.Actor.Has(Role.Supervisor))
        {
            draft.Refuse(WorkflowCodes.RoleMissing, ("trigger", "move-to-workflow"), ("step", order.Process?.Step),
                ("roles", $"{Role.Kernel}, {Role.Supervisor}"));
            return;
        }

        if (draft.Machine() is not { } from || order.Process is not { } process) return;
        if (draft.Policies.Workflow(command.Workflow) is not { } to)
        {
            draft.Refuse(OrdersCodes.WorkflowUnknown, ("policy", command.Workflow));
            return;
        }

        if (process.Policy == to.Policy && process.Step == command.Step)
        {
            draft.AlreadyKnown("workflow", command.Workflow);
            return;
        }

        if (process.Step != command.ExpectedStep)
        {
            draft.Refuse(MigrationCodes.MovedOn, ("step", process.Step), ("expected", command.ExpectedStep));
            return;
        }

        var why = MigrationPlan.WhyNot(OrderMigration.Candidate(order)!, from, to, command.Step);
        if (!why.IsEmpty)
        {
            draft.Refuse(new Refusal(why[0].Code, why[0].Arguments) { Reasons = why.Items.RemoveAt(0).ToValueList() });
            return;
        }

        draft.Using(from.Policy);
        draft.Using(to.Policy);
        draft.Because(OrdersCodes.WorkflowMovedNow, ("from", from.Policy), ("to", to.Policy), ("step", command.Step));
        draft.Add(new WorkflowMoved(from.Policy, process.Step, to.Policy, command.Step, draft.Context.At, draft.Context.Actor.Id));
    }
}
