namespace OrderKernel.Workflow;

/// <summary>Follows what roles include.</summary>
internal static class RoleClosure
{
    /// <summary>A role and all that it includes, nearest first; roles that are not there are left out, and a cycle ends where it began.</summary>
    public static ValueList<RoleDefinition> Of(RoleDefinition role, ValueList<RoleDefinition> all)
    {
        var byRole = new Dictionary<Role, RoleDefinition>();
        foreach (var one in all) byRole[one.Role] = one;
        var (seen, toVisit, held) = (new HashSet<Role> { role.Role }, new Queue<RoleDefinition>(), new List<RoleDefinition>());
        toVisit.Enqueue(role);
        while (toVisit.Count > 0)
        {
            var next = toVisit.Dequeue();
            held.Add(next);
            foreach (var included in next.Includes)
            {
                if (byRole.TryGetValue(included, out var definition) && seen.Add(included)) toVisit.Enqueue(definition);
            }
        }

        return held.ToValueList();
    }

    /// <summary>True when following what a role includes comes back to it.</summary>
    public static bool IsCyclic(RoleDefinition role, ValueList<RoleDefinition> all)
    {
        foreach (var held in Of(role, all))
        {
            if (held.Includes.Items.Contains(role.Role)) return true;
        }

        return false;
    }
}
