using System.Text.Json;

namespace OrderKernel.Workflow;

/// <summary>Makes one step of a document, of the process or of a region.</summary>
public sealed class StepBuilder
{
    private readonly WorkflowDomain _domain;
    private readonly string? _status;
    private readonly List<(string Name, TriggerBuilder Trigger)> _triggers = [];
    private readonly List<(DeadlineSpan After, string Fires, string Since, string? Unless, string? Calendar)> _deadlines = [];
    private readonly List<(string Name, RegionBuilder Region)> _regions = [];
    private StepLabel? _label;
    private StepHold? _hold;
    private WorkflowJoin? _join;
    private bool _isFinal;

    internal StepBuilder(WorkflowDomain domain, string? status) => (_domain, _status) = (domain, status);

    /// <summary>How people call the step.</summary>
    /// <param name="chinese">In Chinese.</param>
    /// <param name="english">In English.</param>
    public StepBuilder Named(string chinese, string english)
    {
        _label = new(chinese, english);
        return this;
    }

    /// <summary>What is held while the process stands here.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="scopes">What is forbidden meanwhile.</param>
    public StepBuilder Holds(HoldKind kind, HoldScopes scopes)
    {
        _hold = new(kind, scopes);
        return this;
    }

    /// <summary>The process may rest here for good; in a region, the region is done.</summary>
    public StepBuilder Final()
    {
        _isFinal = true;
        return this;
    }

    /// <summary>Adds a clock.</summary>
    /// <param name="after">How long.</param>
    /// <param name="fires">The trigger that it fires.</param>
    /// <param name="since">The instant from which it runs.</param>
    /// <param name="unless">The instant that stops it; null for none.</param>
    /// <param name="calendar">The calendar that counts it; null for elapsed time.</param>
    public StepBuilder Deadline(DeadlineSpan after, string fires, string since = WorkflowDomain.StepInstant, string? unless = null, string? calendar = null)
    {
        _deadlines.Add((after, fires, since, unless, calendar));
        return this;
    }

    /// <summary>Adds a trigger that moves to another step.</summary>
    /// <param name="trigger">Its name.</param>
    /// <param name="to">The step.</param>
    /// <param name="roles">Who may fire it.</param>
    /// <param name="build">What else it carries.</param>
    public StepBuilder Moves(string trigger, string to, ValueList<Role> roles, Action<TriggerBuilder>? build = null) =>
        Add(trigger, new(_domain, to, null, roles), build);

    /// <summary>Adds a trigger that does a verb.</summary>
    /// <param name="trigger">Its name.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="roles">Who may fire it.</param>
    /// <param name="build">What else it carries.</param>
    public StepBuilder Does(string trigger, string verb, ValueList<Role> roles, Action<TriggerBuilder>? build = null) =>
        Add(trigger, new(_domain, null, verb, roles), build);

    /// <summary>Adds a region; it starts at its first step.</summary>
    /// <param name="name">The region's name, unlike any other of the step.</param>
    /// <param name="build">Adds its steps.</param>
    public StepBuilder Region(string name, Action<RegionBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(build);
        var region = new RegionBuilder(_domain);
        build(region);
        _regions.Add((name, region));
        return this;
    }

    /// <summary>Where the process goes once its regions are done.</summary>
    /// <param name="to">A step of the process itself.</param>
    /// <param name="needs">How many of the regions must be done.</param>
    public StepBuilder Join(string to, JoinNeeds needs = JoinNeeds.All)
    {
        _join = new(to, needs);
        return this;
    }

    internal StepBuilder Add(string trigger, TriggerBuilder builder, Action<TriggerBuilder>? build)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        build?.Invoke(builder);
        _triggers.Add((trigger, builder));
        return this;
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (_status is not null) json.WriteString("status", _status);
        if (_label is { } label)
        {
            json.WriteStartObject("name");
            json.WriteString("zh", label.Chinese);
            json.WriteString("en", label.English);
            json.WriteEndObject();
        }

        if (_hold is { } hold)
        {
            json.WriteStartObject("hold");
            json.WriteString("kind", hold.Kind.Value);
            json.List("scopes", Words(hold.Scopes), json.WriteStringValue);
            json.WriteEndObject();
        }

        if (_isFinal) json.WriteBoolean("final", true);
        if (_deadlines.Count > 0) json.List("deadlines", _deadlines, d => Write(json, d.After, d.Fires, d.Since, d.Unless, d.Calendar));
        if (_triggers.Count > 0) json.Map("fire", _triggers, t => t.Name, t => t.Trigger.Write(json));
        if (_regions.Count > 0) json.Map("regions", _regions, r => r.Name, r => r.Region.Write(json));
        if (_join is { } join)
        {
            json.WriteStartObject("join");
            json.WriteString("to", join.To);
            if (join.Needs == JoinNeeds.Any) json.WriteString("needs", "any");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DeadlineSpan after, string fires, string since, string? unless, string? calendar)
    {
        json.WriteStartObject();
        json.WriteString("after", after.ToString());
        if (calendar is not null) json.WriteString("calendar", calendar);
        if (since != WorkflowDomain.StepInstant) json.WriteString("since", since);
        if (unless is not null) json.WriteString("unless", unless);
        json.WriteString("fires", fires);
        json.WriteEndObject();
    }

    private static IEnumerable<string> Words(HoldScopes scopes)
    {
        if ((scopes & HoldScopes.Ship) != 0) yield return "ship";
        if ((scopes & HoldScopes.Refund) != 0) yield return "refund";
        if ((scopes & HoldScopes.Edit) != 0) yield return "edit";
        if ((scopes & HoldScopes.Settle) != 0) yield return "settle";
    }
}
