using System.Text;

namespace OrderKernel.Workflow.Tests;

/// <summary>A random small workflow over the domain below, as a document and as a plain model that knows nothing of the loader.</summary>
/// <remarks>Names resolve and statuses fit, so that only reachability and ways out decide whether it is sound.</remarks>
internal sealed class Sketch
{
    public static readonly string[] Facts = ["f.a", "f.b"];
    public static readonly string[] Statuses = ["A", "B", "C", "D"];
    public static readonly (string From, string To)[] ByFacts = [("A", "D"), ("B", "C"), ("B", "D")];
    public static readonly (string Verb, string From, string To)[] Moves = [("go", "A", "B"), ("go", "B", "C"), ("stop", "B", "B"), ("stop", "B", "D")];

    public static readonly WorkflowDomain Domain = WorkflowDomain.Of(
        "Letters",
        [DomainStatus.Initial("A", "D"), DomainStatus.Of("B", "C", "D"), DomainStatus.Final("C"), DomainStatus.Final("D")],
        [DomainVerb.Of("go", ("A", "B"), ("B", "C")), DomainVerb.Of("stop", ("B", "B"), ("B", "D")), DomainVerb.Notice("tell")],
        Rules.FactSchema.Of([.. Facts.Select(f => Rules.FactField.Required(f, Rules.FactType.Bool))]),
        ["sent"]);

    private Sketch(List<Step> steps, Dictionary<string, List<string>> entries) => (Steps, Entries) = (steps, entries);

    public List<Step> Steps { get; }

    /// <summary>Entry steps by status; the i-th is guarded by the i-th fact, the last by none.</summary>
    public Dictionary<string, List<string>> Entries { get; }

    public static Sketch Of(int seed)
    {
        var random = new Random(seed);
        var steps = new List<Step>();
        foreach (var status in Statuses)
        {
            var count = random.Next(16) == 0 ? 0 : 1 + (random.Next(5) / 2);
            for (var i = 0; i < count; i++) steps.Add(new($"{status.ToLowerInvariant()}{i}", status, status is "C" or "D" && random.Next(8) > 0));
        }

        foreach (var step in steps)
        {
            var peers = steps.Where(s => s.Status == step.Status && s != step).ToArray();
            for (var i = random.Next(3); i > 0 && peers.Length > 0 && !step.IsFinal; i--) step.To.Add(peers[random.Next(peers.Length)].Name);
            foreach (var verb in new[] { "go", "stop" })
            {
                if (Moves.Any(m => m.Verb == verb && m.From == step.Status) && random.Next(3) > 0) step.Does.Add(verb);
            }

            if (random.Next(4) == 0) step.Does.Add("tell");
        }

        var entries = new Dictionary<string, List<string>>();
        foreach (var group in steps.GroupBy(s => s.Status))
        {
            var names = group.Select(s => s.Name).OrderBy(_ => random.Next()).ToList();
            entries.Add(group.Key, names.GetRange(0, random.Next(3) == 0 ? random.Next(1, names.Count + 1) : names.Count));
        }

        return new(steps, entries);
    }

    public string Json()
    {
        var text = new StringBuilder("""{ "$schema": "workflow-1.json", "name": "sketch", "version": "1", "axis": "Letters", "enter": {""");
        text.AppendJoin(", ",
            Entries.Select(e =>
                $"\"{e.Key}\": [{string.Join(", ", e.Value.Select((n, i) => i < e.Value.Count - 1 ? $"{{ \"step\": \"{n}\", \"when\": \"{Facts[i]}\" }}" : $"\"{n}\""))}]"));
        text.Append("}, \"steps\": {");
        text.AppendJoin(", ",
            Steps.Select(s =>
                $"\"{s.Name}\": {{ \"status\": \"{s.Status}\", \"final\": {(s.IsFinal ? "true" : "false")}, \"fire\": {{ {string.Join(", ", Triggers(s))} }} }}"));
        return text.Append("} }").ToString();
    }

    /// <summary>
    /// Walks everything that can happen, over all values of the facts, and says whether each
    /// step is met, each status has an entry, nothing gets stuck and everything may end.
    /// </summary>
    public bool IsSound(bool withFacts = true, bool withVerbs = true, bool withEnds = true)
    {
        var met = new HashSet<string>();
        var open = new Stack<string>(["A"]);
        var seen = new HashSet<string>();
        while (open.TryPop(out var status))
        {
            if (!seen.Add(status)) continue;
            if (!Entries.TryGetValue(status, out var entries)) return false;
            var walk = new Stack<string>(entries);
            while (walk.TryPop(out var name))
            {
                if (!met.Add(name)) continue;
                foreach (var to in Steps.Single(s => s.Name == name).To) walk.Push(to);
                foreach (var next in After(name, withFacts, withVerbs)) open.Push(next);
            }
        }

        return met.Count == Steps.Count && Steps.All(s => s.IsFinal || s.To.Count > 0 || After(s.Name, withFacts, withVerbs).Any(n => n != s.Status))
            && (!withEnds || Steps.TrueForAll(s => Ends(s, withFacts, withVerbs)));
    }

    /// <summary>True when some walk from the step comes to a final one.</summary>
    public bool Ends(Step from, bool withFacts = true, bool withVerbs = true)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([from.Name]);
        while (open.TryPop(out var name))
        {
            var step = Steps.Single(s => s.Name == name);
            if (step.IsFinal) return true;
            if (!seen.Add(name)) continue;
            foreach (var next in step.To.Concat(After(name, withFacts, withVerbs).Where(s => s != step.Status)
                .SelectMany(s => Entries.TryGetValue(s, out var entries) ? entries : []))) open.Push(next);
        }

        return false;
    }

    /// <summary>The statuses that may follow at a step.</summary>
    public IEnumerable<string> After(string name, bool withFacts = true, bool withVerbs = true)
    {
        var step = Steps.Single(s => s.Name == name);
        return (withFacts ? ByFacts.Where(m => m.From == step.Status).Select(m => m.To) : [])
            .Concat(withVerbs ? Moves.Where(m => m.From == step.Status && step.Does.Contains(m.Verb)).Select(m => m.To) : []);
    }

    private static IEnumerable<string> Triggers(Step step) =>
        step.To.Distinct().Select(t => $"\"to-{t}\": {{ \"to\": \"{t}\", \"roles\": [\"anyone\"] }}")
            .Concat(step.Does.Select((d, i) => $"\"{d}\": {{ \"does\": \"{d}\", \"roles\": [\"anyone\"]{(i == 0 ? ", \"when\": \"f.a || !f.b\"" : "")} }}"));

    internal sealed record Step(string Name, string Status, bool IsFinal)
    {
        public List<string> To { get; } = [];

        public List<string> Does { get; } = [];
    }
}
