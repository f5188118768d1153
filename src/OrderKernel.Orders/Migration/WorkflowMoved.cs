using NodaTime;

namespace OrderKernel.Orders;

/// <summary>
/// The order runs under another version of its workflow. Its status, ledgers, holds, fired deadlines and whoever asked at its step stay as they are.
/// </summary>
/// <param name="From">The version before.</param>
/// <param name="FromStep">The step there.</param>
/// <param name="To">The version now.</param>
/// <param name="ToStep">The step here; when it has the same name, the time since when the order stands there stays too.</param>
/// <param name="At">When.</param>
/// <param name="By">Who moved it.</param>
public sealed record WorkflowMoved(PolicyReference From, string FromStep, PolicyReference To, string ToStep, Instant At, ActorId By) : OrderEvent;
