using Stateless.Reflection;

namespace OrderKernel.Stateless;

/// <summary>Reads the states of a machine. Where it does not say, anything is taken to be possible, so that no finding about the document is false.</summary>
internal sealed class MachineReader(StateMachineInfo machine, StatelessReading words)
{
    private readonly List<Reason> _unseen = [];
    private readonly Dictionary<string, StateInfo> _infos = new(StringComparer.Ordinal);
    private readonly HashSet<string> _triggers = new(StringComparer.Ordinal);

    public List<StateReading> States { get; } = [];

    public IReadOnlyList<Reason> Unseen => _unseen;

    /// <summary>What stands in the way, or null when all states were read.</summary>
    public Refusal? Read()
    {
        foreach (var info in All())
        {
            var name = Name(info);
            if (string.IsNullOrEmpty(name)) return Unnamed(info.ToString());
            if (_infos.ContainsKey(name)) return Taken("state", name);
            _infos.Add(name, info);
        }

        foreach (var trigger in _infos.Values.SelectMany(Triggers).Select(t => t.Trigger.UnderlyingTrigger).Distinct())
        {
            var name = words.TriggerName(trigger);
            if (string.IsNullOrEmpty(name)) return Unnamed(trigger?.ToString());
            if (!_triggers.Add(name)) return Taken("trigger", name);
        }

        // What a dynamic transition names need not be configured.
        foreach (var name in _infos.Values.Where(IsRead).SelectMany(i => i.DynamicTransitions).SelectMany(t => t.PossibleDestinationStates ?? [])
            .Select(d => Named(d.DestinationState)).Where(n => !_infos.ContainsKey(n)).Distinct(StringComparer.Ordinal).ToArray()) _infos.Add(name, null!);
        foreach (var state in _infos.Select(i => new StateReading(i.Value, i.Key)))
        {
            States.Add(state);
            if (state.Info is not null) Read(state);
            if (state.IsFinal) _unseen.Add(Reason.Of(StatelessCodes.FinalAssumed, ("path", Path(state.Name)), ("step", state.Name)));
        }

        return null;
    }

    /// <summary>The states in the machine's order; the initial one stands among them only if it is configured or led to.</summary>
    private IEnumerable<StateInfo> All()
    {
        var states = machine.States.ToList();
        return states.Exists(s => Equals(s.UnderlyingState, machine.InitialState.UnderlyingState)) ? states : [machine.InitialState, .. states];
    }

    private void Read(StateReading state)
    {
        Add(state, state.Info, true);
        if (!IsRead(state.Info)) return;
        foreach (var (actions, when) in Actions(state.Info))
        {
            foreach (var action in actions)
            {
                _unseen.Add(Reason.Of(StatelessCodes.ActionUnseen,
                    ("path", Path(state.Name)), ("action", Called(action)), ("when", when), ("step", state.Name)));
            }
        }

        if (state.Info.Superstate is { } superstate)
            _unseen.Add(Reason.Of(StatelessCodes.Superstate, ("path", Path(state.Name)), ("step", state.Name), ("superstate", Name(superstate))));
        if (state.Info.Substates.Any())
        {
            _unseen.Add(Reason.Of(StatelessCodes.InitialTransitionUnseen, ("path", Path(state.Name)), ("step", state.Name),
                ("states", string.Join(", ", Within(state.Info).Skip(1)))));
        }

        for (var above = state.Info.Superstate; above is not null; above = above.Superstate) Inherit(state, above);
    }

    // What a state takes itself comes first; what it lies in is asked only where no way of its own is open.
    private void Inherit(StateReading state, StateInfo above)
    {
        var settled = new HashSet<string>(state.Triggers.Where(t => !t.IsGuarded).Select(t => t.Name), StringComparer.Ordinal);
        Add(state, above, false, settled);
    }

