using System.Text.Json;
using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>Reads one step with its triggers and deadlines.</summary>
internal sealed class StepReader(DocumentReader reader, WorkflowDomain domain, FindingSink sink)
{
    private static readonly Duration AfterMin = Duration.FromSeconds(1);
    private static readonly Duration AfterMax = Duration.FromDays(3660);

    public WorkflowStep? Read(string key)
    {
        var name = sink.Name(key, reader.Path);
        var status = reader.Text("status");
        if (status is null) sink.Break();
        else if (domain.Status(status) is null)
        {
            sink.Report($"{reader.Path}.status", WorkflowCodes.StatusUnknown, ("status", status), ("axis", domain.Axis));
            status = null;
        }

        var label = Label();
        var hold = Hold();
        var isFinal = reader.Flag("final", false);
        var triggers = Triggers();
        var deadlines = Deadlines();
        reader.Close();
        if (name is null) return null;
        AddNotices(triggers, deadlines);
        return new(name, status ?? "", reader.Path)
        {
            Label = label,
            Hold = hold,
            IsFinal = isFinal,
            Triggers = triggers.ToValueList(),
            Deadlines = deadlines.ToValueList(),
        };
    }

    internal static Expression? GuardOf(DocumentReader reader, WorkflowDomain domain, FindingSink sink)
    {
        var guard = reader.ExpressionOrNull("when", domain.Facts, FactType.Bool);
        if (guard is null && reader.Has("when")) sink.Break();
        return guard;
    }

    // A deadline may name a verb that moves nothing: the step then has it as a trigger of the kernel's.
    private void AddNotices(List<WorkflowTrigger> triggers, List<WorkflowDeadline> deadlines)
    {
        foreach (var deadline in deadlines)
        {
            if (triggers.Exists(t => t.Name == deadline.Fires) || domain.Verb(deadline.Fires) is not { MovesNothing: true }) continue;
            triggers.Add(new(deadline.Fires, null, deadline.Fires, [Role.Kernel], deadline.Path));
        }
    }

    private StepLabel? Label()
    {
        if (reader.ChildOrNull("name") is not { } child) return null;
        var (zh, en) = (child.Text("zh"), child.Text("en"));
        child.Close();
        return zh is null || en is null ? null : new(zh, en);
    }

    private StepHold? Hold()
    {
        if (reader.ChildOrNull("hold") is not { } child) return null;
        var kind = sink.Name(child.Text("kind"), $"{child.Path}.kind");
        HoldScopes scopes = 0;
        if (child.KindOf("scopes") == JsonValueKind.Undefined) child.Report("scopes", KernelCodes.DocumentPropertyMissing);
        var words = child.Texts("scopes");
        for (var i = 0; i < words.Count; i++)
        {
            var scope = words[i] switch { "ship" => HoldScopes.Ship, "refund" => HoldScopes.Refund, "edit" => HoldScopes.Edit, "settle" => HoldScopes.Settle, _ => default };
            if (scope == 0) child.ReportAt($"{child.Path}.scopes[{i}]", KernelCodes.DocumentValueInvalid, ("value", words[i]), ("expected", "ship|refund|edit|settle"));
            scopes |= scope;
        }

        if (child.KindOf("scopes") == JsonValueKind.Array && words.Count == 0) child.Report("scopes", KernelCodes.DocumentValueInvalid, ("value", "[]"), ("expected", "ship|refund|edit|settle"));
        child.Close();
        return kind is null || scopes == 0 ? null : new(HoldKind.Of(kind), scopes);
    }

    private List<WorkflowTrigger> Triggers()
    {
        var triggers = new List<WorkflowTrigger>();
        if (reader.ChildOrNull("fire") is not { } map)
        {
            if (reader.Has("fire")) sink.Break();
            return triggers;
        }

        var names = map.Keys();
        if (sink.TooMany(map.Path, names.Count, WorkflowDocument.TriggersMax)) return triggers;
        foreach (var key in names)
        {
            if (map.Child(key) is not { } child) sink.Break();
            else if (Trigger(key, child) is { } trigger) triggers.Add(trigger);
        }

        return triggers;
    }

    private WorkflowTrigger? Trigger(string key, DocumentReader child)
    {
        var name = sink.Name(key, child.Path);
        var to = child.Has("to") ? sink.Name(child.Text("to"), $"{child.Path}.to") : null;
        var does = child.Has("does") ? sink.Name(child.Text("does"), $"{child.Path}.does") : null;
        if (child.Has("to") == child.Has("does")) sink.Report(child.Path, WorkflowCodes.TriggerNotOneEffect, ("trigger", key));
        var roles = Roles(key, child);
        var when = GuardOf(child, domain, sink);
        var fourEyes = child.Flag("fourEyes", false);
        child.Close();
        return name is null ? null : new(name, to, does, roles, child.Path) { When = when, NeedsFourEyes = fourEyes };
    }

    private ValueList<Role> Roles(string trigger, DocumentReader child)
    {
        if (!child.Has("roles"))
        {
            child.Report("roles", KernelCodes.DocumentPropertyMissing);
            sink.Break();
        }

        var texts = child.Texts("roles");
        var path = $"{child.Path}.roles";
        if (child.KindOf("roles") == JsonValueKind.Array && texts.Count == 0) sink.Report(path, WorkflowCodes.RolesEmpty, ("trigger", trigger));
        if (sink.TooMany(path, texts.Count, WorkflowDocument.TriggersMax)) return [];
        var roles = new List<Role>();
        foreach (var text in texts)
        {
            if (sink.Name(text, path) is { } role) roles.Add(Role.Of(role));
        }

        return roles.ToValueList();
    }

    private List<WorkflowDeadline> Deadlines()
    {
        var deadlines = new List<WorkflowDeadline>();
        var list = reader.Children("deadlines");
        if (sink.TooMany($"{reader.Path}.deadlines", list.Count, WorkflowDocument.TriggersMax)) return deadlines;
        foreach (var child in list)
        {
            var after = child.Duration("after");
            if (after is { } given && (given < AfterMin || given > AfterMax))
                sink.Report($"{child.Path}.after", WorkflowCodes.DeadlineOutOfRange, ("value", child.Text("after")));
            var since = child.TextOrNull("since") ?? WorkflowDomain.StepInstant;
            var unless = child.TextOrNull("unless");
            var fires = sink.Name(child.Text("fires"), $"{child.Path}.fires");
            var calendar = child.Has("calendar") ? sink.Name(child.Text("calendar"), $"{child.Path}.calendar") : null;
            if (calendar is not null) sink.Report($"{child.Path}.calendar", WorkflowCodes.NotSupported, ("word", "calendar"));
            child.Close();
            if (after is not null && fires is not null) deadlines.Add(new(after.Value, since, unless, fires, child.Path) { Calendar = calendar });
            else sink.Break();
        }

        return deadlines;
    }
}
