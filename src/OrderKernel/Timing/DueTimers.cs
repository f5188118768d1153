using OrderKernel.Ports;

namespace OrderKernel.Timing;

/// <summary>What <see cref="Kernel.FireDueAsync"/> did about the timers that were due.</summary>
/// <param name="Fired">Timers that fired; where what they fire was refused, their order's trail says so.</param>
/// <param name="Left">Timers that are due and did not fire, because others came up before them: call again.</param>
/// <param name="Stuck">Timers that are due and stay so: no call can fire them yet.</param>
public sealed record DueTimers(int Fired, int Left, ValueList<StuckTimer> Stuck);

/// <summary>A timer whose deadline nobody can decide, because its workflow is not among the policies. It fires once it is.</summary>
/// <param name="Timer">The timer.</param>
/// <param name="Why">The refusal.</param>
public sealed record StuckTimer(TimerEntry Timer, Refusal Why);