    private void Add(StateReading state, StateInfo info, bool isOwn, HashSet<string>? settled = null)
    {
        if (!IsRead(info)) return;
        foreach (var transition in Triggers(info))
        {
            var name = words.TriggerName(transition.Trigger.UnderlyingTrigger);
            if (settled?.Contains(name) == true) continue;
            var trigger = state.Trigger(name);
            foreach (var target in Targets(state, transition, isOwn))
            {
                if (!trigger.Targets.Contains(target)) trigger.Targets.Add(target);
            }

            var guards = transition.GuardConditionsMethodDescriptions?.ToArray() ?? [];
            trigger.IsGuarded &= guards.Length > 0;
            if (isOwn) foreach (var guard in guards) See(StatelessCodes.GuardUnseen, state, name, ("guard", Called(guard)));
        }
    }

    private IEnumerable<string> Targets(StateReading state, TransitionInfo transition, bool isOwn)
    {
        var trigger = words.TriggerName(transition.Trigger.UnderlyingTrigger);
        switch (transition)
        {
            case FixedTransitionInfo { IsInternalTransition: true }:
                if (isOwn) See(StatelessCodes.InternalTransition, state, trigger);
                return [state.Name];
            case FixedTransitionInfo moves:
                return Within(moves.DestinationState);
            case DynamicTransitionInfo { PossibleDestinationStates: { Count: > 0 } possible } chooses:
                var names = possible.Select(p => Named(p.DestinationState)).ToArray();
                if (isOwn)
                    See(StatelessCodes.ChoiceUnseen, state, trigger, ("states", string.Join(", ", names)),
                        ("selector", Called(chooses.DestinationStateSelectorDescription)));
                return names.SelectMany(n => _infos[n] is { } known ? Within(known) : [n]);
            case DynamicTransitionInfo chooses:
                if (isOwn) See(StatelessCodes.DestinationUnseen, state, trigger, ("selector", Called(chooses.DestinationStateSelectorDescription)));
                return _infos.Keys;
            default:
                if (isOwn) See(StatelessCodes.IgnoredTrigger, state, trigger);
                return [];
        }
    }

    // An initial transition cannot be seen: whoever enters a state may go on into any that lies in it.
    private IEnumerable<string> Within(StateInfo info) => (info.Substates ?? []).SelectMany(Within).Prepend(Name(info));

    private static IEnumerable<(IEnumerable<InvocationInfo> Actions, string When)> Actions(StateInfo info) =>
    [
        (info.EntryActions.Select(a => a.Method), "entry"), (info.ExitActions, "exit"),
        (info.ActivateActions, "activation"), (info.DeactivateActions, "deactivation"),
    ];

    private static IEnumerable<TransitionInfo> Triggers(StateInfo info) =>
        IsRead(info) ? info.FixedTransitions.Cast<TransitionInfo>().Concat(info.DynamicTransitions).Concat(info.IgnoredTriggers) : [];

    // The machine's own note of an initial state that is not configured has no transitions at all.
    private static bool IsRead(StateInfo? info) => info?.FixedTransitions is not null;

    private void See(string code, StateReading state, string trigger, params ReadOnlySpan<Argument> more) =>
        _unseen.Add(Reason.Of(code, [("path", $"{Path(state.Name)}.fire.{trigger}"), ("trigger", trigger), ("step", state.Name), .. more]));

    private static string Called(InvocationInfo? invocation) =>
        invocation is null ? "-" : invocation.IsAsync ? $"{invocation.Description} (async)" : invocation.Description;

    private static string Path(string step) => $"$.steps.{step}";

    private static Refusal Taken(string kind, string name) => Refusal.Of(StatelessCodes.NameTaken, ("kind", kind), ("name", name));

    private static Refusal Unnamed(string? what) =>
        Refusal.Of(KernelCodes.DocumentValueInvalid, ("path", "$.steps"), ("value", what), ("expected", "a name"));

    private string Name(StateInfo info) => words.StateName(info.UnderlyingState);

    // Destinations of dynamic transitions are texts: a state's name, or what its ToString says.
    private string Named(string destination) => _infos.ContainsKey(destination) ? destination
        : _infos.Values.FirstOrDefault(i => i is not null && i.UnderlyingState?.ToString() == destination) is { } info ? Name(info) : destination;
}
