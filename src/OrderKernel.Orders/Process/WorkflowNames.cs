using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>Finds workflows by the short references that documents use.</summary>
internal static class WorkflowNames
{
    /// <summary>The newest of the machines that a reference means, or null.</summary>
    /// <param name="machines">The machines.</param>
    /// <param name="reference"><c>name@version</c>, or <c>name@major</c> for the newest of that major version.</param>
    public static WorkflowMachine? Newest(ValueList<WorkflowMachine> machines, string reference)
    {
        WorkflowMachine? best = null;
        foreach (var machine in machines)
        {
            if (Means(reference, machine.Policy) && (best is null || IsNewer(machine.Policy.Version, best.Policy.Version))) best = machine;
        }

        return best;
    }

    public static bool Means(string reference, PolicyReference policy)
    {
        var at = reference.IndexOf('@');
        if (at < 0 || string.CompareOrdinal(reference, 0, policy.Name, 0, Math.Max(at, policy.Name.Length)) != 0) return false;
        var version = reference.Substring(at + 1);
        return version == policy.Version || policy.Version.StartsWith(version + ".", StringComparison.Ordinal);
    }

    // Versions are compared number by number: 1.10.0 comes after 1.9.0.
    private static bool IsNewer(string a, string b)
    {
        var (x, y) = (a.Split('.'), b.Split('.'));
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (x[i] == y[i]) continue;
            return long.TryParse(x[i], out var m) && long.TryParse(y[i], out var n) ? m > n : string.CompareOrdinal(x[i], y[i]) > 0;
        }

        return x.Length > y.Length;
    }
}
