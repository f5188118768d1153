using Stateless.Reflection;

namespace OrderKernel.Stateless;

/// <summary>Reads the states of a machine. Where it does not say, anything is taken to be possible, so that no finding about the document is false.</summary>
internal sealed class MachineReader(StateMachineInfo machine, StatelessReading words)
{
    private readonly List<Reason> _unseen = [];
    private readonly Dictionary<string, StateInfo?> _infos = new(StringComparer.Ordinal);
    private readonly HashSet<string> _triggers = new(StringComparer.Ordinal);

    public List<StateReading> States { get; } = [];

    public IReadOnlyList<Reason> Unseen => _unseen;

    /// <summary>What stands in the way, or null when all states were read.</summary>
    public Refusal? Read()
    {
        if (Names() is { } refusal) return refusal;
        foreach (var info in _infos)
        {
            var state = new StateReading(info.Value, info.Key);
            States.Add(state);
            Read(state);
        }

        LeaveOutGroups();
        return null;
    }

    /// <summary>Whether a process may begin at a state.</summary>
    public bool IsInitial(StateReading state) => state.Info is { } info
        && (words.IsInitial?.Invoke(info.UnderlyingState) ?? Equals(info.UnderlyingState, machine.InitialState.UnderlyingState));

    private Refusal? Names()
    {
        foreach (var info in All())
        {
            var name = Name(info);
            if (string.IsNullOrEmpty(name)) return Unnamed(info.ToString());
            if (_infos.ContainsKey(name)) return Taken("state", name);
            _infos.Add(name, info);
        }

        foreach (var trigger in _infos.Values.SelectMany(Transitions).Select(t => t.Trigger.UnderlyingTrigger).Distinct())
        {
            var name = words.TriggerName(trigger);
            if (string.IsNullOrEmpty(name)) return Unnamed(trigger?.ToString());
            if (!_triggers.Add(name)) return Taken("trigger", name);
        }

        // What a dynamic transition names need not be configured.
        foreach (var name in _infos.Values.SelectMany(Transitions).OfType<DynamicTransitionInfo>().SelectMany(t => t.PossibleDestinationStates ?? [])
            .Select(d => Named(d.DestinationState)).Where(n => !_infos.ContainsKey(n)).Distinct(StringComparer.Ordinal).ToArray()) _infos.Add(name, null);
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
        if (IsRead(state.Info))
        {
            Add(state, state.Info!, []);
            See(state, state.Info!);
            // What a state takes itself comes first; what it lies in is asked only where no way of its own is open.
            for (var above = state.Info!.Superstate; above is not null; above = above.Superstate)
                Add(state, above, new(state.Triggers.Where(t => !t.IsGuarded).Select(t => t.Name), StringComparer.Ordinal));
        }

        if (state.IsFinal) state.See(StatelessCodes.FinalAssumed, ("step", state.Name));
    }

    private void See(StateReading state, StateInfo info)
    {
        foreach (var (actions, when) in Actions(info))
        {
            foreach (var action in actions) state.See(StatelessCodes.ActionUnseen, ("action", Called(action)), ("when", when), ("step", state.Name));
        }

        if (info.Superstate is { } above) state.See(StatelessCodes.Superstate, ("step", state.Name), ("superstate", Name(above)));
        if (info.Substates.Any())
            state.See(StatelessCodes.InitialTransitionUnseen, ("step", state.Name), ("states", string.Join(", ", Within(info).Skip(1))));
    }

    private void Add(StateReading state, StateInfo info, HashSet<string> settled)
    {
        foreach (var transition in Transitions(info))
        {
            var name = words.TriggerName(transition.Trigger.UnderlyingTrigger);
            if (settled.Contains(name)) continue;
            var trigger = state.Trigger(name);
            foreach (var target in Targets(state, trigger, transition))
            {
                if (!trigger.Targets.Contains(target)) trigger.Targets.Add(target);
            }

            var guards = transition.GuardConditionsMethodDescriptions?.ToArray() ?? [];
            trigger.IsGuarded &= guards.Length > 0;
            foreach (var guard in guards) state.See(StatelessCodes.GuardUnseen, trigger, ("guard", Called(guard)));
        }
    }

