namespace OrderKernel;

/// <summary>A decision together with the state that follows from it. <c>default</c> is unset.</summary>
/// <typeparam name="TState">The state of the aggregate.</typeparam>
/// <typeparam name="TEvent">The family of its events.</typeparam>
/// <param name="Decision">What happened, and why.</param>
/// <param name="State">The state after all its events; null when there is none yet.</param>
public readonly record struct Handled<TState, TEvent>(Decision<TEvent> Decision, TState? State) where TState : class;
