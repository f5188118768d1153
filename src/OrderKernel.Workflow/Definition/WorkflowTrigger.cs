using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>What an actor can fire at a step: either a move to another step of the same status, or a verb.</summary>
public sealed class WorkflowTrigger
{
    internal WorkflowTrigger(string name, string? to, string? does, ValueList<Role> roles, string path) =>
        (Name, To, Does, Roles, Path) = (name, to, does, roles, path);

    /// <summary>The trigger's name; the same name may mean the like at several steps.</summary>
    public string Name { get; }

    /// <summary>The step that it moves to; null when it does a verb.</summary>
    public string? To { get; }

    /// <summary>The verb that it does; null when it moves to a step.</summary>
    public string? Does { get; }

    /// <summary>Who may fire it: one of these roles suffices.</summary>
    public ValueList<Role> Roles { get; }

    /// <summary>The condition under which it may be fired; null when always.</summary>
    public Expression? When { get; internal init; }

    /// <summary>True when whoever asked may not fire it.</summary>
    public bool NeedsFourEyes { get; internal init; }

    /// <summary>What the host is asked to do once it has fired, in document order.</summary>
    public ValueList<WorkflowAction> Actions { get; internal init; }

    internal string Path { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal bool IsOpenTo(Actor actor)
    {
        foreach (var role in Roles)
        {
            if (actor.Has(role)) return true;
        }

        return false;
    }
}
