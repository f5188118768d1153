namespace OrderKernel.Workflow;

/// <summary>The workflows of approvals: the one under which new ones start, and those under which older ones did.</summary>
public sealed class ApprovalPolicies
{
    private readonly ValueList<WorkflowMachine> _all;

    private ApprovalPolicies(ValueList<WorkflowMachine> all) => _all = all;

    /// <summary>
    /// The embedded document: an agent, from 500 on a supervisor, from 5 000 on finance; a reminder and a copy after a day, the superior after two.
    /// </summary>
    public static ApprovalPolicies Default { get; } =
        Of(Embedded.Workflow("approval", ApprovalDomain.Standard));

    /// <summary>The workflow under which new approvals start.</summary>
    public WorkflowMachine Current => _all[0];

    /// <summary>Policies from checked documents.</summary>
    /// <param name="current">The workflow of new approvals, loaded with <see cref="ApprovalDomain.Standard"/>.</param>
    /// <param name="earlier">Workflows under which approvals in flight started.</param>
    /// <exception cref="ArgumentException">A document is of another domain.</exception>
    public static ApprovalPolicies Of(PolicyDocument<WorkflowDefinition> current, params PolicyDocument<WorkflowDefinition>[] earlier)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(earlier);
        return new(new[] { current }.Concat(earlier).Select(Machine).ToValueList());
    }

    /// <summary>The same policies with another workflow for new approvals; approvals in flight find the ones before.</summary>
    /// <param name="current">The workflow, loaded with <see cref="ApprovalDomain.Standard"/>.</param>
    /// <exception cref="ArgumentException">The document is of another domain.</exception>
    public ApprovalPolicies Replacing(PolicyDocument<WorkflowDefinition> current)
    {
        ArgumentNullException.ThrowIfNull(current);
        var machine = Machine(current);
        if (Current.Roles is { } roles) machine = machine.WithRoles(roles);
        return new(new[] { machine }.Concat(_all.Where(m => m.Policy != current.Reference).Items).ToValueList());
    }

    /// <summary>The same policies under a role matrix.</summary>
    /// <param name="roles">The matrix.</param>
    public ApprovalPolicies WithRoles(RoleMatrix roles) => new(_all.Items.Select(m => m.WithRoles(roles)).ToValueList());

    /// <summary>The workflow of a reference, or null when it was not given.</summary>
    /// <param name="policy">Name, version and hash, as an event recorded them.</param>
    public WorkflowMachine? Workflow(PolicyReference policy)
    {
        foreach (var machine in _all)
        {
            if (machine.Policy == policy) return machine;
        }

        return null;
    }

    // The domain refuses what approvals do not carry: levels come one after another, none side by side in a region.
    private static WorkflowMachine Machine(PolicyDocument<WorkflowDefinition> document) => ReferenceEquals(document.Policy.Domain, ApprovalDomain.Standard)
        ? WorkflowMachine.Of(document)
        : throw new ArgumentException($"{document.Reference} is no workflow of approvals.", nameof(document));
}
