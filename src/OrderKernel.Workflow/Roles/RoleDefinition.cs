namespace OrderKernel.Workflow;

/// <summary>One row of the matrix: a role with what it may do by itself.</summary>
/// <param name="Role">The role.</param>
/// <param name="Label">How people call it.</param>
public sealed record RoleDefinition(Role Role, StepLabel Label)
{
    /// <summary>The roles whose rights it has too.</summary>
    public ValueList<Role> Includes { get; init; }

    /// <summary>The triggers that it may fire.</summary>
    public ValueList<FirePattern> Fires { get; init; }

    /// <summary>The commands that it may tell, by their names.</summary>
    public ValueList<RightPattern> Tells { get; init; }

    /// <summary>The levels or tiers that it may approve.</summary>
    public ValueList<RightPattern> Approves { get; init; }

    /// <summary>The fields that it may see.</summary>
    public ValueList<FieldRight> Sees { get; init; }

    internal bool MayFire(string workflow, string trigger)
    {
        foreach (var pattern in Fires)
        {
            if (pattern.Covers(workflow, trigger)) return true;
        }

        return false;
    }

    internal bool MayTell(string command) => Covers(Tells, command);

    internal bool MayApprove(string level) => Covers(Approves, level);

    internal FieldSight SightOf(string field)
    {
        FieldSight best = 0;
        foreach (var right in Sees)
        {
            if (right.Sight > best && right.Fields.Covers(field)) best = right.Sight;
        }

        return best;
    }

    private static bool Covers(ValueList<RightPattern> patterns, string name)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Covers(name)) return true;
        }

        return false;
    }
}
