namespace OrderKernel.Workflow;

// The machine under a role matrix: who may fire what is asked here and nowhere else.
public sealed partial class WorkflowMachine
{
    private WorkflowMachine(WorkflowMachine machine, RoleMatrix roles)
    {
        (Policy, Definition, Roles) = (machine.Policy, machine.Definition, roles);
        (_steps, _triggers, _width, _stepIndex, _triggerIndex,
            _entries) = (machine._steps, machine._triggers, machine._width, machine._stepIndex, machine._triggerIndex, machine._entries);
        _table = Array.ConvertAll(machine._table, cell => cell is null ? null : new Cell(cell.Firing, roles, machine.Policy.Name));
    }

    /// <summary>The matrix that the machine asks; null when the roles that triggers name decide alone.</summary>
    public RoleMatrix? Roles { get; }

    /// <summary>
    /// The same machine under a role matrix: an actor passes a trigger under a role that has one of
    /// the trigger's roles, by itself or by what it includes, and that the matrix lets fire it.
    /// </summary>
    /// <param name="roles">The matrix.</param>
    /// <remarks>
    /// Facts are not asks: what is open to the channel, a carrier or the kernel stays so, whatever the matrix says.
    /// Laws: what passes under a matrix passes the trigger's roles too, once included roles
    /// count; an actor with more roles may fire no less. Cost: as without a matrix.
    /// </remarks>
    public WorkflowMachine WithRoles(RoleMatrix roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        return ReferenceEquals(roles, Roles) ? this : new(this, roles);
    }

    private Refusal NotOpen(Cell cell, Actor actor) => Roles is null || !cell.Trigger.IsOpenTo(Roles.Expand(actor))
        ? cell.RoleMissing
        : Refusal.Of(RoleCodes.MayNotFire, ("trigger", cell.Trigger.Name), ("workflow", Policy.Name),
            ("roles", cell.Open.Length == 0 ? "-" : string.Join(", ", cell.Open)));
}
