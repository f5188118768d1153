using System.Text;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Roles;

/// <summary>A role matrix as plain lists, its document, and the naive reading of it: who has what, found by following names.</summary>
internal sealed class MatrixSketch
{
    private readonly Dictionary<string, (string[] Includes, string[] Fires, string[] Tells)> _rows = [];
    private readonly bool _leavesOthers;

    private MatrixSketch(bool leavesOthers) => _leavesOthers = leavesOthers;

    public IEnumerable<string> Roles => _rows.Keys;

    /// <summary>A matrix over some roles: each includes roles after it, and may fire and tell what is picked.</summary>
    public static MatrixSketch Of(int seed, IReadOnlyList<string> roles, IReadOnlyList<string> fires, IReadOnlyList<string> tells)
    {
        var random = new Random(seed);
        var sketch = new MatrixSketch(random.Next(2) == 0);
        for (var i = 0; i < roles.Count; i++)
        {
            if (random.Next(5) == 0) continue;
            sketch._rows.Add(roles[i], ([.. roles.Skip(i + 1).Where(_ => random.Next(4) == 0)], Some(fires), Some(tells)));
        }

        foreach (var (role, row) in sketch._rows.ToList()) sketch._rows[role] = row with { Includes = [.. row.Includes.Where(sketch._rows.ContainsKey)] };
        return sketch;

        string[] Some(IReadOnlyList<string> from) => random.Next(6) == 0 ? ["*"] : [.. from.Where(_ => random.Next(4) == 0)];
    }

    public PolicyDocument<RoleMatrix> Document()
    {
        var rows = _rows.Select(r => $$"""
            "{{r.Key}}": { "name": { "zh": "x", "en": "x" }, "includes": [{{List(r.Value.Includes)}}], "fires": [{{List(r.Value.Fires)}}], "tells": [{{List(r.Value.Tells)}}] }
            """);
        var json = $$"""{ "$schema": "roles-1.json", "name": "sketch", "version": "1", "others": "{{(_leavesOthers ? "left-to-workflows" : "refused")}}", "roles": { {{string.Join(", ", rows)}} } }""";
        return RoleMatrix.Load(Encoding.UTF8.GetBytes(json)).ValueOrThrow();
    }

    public bool Tells(string role, string command) =>
        StatesFacts(role) || (_rows.ContainsKey(role) ? Held(role).Any(r => _rows[r].Tells.Any(p => Covers(p, command))) : _leavesOthers);

    public bool Fires(string role, string workflow, string trigger, IEnumerable<string> openTo)
    {
        var open = openTo.ToList();
        if (open.Contains(role) && (StatesFacts(role) || (_leavesOthers && !_rows.ContainsKey(role)))) return true;
        return Held(role).Any(open.Contains)
            && Held(role).Any(r => _rows[r].Fires.Any(p => p == "*" || (Covers(p.Split('/')[0], workflow) && Covers(p.Split('/')[1], trigger))));
    }

    private static bool StatesFacts(string role) => role is "kernel" or "channel" or "carrier";

    private static bool Covers(string pattern, string name) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == name;

    private static string List(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"\"{w}\""));

    // Rows include only rows after them: this ends.
    private IEnumerable<string> Held(string role) => _rows.TryGetValue(role, out var row) ? row.Includes.SelectMany(Held).Prepend(role) : [];
}
