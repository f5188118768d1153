using System.Text.Json;

namespace OrderKernel.Workflow;

/// <summary>Makes one trigger of a step.</summary>
public sealed class TriggerBuilder
{
    private readonly WorkflowDomain _domain;
    private readonly string? _to;
    private readonly string? _does;
    private readonly ValueList<Role> _roles;
    private readonly List<WorkflowAction> _actions = [];
    private string? _when;
    private bool _fourEyes;

    internal TriggerBuilder(WorkflowDomain domain, string? to, string? does, ValueList<Role> roles) =>
        (_domain, _to, _does, _roles) = (domain, to, does, roles);

    /// <summary>The condition under which it may be fired, in CEL syntax.</summary>
    /// <param name="guard">A condition over the facts of the domain; checked when the document is loaded.</param>
    public TriggerBuilder When(string guard)
    {
        _when = guard;
        return this;
    }

    /// <summary>Neither who asked nor who approved before may fire it.</summary>
    public TriggerBuilder FourEyes()
    {
        _fourEyes = true;
        return this;
    }

    /// <summary>Adds what the host is asked to do once it has fired.</summary>
    /// <param name="action">The action's name.</param>
    /// <param name="arguments">What it is given.</param>
    public TriggerBuilder Asks(string action, params ActionArgument[] arguments)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(arguments);
        _actions.Add(new(action, arguments.ToValueList()));
        return this;
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (_to is not null) json.WriteString("to", _to);
        if (_does is not null) json.WriteString("does", _does);
        json.List("roles", _roles, r => json.WriteStringValue(r.Value));
        if (_when is not null) json.WriteString("when", _when);
        if (_fourEyes) json.WriteBoolean("fourEyes", true);
        if (_actions.Count > 0) json.List("actions", _actions, a => Write(json, a));
        json.WriteEndObject();
    }

    // Whether one text stands alone or as a list is the domain's to say.
    private void Write(Utf8JsonWriter json, WorkflowAction action)
    {
        json.WriteStartObject();
        json.WriteString(WorkflowDomain.ActionName, action.Name);
        foreach (var argument in action.Arguments)
        {
            if (_domain.Action(action.Name)?.Parameter(argument.Name)?.IsList ?? argument.Values.Count != 1)
                json.List(argument.Name, argument.Values, json.WriteStringValue);
            else json.WriteString(argument.Name, argument.Values.IsEmpty ? "" : argument.Values[0]);
        }

        json.WriteEndObject();
    }
}
