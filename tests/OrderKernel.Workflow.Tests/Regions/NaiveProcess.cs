using System.Text.Json.Nodes;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// What a naive reader does with the document itself: no tables, no definition, one property after the other. Its faults are planted to be caught.
/// </summary>
internal sealed class NaiveProcess(JsonObject document, Func<string, bool> holds, NaiveFault fault = NaiveFault.None)
{
    public string Step { get; private set; } = "";

    public string By { get; private set; } = "";

    public List<(string Step, string By)> Regions { get; private set; } = [];

    public List<(string Step, string By)> Approvals { get; } = [];

    public void Enter(string status, string by)
    {
        foreach (var entry in document["enter"]![status]!.AsArray())
        {
            var name = entry is JsonObject o ? o["step"]!.GetValue<string>() : entry!.GetValue<string>();
            if (entry is not JsonObject guarded || holds(guarded["when"]!.GetValue<string>()))
            {
                Stand(name, by);
                return;
            }
        }
    }

    public void Follow(string status, string by)
    {
        if (Of(Step)["status"]!.GetValue<string>() == status) return;
        var old = Regions;
        Enter(status, by);
        if (fault == NaiveFault.KeepsRegions) Regions = old;
    }

    /// <summary>Null and the verb (or null for a move), or the code of the refusal.</summary>
    public (string? Refusal, string? Verb) Fire(string trigger, string actor, string[] roles)
    {
        string? first = null;
        for (var i = -1; i < Regions.Count; i++)
        {
            var (step, by) = i < 0 ? (Of(Step), By) : (RegionStep(i), Regions[i].By);
            var at = i < 0 ? Step : Regions[i].Step;
            if (step["fire"]?[trigger] is not JsonObject found) continue;
            if (Refusal(found, at, actor, by, roles) is { } refusal)
            {
                first ??= refusal;
                continue;
            }

            if (found["fourEyes"] is not null && fault != NaiveFault.ForgetsApprovers && !Approvals.Contains((at, actor))) Approvals.Add((at, actor));
            if (found["does"] is { } verb) return (null, verb.GetValue<string>());
            var to = found["to"]!.GetValue<string>();
            if (i < 0) Stand(to, actor);
            else
            {
                Regions[i] = (to, actor);
                Join(actor);
            }

            return (null, null);
        }

        return (first ?? WorkflowCodes.TriggerNotPermitted, null);
    }

    public override string ToString() =>
        $"{Step}:{By} [{string.Join(", ", Regions.Select(r => $"{r.Step}:{r.By}"))}] {string.Join(" ", Approvals.Select(a => $"{a.Step}={a.By}"))}";

    private string? Refusal(JsonObject trigger, string at, string actor, string by, string[] roles)
    {
        if (!trigger["roles"]!.AsArray().Any(r => roles.Contains(r!.GetValue<string>()))) return WorkflowCodes.RoleMissing;
        if (trigger["fourEyes"] is not null && (by == actor || Approvals.Any(a => a.By == actor && (a.Step != at || fault == NaiveFault.BarsForGood))))
            return WorkflowCodes.FourEyes;
        return fault == NaiveFault.ForgetsGuards || trigger["when"] is not { } guard || holds(guard.GetValue<string>()) ? null : WorkflowCodes.GuardRefused;
    }

    private void Join(string actor)
    {
        if (fault == NaiveFault.NeverJoins) return;
        var done = Enumerable.Range(0, Regions.Count).Count(i => RegionStep(i)["final"] is not null);
        var join = Of(Step)["join"]!;
        var isAny = join["needs"]?.GetValue<string>() == "any" || fault == NaiveFault.AnyWillDo;
        if (isAny ? done > 0 : done == Regions.Count) Stand(join["to"]!.GetValue<string>(), actor);
    }

    private void Stand(string step, string by)
    {
        (Step, By, Regions) = (step, by, []);
        if (Of(step)["regions"] is not JsonObject regions) return;
        foreach (var region in regions) Regions.Add((region.Value!["steps"]!.AsObject().First().Key, by));
    }

    private JsonNode Of(string step) => document["steps"]![step]!;

    private JsonNode RegionStep(int region) => Of(Step)["regions"]!.AsObject().ElementAt(region).Value!["steps"]![Regions[region].Step]!;
}

internal enum NaiveFault
{
    None,
    NeverJoins,
    AnyWillDo,
    KeepsRegions,
    ForgetsApprovers,
    BarsForGood,
    ForgetsGuards,
}
