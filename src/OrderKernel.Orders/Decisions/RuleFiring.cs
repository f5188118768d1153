using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>What rules of chains have done: each rule fires once for an order, whatever its version.</summary>
internal static class RuleFiring
{
    public static void Fire(Draft draft, FireRule command)
    {
        if (!IsKernels(draft, command.Rule)) return;
        draft.Using(command.Chain);
        if (draft.Order.Asked(command.Chain.Name, command.Rule) is { HasFired: true })
        {
            draft.AlreadyKnown("rule", command.Rule);
            return;
        }

        draft.Because(OrdersCodes.RuleFiredNow, ("chain", command.Chain.Name), ("rule", command.Rule), ("does", string.Join(", ", command.Does.Items)));
        draft.Add(new RuleFired(command.Chain.Name, command.Rule, command.Does));
        for (var i = 0; i < command.Does.Count; i++) Do(draft, command, command.Does[i], i);
    }

    public static void Note(Draft draft, NoteRuleError command)
    {
        if (!IsKernels(draft, command.Rule)) return;
        draft.Using(command.Chain);
        if (draft.Order.Asked(command.Chain.Name, command.Rule) is not null)
        {
            draft.AlreadyKnown("rule", command.Rule);
            return;
        }

        draft.Because(OrdersCodes.RuleErredNow, ("chain", command.Chain.Name), ("rule", command.Rule), ("code", command.Code));
        draft.Add(new RuleErred(command.Chain.Name, command.Rule, command.Code));
    }

    private static void Do(Draft draft, FireRule command, WorkflowAction action, int place)
    {
        foreach (var argument in action.Arguments)
        {
            if (RuleLever.Wrong(action.Name, argument.Name, argument.Values) is not { } expected) continue;
            draft.Refuse(OrdersCodes.RuleValueInvalid, ("chain", command.Chain.Name), ("rule", command.Rule), ("argument", $"{action.Name}.{argument.Name}"),
                ("value", string.Join(", ", argument.Values.Items)), ("expected", expected));
            return;
        }

        if (action.Name == OrderRules.TagLever)
        {
            var tag = OrderTag.Of(Values(action, "value")[0]);
            if (!draft.Order.Tags.Items.Contains(tag)) draft.Add(new OrderTagged(tag));
        }
        else if (action.Name == OrderRules.HoldLever)
        {
            var scopes = Values(action, "scopes") is { IsEmpty: false } words ? RuleLever.ScopesOf(words)!.Value : HoldScopes.Ship;
            var id = HoldId.Derived("rule", $"{command.Chain.Name}#{command.Rule}/{place}");
            draft.Add(new HoldPlaced(new(id, HoldKind.Of(Values(action, "kind")[0]), scopes, HoldOrigin.Asked, draft.Context.Actor.Id, draft.Context.At)
            {
                Note = $"{command.Chain.Name}/{command.Rule}",
            }));
        }
    }

    private static ValueList<string> Values(WorkflowAction action, string name) =>
        action.Arguments.Items.FirstOrDefault(a => a.Name == name)?.Values ?? [];

    private static bool IsKernels(Draft draft, string rule)
    {
        if (!draft.IsConsequence) draft.Refuse(OrdersCodes.KernelOnly, ("trigger", rule));
        return draft.IsConsequence;
    }
}
