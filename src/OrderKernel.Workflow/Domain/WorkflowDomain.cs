using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>All that a workflow document may speak of: the axis with its statuses, the verbs, the facts of guards and the instants of deadlines.</summary>
/// <remarks>The package whose process it is supplies it; workflows themselves know no word of orders, cases or stock.</remarks>
public sealed class WorkflowDomain
{
    /// <summary>The instant at which the present step was entered; every domain has it.</summary>
    public const string StepInstant = "step";

    internal const string ActionName = "do";

    private readonly Dictionary<string, DomainStatus> _statuses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DomainVerb> _verbs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Expression> _always = new(StringComparer.Ordinal);
    private string? _fingerprint;
    private readonly HashSet<string> _instants = new(StringComparer.Ordinal) { StepInstant };

    private WorkflowDomain(
        string axis, ValueList<DomainStatus> statuses, ValueList<DomainVerb> verbs, FactSchema facts, ValueList<string> instants, FactSchema? shipmentFacts,
        ValueList<DomainAction> actions, ProcessParts carries)
    {
        (Axis, Statuses, Verbs, Facts, Instants, ShipmentFacts, Actions) = (axis, statuses, verbs, facts, instants, shipmentFacts, actions);
        Carries = carries;
        foreach (var status in statuses)
        {
            _statuses.Add(status.Name, status);
            if (status.Always is { } always)
                _always.Add(status.Name, Expression.Compile(always, facts, FactType.Bool)
                    .Match(e => e, r => throw new ArgumentException($"What {status.Name} promises is no condition: {r}", nameof(statuses))));
        }

        foreach (var verb in verbs) _verbs.Add(verb.Name, verb);
        _instants.UnionWith(instants);
    }

    /// <summary>The axis, such as <c>OrderStatus</c>.</summary>
    public string Axis { get; }

    /// <summary>The statuses of the axis.</summary>
    public ValueList<DomainStatus> Statuses { get; }

    /// <summary>The verbs that triggers can do.</summary>
    public ValueList<DomainVerb> Verbs { get; }

    /// <summary>The facts that guards may read.</summary>
    public FactSchema Facts { get; }

    /// <summary>The instants from which deadlines may run, beside <see cref="StepInstant"/>.</summary>
    public ValueList<string> Instants { get; }

    /// <summary>The facts by which the workflow of a shipment is chosen; null where nothing is shipped.</summary>
    public FactSchema? ShipmentFacts { get; }

    /// <summary>What the host can be asked to do once a trigger has fired.</summary>
    public ValueList<DomainAction> Actions { get; }

    /// <summary>What a process of this domain carries beside its status; a document with more is refused at load, for it would never run.</summary>
    public ProcessParts Carries { get; }

    /// <summary>A domain from its words.</summary>
    /// <param name="axis">The axis, such as <c>OrderStatus</c>; not empty.</param>
    /// <param name="statuses">The statuses of the axis, at least one of them initial.</param>
    /// <param name="verbs">The verbs that triggers can do.</param>
    /// <param name="facts">The facts that guards may read.</param>
    /// <param name="instants">The instants from which deadlines may run, beside <see cref="StepInstant"/>.</param>
    /// <param name="shipmentFacts">The facts by which the workflow of a shipment is chosen; null where nothing is shipped.</param>
    /// <param name="actions">What the host can be asked to do once a trigger has fired.</param>
    /// <param name="carries">What a process carries beside its status.</param>
    /// <exception cref="ArgumentException">A name stands there twice, a move names an unknown status, no status is initial, or a status or a verb speaks of
    /// what is no condition or no instant.</exception>
    public static WorkflowDomain Of(
        string axis, ValueList<DomainStatus> statuses, ValueList<DomainVerb> verbs, FactSchema facts, ValueList<string> instants,
        FactSchema? shipmentFacts = null, ValueList<DomainAction> actions = default, ProcessParts carries = ProcessParts.All)
    {
        ArgumentException.ThrowIfNullOrEmpty(axis);
        ArgumentNullException.ThrowIfNull(facts);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var status in statuses) Once(names, status.Name, nameof(statuses));
        foreach (var target in statuses.SelectMany(s => s.ByFacts)) Known(names, target, nameof(statuses));
        foreach (var move in verbs.SelectMany(v => v.Moves))
        {
            Known(names, move.From, nameof(verbs));
            Known(names, move.To, nameof(verbs));
        }

        if (!statuses.Any(s => s.IsInitial)) throw new ArgumentException("No status is initial.", nameof(statuses));
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var verb in verbs) Once(words, verb.Name, nameof(verbs));
        var moments = new HashSet<string>(StringComparer.Ordinal) { StepInstant };
        foreach (var instant in instants) Once(moments, instant, nameof(instants));
        foreach (var instant in statuses.SelectMany(s => s.AlwaysKnown.Items.Concat(s.NeverKnown)).Concat(verbs.SelectMany(v => v.Renewed)))
        {
            if (!moments.Contains(instant)) throw new ArgumentException($"'{instant}' is no instant of the domain.", nameof(instants));
        }

        var deeds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var action in actions)
        {
            Once(deeds, action.Name, nameof(actions));
            var parameters = new HashSet<string>(StringComparer.Ordinal) { ActionName };
            foreach (var parameter in action.Parameters) Once(parameters, parameter.Name, nameof(actions));
        }

        return new(axis, statuses, verbs, facts, instants, shipmentFacts, actions, carries);
    }

    // Each costs a walk over all words, and every document over them needs it.
    internal string Fingerprint => _fingerprint ??= WorkflowProof.Fingerprint(this);

    internal DomainStatus? Status(string name) => _statuses.TryGetValue(name, out var status) ? status : null;

    internal Expression? Always(string status) => _always.TryGetValue(status, out var always) ? always : null;

    internal DomainVerb? Verb(string name) => _verbs.TryGetValue(name, out var verb) ? verb : null;

    internal DomainAction? Action(string name)
    {
        foreach (var action in Actions)
        {
            if (action.Name == name) return action;
        }

        return null;
    }

    internal bool HasInstant(string name) => _instants.Contains(name);

    private static void Once(HashSet<string> names, string name, string parameter)
    {
        if (string.IsNullOrEmpty(name) || !names.Add(name)) throw new ArgumentException($"'{name}' is empty or stands there twice.", parameter);
    }

    private static void Known(HashSet<string> names, string name, string parameter)
    {
        if (!names.Contains(name)) throw new ArgumentException($"'{name}' is no status of the axis.", parameter);
    }
}
