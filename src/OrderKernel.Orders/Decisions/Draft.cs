using OrderKernel.Orders.Folding;
using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>A decision in the making: each event is folded at once, so that the ledgers judge it; after a refusal nothing more happens.</summary>
internal sealed class Draft(Order? state, DecisionContext context, OrderPolicies policies)
{
    private readonly OrderFold _fold = new(state);
    private Few<OrderEvent> _events;
    private Few<Reason> _reasons;
    private ValueList<PolicyReference> _used;
    private Refusal? _refusal;
    private TriggerFired? _fired;

    public DecisionContext Context => context;

    public OrderPolicies Policies => policies;

    /// <summary>The order before the decision; null when it places one.</summary>
    public Order? Before => state;

    public bool IsPlaced => _fold.Order is not null;

    public bool IsRefused => _refusal is not null;

    /// <summary>True when the decision is made only to see whether it is refused.</summary>
    public bool IsTrial { get; init; }

    /// <summary>The order as the events so far left it.</summary>
    public Order Order => _fold.Order!;

    /// <summary>True when the channel or a carrier speaks: only a ledger can refuse it.</summary>
    public bool IsFact => context.Actor.Has(Role.Channel) || context.Actor.Has(Role.Carrier);

    /// <summary>True when the kernel acts: a consequence of a decision made elsewhere, under its own roles and guards.</summary>
    public bool IsConsequence => context.Actor.Has(Role.Kernel);

    public void Add(OrderEvent e)
    {
        if (_refusal is not null) return;
        if (_fired is { } fired)
        {
            // What a trigger leaves behind goes on the trail with the first thing that it changed, and not when it changed nothing.
            _fired = null;
            Add(fired);
        }

        _refusal = _fold.Apply(e);
        if (_refusal is null) _events.Add(e);
    }

    public void Because(string code, params ReadOnlySpan<Argument> arguments) => _reasons.Add(Reason.Of(code, arguments));

    public void Because(Reason reason) => _reasons.Add(reason);

    public void AlreadyKnown(string what, object? id) => Because(OrdersCodes.AlreadyKnown, ("what", what), ("id", id));

    public void Refuse(string code, params ReadOnlySpan<Argument> arguments) => Refuse(Refusal.Of(code, arguments));

    public void Refuse(Refusal refusal) => _refusal ??= refusal;

    private bool Refused(Refusal? refusal)
    {
        Refuse(refusal!);
        return false;
    }

    public void Using(PolicyReference policy)
    {
        foreach (var known in _used)
        {
            if (known == policy) return;
        }

        _used = _used.Add(policy);
    }

    /// <summary>False and a refusal when a hold forbids what is asked; facts pass.</summary>
    public bool IsFree(HoldScopes scope, ShipmentId? shipment, ValueList<LineId> lines)
    {
        if (IsFact || Order.HeldBy(scope, context.At, shipment, lines) is not { } hold) return true;
        Refuse(OrdersCodes.Held, ("hold", hold.Id), ("kind", hold.Kind));
        return false;
    }

    /// <summary>The same for a shipment with all of its lines.</summary>
    public bool IsFree(HoldScopes scope, Shipment shipment) =>
        Order.Holds.IsEmpty || IsFree(scope, shipment.Id, shipment.Lines.Items.Select(l => l.Line).ToValueList());

    /// <summary>False and a refusal when the actor may not fire a trigger here; facts and consequences pass.</summary>
    public bool IsPermitted(string trigger, ReadOnlySpan<string> verbs)
    {
        if (IsFact || IsConsequence) return true;
        return Machine() is { } machine && Took(ProcessRunner.Ask(new OrderProcess(this, machine), trigger), machine, verbs) is not null;
    }

    /// <summary>
    /// False and a refusal when the order's step has no trigger for a verb; who may fire it was judged elsewhere. Facts and consequences pass.
    /// </summary>
    public bool IsOpenFor(string verb)
    {
        if (IsFact || IsConsequence) return true;
        if (Machine() is not { } machine) return false;
        if (!ProcessRunner.AskFor(new OrderProcess(this, machine), verb, asOpen: true).TryGet(out _, out var refusal)) return Refused(refusal);
        Using(machine.Policy);
        return true;
    }

    /// <summary>False and a refusal when the actor has none of the roles; facts and consequences pass.</summary>
    public bool IsOneOf(ValueList<Role> roles, string trigger, string? step) =>
        IsFact || IsConsequence || roles.Items.Any(context.Actor.Has)
        || Refused(Refusal.Of(WorkflowCodes.RoleMissing, ("trigger", trigger), ("step", step ?? "-"), ("roles", string.Join(", ", roles.Items))));

    /// <summary>What a trigger of the order's process means, or null and a refusal: of the workflow, or because a command does what it does.</summary>
    /// <param name="fired">What the workflow says.</param>
    /// <param name="machine">The workflow.</param>
    /// <param name="verbs">The verbs that are meant; empty for any, and for moves.</param>
    public Firing? Took(Result<Firing> fired, WorkflowMachine machine, ReadOnlySpan<string> verbs)
    {
        if (!fired.TryGet(out var firing, out var refusal))
        {
            Refuse(refusal);
            return null;
        }

        Using(machine.Policy);
        if (verbs.IsEmpty || (firing.Verb is { } verb && verbs.IndexOf(verb) >= 0))
        {
            Leaves(firing, null);
            return firing;
        }

        Refuse(OrdersCodes.TriggerNeedsCommand, ("trigger", firing.Trigger.Name), ("verb", firing.Verb ?? firing.Target?.Name));
        return null;
    }

    /// <summary>Puts on the trail what a trigger leaves behind beside its effect: an approval, and what the host is asked to do.</summary>
    /// <param name="firing">The trigger that is fired.</param>
    /// <param name="shipment">The shipment whose process has it; null for the order's.</param>
    public void Leaves(Firing firing, ShipmentId? shipment)
    {
        if (!firing.Trigger.NeedsFourEyes && firing.Trigger.Actions.IsEmpty) return;
        _fired ??= new(firing.Step.Name, firing.Trigger.Name, context.Actor.Id, firing.Trigger.NeedsFourEyes, firing.Trigger.Actions) { Shipment = shipment };
    }

    /// <summary>The workflow under which the order runs, or null and a refusal.</summary>
    public WorkflowMachine? Machine()
    {
        var policy = Order.Process?.Policy;
        var machine = policy is { } known ? policies.Workflow(known) : Order.NeedsFulfilment ? Start() : policies.TotalsOnly;
        if (machine is null) Refuse(OrdersCodes.WorkflowUnknown, ("policy", policy));
        return machine;
    }

    /// <summary>The workflow under which an order with these goods starts, or null and a refusal.</summary>
    public WorkflowMachine? Start()
    {
        if (policies.Choices is { } choices) Using(choices.Reference);
        if (policies.StartOf(new OrderFacts(Order)).TryGet(out var machine, out var refusal)) return machine;
        Refuse(refusal);
        return null;
    }

    public Result<Handled<Order, OrderEvent>> Done()
    {
        if (_refusal is null && _events.Count > 0)
        {
            Shortages.Follow(this);
            Stepping.Follow(this);
            ShipmentStepping.Follow(this);
            if (!IsTrial) Spending.Follow(this);
        }

        if (_refusal is { } refusal) return refusal with { Reasons = refusal.Reasons.AddRange(_reasons.ToValueList().Items) };
        return new Handled<Order, OrderEvent>(new(_events.ToValueList(), _reasons.ToValueList(), _used), _fold.Order);
    }
}
