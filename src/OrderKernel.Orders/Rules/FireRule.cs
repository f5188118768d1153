using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>A rule of a chain fired for the order. Only the kernel says so, once for an order and a rule.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Does">What it pulls, in its order.</param>
public sealed record FireRule(PolicyReference Chain, string Rule, ValueList<WorkflowAction> Does) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing()
    {
        var missing = Required.Id("chain", Chain) ?? Required.Name("rule", Rule);
        for (var i = 0; i < Does.Count; i++)
        {
            missing ??= Required.Name($"does[{i}].name", Does[i].Name);
            for (var j = 0; j < Does[i].Arguments.Count; j++) missing ??= Required.Name($"does[{i}].arguments[{j}].name", Does[i].Arguments[j].Name);
        }

        return missing;
    }
}

/// <summary>A rule of a chain could not be evaluated for the order. Only the kernel says so, once for an order and a rule.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Code">The code of the error.</param>
public sealed record NoteRuleError(PolicyReference Chain, string Rule, string Code) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("chain", Chain) ?? Required.Name("rule", Rule) ?? Required.Name("code", Code);
}
