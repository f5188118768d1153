using Stateless;

namespace OrderKernel.Stateless.Tests;

/// <summary>What Stateless 5.20.1 itself does and the guide warns of. Fails when another version does otherwise: then the guide has to be changed.</summary>
public class StatelessTrapTests
{
    private readonly List<string> _told = [];

    private enum State
    {
        A = 1,
        B,
        Above,
        Within,
    }

    private enum Trigger
    {
        Go = 1,
        Stay,
    }

    [Fact]
    public async Task A_guard_that_throws_throws_out_of_every_question()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitIf(Trigger.Go, State.B, () => throw new TimeoutException());
        Assert.Throws<TimeoutException>(() => machine.CanFire(Trigger.Go));
        await Assert.ThrowsAsync<TimeoutException>(() => machine.PermittedTriggersAsync);
        Assert.Throws<TimeoutException>(() => machine.Fire(Trigger.Go));
    }

    [Fact]
    public async Task An_asynchronous_guard_is_listed_as_permitted_and_refused_by_CanFire()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitIfAsync(Trigger.Go, State.B, () => Task.FromResult(true));
        Assert.Equal([Trigger.Go], await machine.PermittedTriggersAsync);
        Assert.False(machine.CanFire(Trigger.Go));
        Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Go));
        await machine.FireAsync(Trigger.Go);
        Assert.Equal(State.B, machine.State);
    }

    [Fact]
    public void A_transition_with_an_asynchronous_guard_is_not_in_the_machines_own_description()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitIfAsync(Trigger.Go, State.B, () => Task.FromResult(true)).Permit(Trigger.Stay, State.B);
        var state = machine.GetInfo().States.Single(s => s.UnderlyingState.Equals(State.A));
        Assert.Equal([Trigger.Stay], state.Transitions.Select(t => t.Trigger.UnderlyingTrigger));
    }

    [Fact]
    public void Internal_and_ignored_triggers_raise_no_events()
    {
        var machine = Told(new StateMachine<State, Trigger>(State.A));
        machine.Configure(State.A).InternalTransition(Trigger.Stay, () => _told.Add("done")).Ignore(Trigger.Go);
        machine.Fire(Trigger.Stay);
        machine.Fire(Trigger.Go);
        Assert.Equal(["done"], _told);
    }

    [Fact]
    public void The_guard_of_an_internal_transition_is_asked_twice()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).InternalTransitionIf(Trigger.Stay, _ => { _told.Add("asked"); return true; }, () => _told.Add("done"));
        machine.Fire(Trigger.Stay);
        Assert.Equal(["asked", "asked", "done"], _told);
    }

    [Fact]
    public void A_guard_that_answers_otherwise_within_a_firing_ends_in_a_null_argument()
    {
        var asked = 0;
        var machine = Nested(State.Within);
        machine.Configure(State.Above).InternalTransition(Trigger.Stay, () => { });
        machine.Configure(State.Within).PermitIf(Trigger.Stay, State.A, () => asked++ > 0);
        Assert.Throws<ArgumentNullException>(() => machine.Fire(Trigger.Stay));
    }

    [Fact]
    public void An_internal_transition_without_a_guard_is_described_with_one()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).InternalTransition(Trigger.Stay, () => { });
        Assert.Single(machine.GetInfo().States.Single().Transitions.Single().GuardConditionsMethodDescriptions);
    }

    [Fact]
    public void Re_entry_of_a_superstate_leaves_the_substate_for_good()
    {
        var machine = Nested(State.Within);
        machine.Configure(State.Above).PermitReentry(Trigger.Stay);
        machine.Fire(Trigger.Stay);
        Assert.Equal(State.Above, machine.State);
        Assert.Equal(["leave Within", "leave Above", "Above>Above", "enter Above"], _told);
    }

    [Fact]
    public void A_superstates_way_to_where_the_machine_stands_does_nothing_and_says_nothing()
    {
        var machine = Nested(State.Within);
        machine.Configure(State.Above).Permit(Trigger.Go, State.Within);
        Assert.True(machine.CanFire(Trigger.Go));
        machine.Fire(Trigger.Go);
        Assert.Empty(_told);
    }

    [Fact]
    public void An_initial_transition_sets_the_state_twice()
    {
        var (state, set) = (State.A, new List<State>());
        var machine = new StateMachine<State, Trigger>(() => state, s => set.Add(state = s));
        machine.Configure(State.A).Permit(Trigger.Go, State.Above);
        machine.Configure(State.Above).InitialTransition(State.Within);
        machine.Configure(State.Within).SubstateOf(State.Above);
        machine.Fire(Trigger.Go);
        Assert.Equal([State.Above, State.Within], set);
    }

    [Fact]
    public void An_initial_transition_is_not_in_the_machines_own_description() =>
        Assert.DoesNotContain(typeof(global::Stateless.Reflection.StateInfo).GetProperties(), p => p.Name.Contains("Initial", StringComparison.Ordinal));

    [Fact]
    public void Two_guards_that_hold_throw_even_when_only_asked()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitIf(Trigger.Go, State.B, () => true).PermitIf(Trigger.Go, State.Above, () => true);
        Assert.Throws<InvalidOperationException>(() => machine.CanFire(Trigger.Go));
    }

    [Fact]
    public void A_way_from_a_state_to_itself_cannot_be_configured_and_a_dynamic_one_enters_anew()
    {
        var machine = Told(new StateMachine<State, Trigger>(State.A));
        var state = machine.Configure(State.A).OnEntry(() => _told.Add("enter A")).OnExit(() => _told.Add("leave A"));
        Assert.Throws<ArgumentException>(() => state.Permit(Trigger.Go, State.A));
        state.PermitDynamic(Trigger.Go, () => State.A);
        machine.Fire(Trigger.Go);
        Assert.Equal(["leave A", "A>A", "enter A"], _told);
    }

    [Fact]
    public void An_entry_that_throws_leaves_the_state_moved()
    {
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).Permit(Trigger.Go, State.B);
        machine.Configure(State.B).OnEntry(() => throw new TimeoutException());
        Assert.Throws<TimeoutException>(() => machine.Fire(Trigger.Go));
        Assert.Equal(State.B, machine.State);
    }

    [Fact]
    public void The_initial_state_over_external_state_is_where_it_stood_when_the_machine_was_made()
    {
        var state = State.A;
        var machine = new StateMachine<State, Trigger>(() => state, s => state = s);
        machine.Configure(State.B).Permit(Trigger.Go, State.A);
        state = State.B;
        Assert.Equal(State.A, machine.GetInfo().InitialState.UnderlyingState);
        Assert.Null(machine.GetInfo().InitialState.Transitions);
    }

    [Fact]
    public void Triggers_are_listed_on_another_thread_by_the_call_that_is_kept_for_compatibility()
    {
        var (mine, asked) = (Environment.CurrentManagedThreadId, 0);
        var machine = new StateMachine<State, Trigger>(State.A);
        machine.Configure(State.A).PermitIf(Trigger.Go, State.B, () => { asked = Environment.CurrentManagedThreadId; return true; });
#pragma warning disable CS0618 // What it does is the point.
        Assert.Equal([Trigger.Go], machine.PermittedTriggers);
#pragma warning restore CS0618
        Assert.NotEqual(mine, asked);
    }

    private StateMachine<State, Trigger> Nested(State at)
    {
        var machine = Told(new StateMachine<State, Trigger>(at));
        foreach (var state in new[] { State.Above, State.Within })
            machine.Configure(state).OnEntry(() => _told.Add($"enter {state}")).OnExit(() => _told.Add($"leave {state}"));
        machine.Configure(State.Within).SubstateOf(State.Above);
        return machine;
    }

    private StateMachine<State, Trigger> Told(StateMachine<State, Trigger> machine)
    {
        machine.OnTransitioned(t => _told.Add($"{t.Source}>{t.Destination}"));
        return machine;
    }
}
