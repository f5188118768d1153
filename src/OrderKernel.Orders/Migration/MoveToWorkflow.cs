namespace OrderKernel.Orders;

/// <summary>
/// Moves an order to another version of its workflow, as a plan says (see <see cref="Workflow.MigrationPlan"/>). Asked in the role kernel or supervisor.
/// </summary>
/// <param name="Workflow">The version to move to; the policies must know it and the one that the order runs under.</param>
/// <param name="ExpectedStep">The step at which the order stands; it refuses when the order has moved on.</param>
/// <param name="Step">The step of the other version at which it is to stand.</param>
public sealed record MoveToWorkflow(PolicyReference Workflow, string ExpectedStep, string Step) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("workflow", Workflow)
        ?? Required.Name("expectedStep", ExpectedStep)
        ?? Required.Name("step", Step);
}