    private IEnumerable<string> Targets(StateReading state, TriggerReading trigger, TransitionInfo transition)
    {
        switch (transition)
        {
            case FixedTransitionInfo { IsInternalTransition: true }:
                state.See(StatelessCodes.InternalTransition, trigger);
                return [state.Name];
            case FixedTransitionInfo moves:
                return Within(moves.DestinationState);
            case DynamicTransitionInfo { PossibleDestinationStates: { Count: > 0 } possible } chooses:
                var names = possible.Select(p => Named(p.DestinationState)).ToArray();
                state.See(StatelessCodes.ChoiceUnseen, trigger, ("states", string.Join(", ", names)),
                    ("selector", Called(chooses.DestinationStateSelectorDescription)));
                return names.SelectMany(n => _infos[n] is { } known ? Within(known) : [n]);
            case DynamicTransitionInfo chooses:
                state.See(StatelessCodes.DestinationUnseen, trigger, ("selector", Called(chooses.DestinationStateSelectorDescription)));
                return _infos.Keys;
            default:
                state.See(StatelessCodes.IgnoredTrigger, trigger);
                return [];
        }
    }

    // A state that only holds others is nowhere to stand at: it is no step. What it does on entry and exit is told all the same.
    private void LeaveOutGroups()
    {
        foreach (var state in States.ToArray())
        {
            var isGroup = state.Info?.Substates?.Any() == true && !IsInitial(state)
                && !States.Exists(s => s != state && s.Triggers.Exists(t => t.Targets.Contains(state.Name)));
            _unseen.AddRange(isGroup ? state.Unseen.Where(u => u.Code == StatelessCodes.ActionUnseen) : state.Unseen);
            if (isGroup) States.Remove(state);
        }
    }

    // An initial transition cannot be seen: whoever enters a state may go on into any that lies in it.
    private IEnumerable<string> Within(StateInfo info) => (info.Substates ?? []).SelectMany(Within).Prepend(Name(info));

    private static IEnumerable<(IEnumerable<InvocationInfo> Actions, string When)> Actions(StateInfo info) =>
    [
        (info.EntryActions.Select(a => a.Method), "entry"), (info.ExitActions, "exit"),
        (info.ActivateActions, "activation"), (info.DeactivateActions, "deactivation"),
    ];

    private static IEnumerable<TransitionInfo> Transitions(StateInfo? info) =>
        IsRead(info) ? info!.FixedTransitions.Cast<TransitionInfo>().Concat(info.DynamicTransitions).Concat(info.IgnoredTriggers) : [];

    // The machine's own note of an initial state that is not configured has no transitions at all.
    private static bool IsRead(StateInfo? info) => info?.FixedTransitions is not null;

    private static string Called(InvocationInfo? invocation) =>
        invocation is null ? "-" : invocation.IsAsync ? $"{invocation.Description} (async)" : invocation.Description;

    private static Refusal Taken(string kind, string name) => Refusal.Of(StatelessCodes.NameTaken, ("kind", kind), ("name", name));

    private static Refusal Unnamed(string? what) =>
        Refusal.Of(KernelCodes.DocumentValueInvalid, ("path", "$.steps"), ("value", what), ("expected", "a name"));

    private string Name(StateInfo info) => words.StateName(info.UnderlyingState);

    // Destinations of dynamic transitions are texts: a state's name, or what its ToString says.
    private string Named(string destination) => _infos.ContainsKey(destination) ? destination
        : _infos.Values.FirstOrDefault(i => i is not null && i.UnderlyingState?.ToString() == destination) is { } info ? Name(info) : destination;
}
