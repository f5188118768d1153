using System.Text.Json;

namespace OrderKernel.Workflow;

/// <summary>Reads one trigger: its effect, who may fire it, and what the host is asked to do then.</summary>
internal sealed class TriggerReader(DocumentReader reader, WorkflowDomain domain, FindingSink sink)
{
    public WorkflowTrigger? Read(string key)
    {
        var name = sink.Name(key, reader.Path);
        var to = reader.Has("to") ? sink.Name(reader.Text("to"), $"{reader.Path}.to") : null;
        var does = reader.Has("does") ? sink.Name(reader.Text("does"), $"{reader.Path}.does") : null;
        if (reader.Has("to") == reader.Has("does")) sink.Report(reader.Path, WorkflowCodes.TriggerNotOneEffect, ("trigger", key));
        var roles = Roles(key);
        var when = sink.Guard(reader, domain.Facts);
        var fourEyes = reader.Flag("fourEyes", false);
        var actions = Actions();
        reader.Close();
        return name is null ? null : new(name, to, does, roles, reader.Path) { When = when, NeedsFourEyes = fourEyes, Actions = actions };
    }

    private ValueList<Role> Roles(string trigger)
    {
        if (!reader.Has("roles"))
        {
            reader.Report("roles", KernelCodes.DocumentPropertyMissing);
            sink.Break();
        }

        var texts = reader.Texts("roles");
        var path = $"{reader.Path}.roles";
        if (reader.KindOf("roles") == JsonValueKind.Array && texts.Count == 0) sink.Report(path, WorkflowCodes.RolesEmpty, ("trigger", trigger));
        if (sink.TooMany(path, texts.Count, WorkflowDocument.TriggersMax)) return [];
        var roles = new List<Role>();
        foreach (var text in texts)
        {
            if (sink.Name(text, path) is { } role) roles.Add(Role.Of(role));
        }

        return roles.ToValueList();
    }

    private ValueList<WorkflowAction> Actions()
    {
        var list = reader.Children("actions");
        if (sink.TooMany($"{reader.Path}.actions", list.Count, WorkflowDocument.TriggersMax)) return [];
        var actions = new List<WorkflowAction>();
        foreach (var child in list)
        {
            if (Action(child) is { } action) actions.Add(action);
            child.Close();
        }

        return actions.ToValueList();
    }

    private WorkflowAction? Action(DocumentReader child)
    {
        var names = child.Keys();
        var name = sink.Name(child.Text(WorkflowDomain.ActionName), $"{child.Path}.{WorkflowDomain.ActionName}");
        if (name is null) return null;
        if (domain.Action(name) is not { } action)
        {
            sink.Report($"{child.Path}.{WorkflowDomain.ActionName}", WorkflowCodes.ActionUnknown, ("action", name));
            return null;
        }

        foreach (var parameter in action.Parameters)
        {
            if (parameter.IsRequired && !child.Has(parameter.Name))
                sink.Report(child.Path, WorkflowCodes.ActionParameterMissing, ("action", name), ("parameter", parameter.Name));
        }

        var arguments = new List<ActionArgument>();
        foreach (var given in names)
        {
            if (given == WorkflowDomain.ActionName || !child.Has(given)) continue;
            if (action.Parameter(given) is not { } parameter)
                sink.Report(child.Path, WorkflowCodes.ActionParameterUnknown, ("action", name), ("parameter", given));
            else if (Values(child, parameter) is { } values) arguments.Add(new(given, values));
            else sink.Report(child.Path, WorkflowCodes.ActionArgumentInvalid, ("action", name), ("parameter", given),
                ("expected", parameter.IsList ? "texts" : "text"));
        }

        return new(name, arguments.ToValueList());
    }

    private static ValueList<string>? Values(DocumentReader child, ActionParameter parameter)
    {
        if (child.KindOf(parameter.Name) != (parameter.IsList ? JsonValueKind.Array : JsonValueKind.String)) return null;
        IReadOnlyList<string> values = parameter.IsList ? child.Texts(parameter.Name) : child.Text(parameter.Name) is { } text ? [text] : [];
        return values.Count is > 0 and <= WorkflowDocument.TriggersMax && values.All(v => v.Length is > 0 and <= WorkflowDocument.TextMax)
            ? values.ToValueList()
            : null;
    }
}
