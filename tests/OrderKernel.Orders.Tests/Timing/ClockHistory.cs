using NodaTime;

namespace OrderKernel.Orders.Tests;

/// <summary>What people, channels and carriers do to an order while its clocks run.</summary>
internal static class ClockHistory
{
    /// <summary>How many kinds of moves there are.</summary>
    public const int Kinds = 36;

    private static readonly Actor Worker = new(ActorId.Of("worker"), [Role.Of("x"), Role.Of("y")]);

    /// <summary>Plays a history; false when the clock does not come to an end.</summary>
    /// <param name="run">The order.</param>
    /// <param name="seed">Which order it is.</param>
    /// <param name="moves">The moves; each lets some hours go by first.</param>
    /// <param name="pauses">The instants, as shares of the hours in 60ths, at which the clock is looked at on the way.</param>
    public static bool Play(ClockRun run, int seed, Move[] moves, params int[] pauses)
    {
        var now = World.Start;
        if (!run.Tell(Orders.Tests.Play.Placing(seed), World.Channel, now)) return true;
        foreach (var (op, a, b, who) in moves)
        {
            var gone = Duration.FromMinutes(b * 17);
            foreach (var pause in pauses)
            {
                if (!run.Advance(now + (gone / 60 * pause))) return false;
            }

            now += gone;
            if (!run.Advance(now)) return false;
            // Some tell late what happened before.
            Move(run, op, a, b, who, who == 9 ? now - Duration.FromHours(5) : now);
        }

        return run.Advance(now + Duration.FromDays(5));
    }

    private static void Move(ClockRun run, int op, int a, int b, int who, Instant at)
    {
        var order = run.Order;
        var parcel = order.Shipments.IsEmpty ? ShipmentId.Of("none") : order.Shipments[a % order.Shipments.Count].Id;
        var (command, actor) = op switch
        {
            24 or 25 => (new TagOrder(OrderTag.Of(b % 2 == 0 ? "vip" : "slow")), World.Channel),
            26 => (new PlaceHold(HoldId.Of($"h{a % 3}"), HoldKind.CustomerRequest,
                b % 2 == 0 ? HoldScopes.Edit : HoldScopes.Ship) { Until = b % 3 == 0 ? null : at + Duration.FromHours(1 + b) }, World.Agent),
            27 => (new ReleaseHold(HoldId.Of($"h{a % 3}")), World.Agent),
            28 or 29 => (new FireTrigger(Trigger(run, order.Process?.Policy is { } policy ? run.Policies.Workflow(policy) : null, a)), Worker),
            30 or 31 => (new FireShipmentTrigger(parcel,
                Trigger(run, order.Shipment(parcel)?.Process?.Policy is { } policy ? run.Policies.ShipmentWorkflow(policy) : null, b)), Worker),
            32 => (new RecordFirstScan(parcel, at), World.Channel),
            33 => (new AssignWaybills(parcel, null, [Waybill.Of($"w{b % 3}")]), World.Warehouse),
            34 when a % 2 == 0 => (new ScanItem(parcel, Reading(order, parcel, a, b)), World.Warehouse),
            34 => (new WeighShipment(parcel, 100) { ExpectedGrams = b % 2 == 0 ? 100 : 900 }, World.Warehouse),
            35 => ((OrderCommand)new RecordPayment(PaymentId.Of($"late{order.Payments.Count}"), Tender.Cash, order.Money.Due, at), World.Channel),
            _ => (Orders.Tests.Play.Command(order, op, a, b, at), Orders.Tests.Play.ActorOf(who)),
        };
        if (command is not FireDeadline) run.Tell(command, actor, at);
    }

    // One scan of all that the parcel holds of a line's goods, at its present step.
    private static ScanReading Reading(Order order, ShipmentId parcel, int a, int b)
    {
        var shipment = order.Shipment(parcel);
        var line = shipment is { Lines.IsEmpty: false } ? shipment.Lines[b % shipment.Lines.Count].Line : default;
        return ScanScenarios.Reading(order.Line(line)?.Sku?.Value ?? "none", a + (60 * b), step: shipment?.Process?.Step ?? "none");
    }

    private static string Trigger(ClockRun run, Workflow.WorkflowMachine? machine, int n) =>
        machine is { Triggers.Count: > 0 } ? machine.Triggers[n % machine.Triggers.Count] : "none";
}

/// <summary>Histories of orders and parcels under random workflows whose clocks run.</summary>
public static class ClockMoves
{
    public static FsCheck.Arbitrary<Move[]> Histories() => OrderMoves.Of(ClockHistory.Kinds);
}
