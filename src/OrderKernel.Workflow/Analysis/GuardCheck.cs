using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>Finds guards that never hold, alone or in their status, and candidates that are never taken because earlier ones always are.</summary>
internal sealed class GuardCheck(WorkflowDefinition definition, FindingSink sink, bool isRead)
{
    // Enough for any workflow that people write; beyond it nothing is said.
    private readonly GuardEffort _effort = new(5_000_000);
    private readonly Dictionary<(string, string), string?> _judged = [];

    public void Run()
    {
        foreach (var entries in definition.Entries)
            Candidates([.. entries.Steps.Select(e => new Candidate(e.Step, e.When, e.Path))], entries.Status, WorkflowCodes.EntryShadowed, "step");
        foreach (var step in definition.Steps)
        {
            foreach (var trigger in step.Triggers) Judge(trigger.When, trigger.Path, step.Status);
        }

        Candidates([.. definition.Shipments.Select(s => new Candidate(s.Workflow.ToString(), s.When, s.Path))], "", WorkflowCodes.ShipmentShadowed, "workflow");
    }

    // A guard that did not load stands there as none: then nothing is said about what comes after it.
    private void Candidates(Candidate[] candidates, string status, string code, string argument)
    {
        var earlier = new List<Candidate>();
        foreach (var candidate in candidates)
        {
            if (Judge(candidate.When, candidate.Path, status))
            {
                if (isRead && IsShadowed(candidate, earlier) is { } before) sink.Report(candidate.Path, code, (argument, candidate.Name), ("before", before));
                if (candidate.When is null) return;
                earlier.Add(candidate);
            }
        }
    }

    // Those of the same text are found without comparing.
    private string? IsShadowed(Candidate candidate, List<Candidate> earlier)
    {
        if (earlier.Count == 0 || earlier.Exists(e => e.Text == candidate.Text)) return null;
        var guard = candidate.When ?? Always(earlier[0].When!.Schema);
        var answer = GuardLogic.ImpliesAny(guard, [.. earlier.Select(e => e.When!)], _effort);
        if (answer == GuardAnswer.No) return null;
        foreach (var one in earlier)
        {
            if (GuardLogic.Implies(guard, one.When!, _effort) == GuardAnswer.Yes) return one.Name;
        }

        return answer == GuardAnswer.Yes ? string.Join(", ", earlier.Select(e => e.Name).Distinct(StringComparer.Ordinal)) : null;
    }

    // False when it never holds; says so once a place.
    private bool Judge(Expression? guard, string path, string status)
    {
        if (guard is null) return true;
        if (!_judged.TryGetValue((guard.Text, status), out var code)) _judged.Add((guard.Text, status), code = CodeOf(guard, status));
        if (code == WorkflowCodes.GuardContradictory) sink.Report($"{path}.when", code, ("guard", guard.Text));
        else if (code is not null)
            sink.Report($"{path}.when", code, ("guard", guard.Text), ("status", status), ("always", definition.Domain.Always(status)!.Text));
        return code is null;
    }

    private string? CodeOf(Expression guard, string status)
    {
        if (GuardLogic.CanHold(guard, _effort) == GuardAnswer.No) return WorkflowCodes.GuardContradictory;
        return definition.Domain.Always(status) is { } always && GuardLogic.AreDisjoint(guard, always, _effort) == GuardAnswer.Yes
            ? WorkflowCodes.StatusContradictsLedger
            : null;
    }

    private static Expression Always(FactSchema schema) => Expression.Compile("true", schema, FactType.Bool).OrUnreachable("A constant needs no fact");

    private readonly record struct Candidate(string Name, Expression? When, string Path)
    {
        public string? Text { get; } = When?.ToString();
    }
}
