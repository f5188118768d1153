using System.Text.Json;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Workflow;

namespace OrderKernel.Work;

/// <summary>What workflows and rules of chains ask of the host: messages of the kind <c>action</c>, as data.</summary>
internal static class AskedActions
{
    /// <summary>What a workflow asks of the host, one message an action: keyed by the message that fired it, so that a repeat asks nothing anew.</summary>
    public static void Send(OrderWork work, TriggerFired e, DecisionContext context)
    {
        for (var i = 0; i < e.Actions.Count; i++)
        {
            var action = e.Actions[i];
            work.Unit.Send(new OutboxMessage($"action/{work.Stream.Key}/{context.Message}/{e.Step}/{e.Trigger}/{i}", "action", context.At, OutboxBody.Of(w =>
            {
                w.WriteString("order", work.Order!.Placed.Id.Value);
                if (e.Shipment is { } shipment) w.WriteString("shipment", shipment.Value);
                w.WriteString("step", e.Step);
                w.WriteString("trigger", e.Trigger);
                w.WriteString("by", e.By.Value);
                Write(w, action);
            })));
        }
    }

    /// <summary>What a rule of a chain asks of the host, one message an action; what the kernel does itself is no message.</summary>
    /// <remarks>No name of a chain has the mark that parts it from the rule, so that no two rules share a key.</remarks>
    public static void Send(OrderWork work, RuleFired e, DecisionContext context)
    {
        for (var i = 0; i < e.Does.Count; i++)
        {
            var action = e.Does[i];
            if (action.Name is OrderRules.TagLever or OrderRules.HoldLever) continue;
            if (action.Name == OrderRules.NotifyLever)
            {
                Notify(work, e, action, $"{e.Chain}#{e.Rule}/{i}", context);
                continue;
            }

            var chain = work.Policies.Chains.Items.First(c => c.Reference.Name == e.Chain).Reference;
            work.Unit.Send(new OutboxMessage($"action/{work.Stream.Key}/{e.Chain}#{e.Rule}/{i}", "action", context.At, OutboxBody.Of(w =>
            {
                w.WriteString("order", work.Order!.Placed.Id.Value);
                w.WriteString("chain", chain.ToString());
                w.WriteString("rule", e.Rule);
                Write(w, action);
            })));
        }
    }

    private static void Notify(OrderWork work, RuleFired e, WorkflowAction action, string what, DecisionContext context)
    {
        var (role, text) = (Told(action, "role"), Told(action, "text"));
        Notices.Send(work.Unit, work.Stream, [Role.Of(role)], Reason.Of(OrderKernelCodes.RuleNotified, ("order", work.Order!.Id), ("chain", e.Chain),
            ("rule", e.Rule), ("text", text.Length == 0 ? "-" : text)), context, what);

        static string Told(WorkflowAction action, string name) => action.Arguments.Items.FirstOrDefault(a => a.Name == name)?.Values[0] ?? "";
    }

    private static void Write(Utf8JsonWriter w, WorkflowAction action)
    {
        w.WriteString("do", action.Name);
        w.WriteStartObject("with");
        foreach (var argument in action.Arguments)
        {
            w.WriteStartArray(argument.Name);
            foreach (var value in argument.Values) w.WriteStringValue(value);
            w.WriteEndArray();
        }

        w.WriteEndObject();
    }
}
