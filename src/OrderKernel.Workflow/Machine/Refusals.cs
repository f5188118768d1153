using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>The machine's refusals, with the arguments of their texts.</summary>
internal static class Refusals
{
    public static Refusal NotPermitted(WorkflowStep step, string trigger) =>
        Refusal.Of(WorkflowCodes.TriggerNotPermitted, ("trigger", trigger), ("step", step.Name), ("status", step.Status));

    public static Refusal RoleMissing(Firing firing) =>
        Refusal.Of(WorkflowCodes.RoleMissing, ("trigger", firing.Trigger), ("step", firing.Step.Name),
            ("roles", string.Join(", ", firing.Trigger.Roles.Items)));

    public static Refusal RequesterUnknown(Firing firing) =>
        Refusal.Of(WorkflowCodes.RequesterUnknown, ("trigger", firing.Trigger), ("step", firing.Step.Name));

    public static Refusal FourEyes(Firing firing, Actor actor) =>
        Refusal.Of(WorkflowCodes.FourEyes, ("trigger", firing.Trigger), ("step", firing.Step.Name), ("actor", actor.Id));

    /// <summary>Why the guard does not hold, and what would make it hold.</summary>
    public static Refusal Guard(Firing firing, Expression guard, IFacts facts)
    {
        var why = guard.Explain(facts);
        return Refusal.Of(WorkflowCodes.GuardRefused, ("trigger", firing.Trigger), ("step", firing.Step.Name), ("guard", guard.Text))
            with { Reasons = why.Reasons.AddRange(why.Changes.Items.Select(c => c.ToReason())) };
    }
}
