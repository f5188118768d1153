using NodaTime;

namespace OrderKernel.Orders.Tests;

/// <summary>What is wrong with a clock or with what it leaves behind; <see cref="None"/> for the right one.</summary>
internal enum ClockFault
{
    None,
    ForgetsRefusals,
    ForgetsFirings,
    ForgetsThatItIsDueAgain,
    ComesAgainAtOnce,
    FiresWhatWasDueBeforeAnythingElse,
    FiresAtItsOwnInstant,
    CountsFromTheOrder,
}

/// <summary>One order under a clock that is advanced in steps: decides, folds, and remembers what happened when.</summary>
internal sealed class ClockRun(OrderPolicies policies, bool plansAgain, ClockFault fault)
{
    /// <summary>More firings than this for one step of the clock are taken for no end: a guarded circle that waits an hour or more makes far fewer.</summary>
    public const int FiringsMax = 2_000;

    private Order? _order;
    private Instant _at;
    private int _messages;
    private int _plans;

    public Order Order => _order!;

    public OrderPolicies Policies => policies;

    public List<(OrderEvent Event, Instant At, bool IsClock)> Events { get; } = [];

    /// <summary>The instant of the last decision.</summary>
    public Instant At => _at;

    /// <summary>All that happened, in order, with its instant and what it followed from.</summary>
    public string Story => string.Join("\n", Events.Select(e => $"{e.At} {e.IsClock} {e.Event}"));

    /// <summary>False when the order does not take it.</summary>
    public bool Tell(OrderCommand command, Actor actor, Instant at)
    {
        var isClock = command is FireDeadline;
        if (!OrderDecider.Decide(_order, command, policies, new(actor, at, MessageId.Of($"m{++_messages}"))).TryGet(out var decision, out _)) return false;
        _at = at;
        foreach (var happened in decision.Events)
        {
            Events.Add((happened, at, isClock));
            if (Forgets(happened)) continue;
            _order = Bent(OrderDecider.Evolve(_order, happened), happened, at);
        }

        if (plansAgain && command is not PlanShipment && decision.Events.Items.Any(e => e is ShipmentReleased)) PlanAgain(at);
        return true;
    }

    /// <summary>Lets the clock run to an instant: false when it does not come there.</summary>
    public bool Advance(Instant to)
    {
        for (var fired = 0; ;)
        {
            var due = OrderTimers.Of(Order, policies).Where(t => t.DueAt <= to).Items.OrderBy(t => t.DueAt).ThenBy(t => t.Trigger, StringComparer.Ordinal)
                .ToArray();
            if (due.Length == 0) return true;
            foreach (var timer in fault == ClockFault.FiresWhatWasDueBeforeAnythingElse ? due : due.Take(1))
            {
                if (fired++ == FiringsMax) return false;
                var at = fault == ClockFault.FiresAtItsOwnInstant ? to : timer.DueAt;
                if (!Tell(new FireDeadline(timer.Trigger), Actor.Kernel, at)) return false;
            }
        }
    }

    // What a network of warehouses would do: units that are open again are planned again at once.
    private void PlanAgain(Instant at)
    {
        foreach (var line in Order.Lines.Items.Where(l => l.NeedsFulfilment && !l.Units.Open.IsZero))
            Tell(new PlanShipment(ShipmentId.Of($"again-{++_plans}"), World.Hangzhou, null, null, [new(line.Id, line.Units.Open)]), Actor.Kernel, at);
    }

    private bool Forgets(OrderEvent happened) => fault switch
    {
        ClockFault.ForgetsRefusals => happened is DeadlineRefused,
        ClockFault.ForgetsFirings => happened is StepReminded or ShipmentStepReminded,
        ClockFault.ForgetsThatItIsDueAgain => happened is DeadlineDueAgain,
        _ => false,
    };

    private Order Bent(Order order, OrderEvent happened, Instant at) => (fault, happened) switch
    {
        (ClockFault.ComesAgainAtOnce, DeadlineRefused e) => OrderDecider.Evolve(order, new DeadlineDueAgain(e.Step, e.Trigger, at) { Shipment = e.Shipment }),
        (ClockFault.CountsFromTheOrder, StepEntered) => order with { Process = order.Process! with { Since = order.CreatedAt } },
        (ClockFault.CountsFromTheOrder, ShipmentStepEntered e) => order with
        {
            Shipments = order.Shipments.Items.Select(s => s.Id == e.Shipment ? s with { Process = s.Process! with { Since = order.CreatedAt } } : s)
                .ToValueList(),
        },
        _ => order,
    };
}
