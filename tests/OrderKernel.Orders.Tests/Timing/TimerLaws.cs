using OrderKernel.Workflow;

namespace OrderKernel.Orders.Tests;

/// <summary>
/// Random workflows of orders and parcels, random histories, and a clock that is looked at now and then. Fails when the clock does not come to an end, when
/// what happens depends on when it was looked at,
/// when a deadline fires twice for one entry of its step or more often than what refused it
/// ended, when one is forgotten, or when replaying the events gives another order.
/// </summary>
[FsCheck.Xunit.Properties(Arbitrary = [typeof(ClockMoves)])]
public class TimerLaws
{
    private const int MovesMax = 25;

    [Law(20_000, 1_000_000)]
    public void Clocks_end_and_the_same_happens_however_they_are_advanced(Seed seed, Move[] moves) => Assert.Null(Broken(seed, moves, ClockFault.None));

    // The step's own deadline was refused by its guard, a region knew a trigger of the same name, and fired in its place for ever.
    [Fact]
    public void A_region_does_not_fire_in_place_of_the_step_that_holds_it() =>
        Assert.Null(Broken(1_512_814_355, [new(4, 48, 21, 3), new(16, 43, 41, 6), new(5, 42, 36, 4)], ClockFault.None));

    [Theory]
    [InlineData(ClockFault.ForgetsRefusals)]
    [InlineData(ClockFault.ForgetsFirings)]
    [InlineData(ClockFault.ForgetsThatItIsDueAgain)]
    [InlineData(ClockFault.ComesAgainAtOnce)]
    [InlineData(ClockFault.FiresWhatWasDueBeforeAnythingElse)]
    [InlineData(ClockFault.FiresAtItsOwnInstant)]
    [InlineData(ClockFault.CountsFromTheOrder)]
    internal void A_clock_with_a_fault_is_caught(ClockFault fault) =>
        Assert.Contains(Play.Histories(ClockHistory.Kinds, 1_000), h => Broken(h.Seed, h.Moves, fault) is not null);

    [Fact]
    public void The_histories_have_all_that_clocks_do()
    {
        var seen = new HashSet<string>();
        foreach (var (seed, moves) in Play.Histories(ClockHistory.Kinds, 1_000))
        {
            var run = Run(seed, moves, ClockFault.None, out _);
            foreach (var (happened, _, isClock) in run.Events)
            {
                if (isClock || happened is DeadlineDueAgain)
                    seen.Add(happened.GetType().Name
                        + (happened is DeadlineRefused { Shipment: not null } or DeadlineDueAgain { Shipment: not null } ? " of a parcel" : ""));
            }
        }

        Assert.Superset(
            new HashSet<string>
            {
                nameof(StepEntered), nameof(RegionStepEntered), nameof(StepReminded), nameof(ShipmentStepEntered), nameof(ShipmentStepReminded),
                    nameof(OrderExpired), nameof(UnitsCancelled), nameof(OrderCompleted),
                nameof(ShipmentReleased), nameof(ShipmentHandedOver), nameof(ShipmentDelivered), nameof(HoldReleased), nameof(DeadlineRefused),
                "DeadlineRefused of a parcel", nameof(DeadlineDueAgain), "DeadlineDueAgain of a parcel",
            },
            seen);
    }

    // Null when the law holds, else what broke it.
    private static string? Broken(int seed, Move[] moves, ClockFault fault)
    {
        if (moves.Length > MovesMax) moves = [.. moves.Take(MovesMax)];
        var once = Run(seed, moves, fault, out var ends);
        if (!ends) return "The clock has no end.";
        var often = Run(seed, moves, fault, out ends, 7 + (seed % 20), 30, 59);
        if (!ends) return "The clock has no end when it is looked at often.";
        if (!once.Events.SequenceEqual(often.Events)) return $"Other things happen when it is looked at often:\n{once.Story}\n--\n{often.Story}";
        return TooOften(once) ?? Forgotten(once)
            ?? (OrderDecider.Replay(once.Events.Select(e => e.Event)) == once.Order || fault != ClockFault.None ? null : "The events make another order.");
    }

    private static ClockRun Run(int seed, Move[] moves, ClockFault fault, out bool ends, params int[] pauses)
    {
        var run = new ClockRun(ClockSketch.Policies(seed), seed % 2 == 0, fault);
        ends = ClockHistory.Play(run, seed, moves, pauses);
        return run;
    }

    // Once an entry of its step; refused once, and once more each time it was due again.
    private static string? TooOften(ClockRun run)
    {
        var fired = new HashSet<(string?, string, string)>();
        var refused = new HashSet<(string?, string, string)>();
        foreach (var (happened, _, isClock) in run.Events)
        {
            switch (happened)
            {
                case StepEntered: Leave(null, null); break;
                case ShipmentStepEntered e: Leave(e.Shipment.Value, null); break;
                case RegionStepEntered e: Leave(e.Shipment?.Value, e.Step); break;
                case StepReminded e when isClock && !fired.Add((null, e.Step, e.Trigger)): return $"{e.Step}/{e.Trigger} fired twice.";
                case ShipmentStepReminded e when isClock
                    && !fired.Add((e.Shipment.Value, e.Step, e.Trigger)): return $"{e.Shipment}: {e.Step}/{e.Trigger} fired twice.";
                case DeadlineRefused e when !refused.Add((e.Shipment?.Value, e.Step, e.Trigger)): return $"{e.Step}/{e.Trigger} was refused twice.";
                case DeadlineDueAgain e when !refused.Remove((e.Shipment?.Value, e.Step,
                    e.Trigger)): return $"{e.Step}/{e.Trigger} is due again and was not refused.";
            }
        }

        return null;

        // The step that is entered begins anew; a step of the process ends all that it holds.
        void Leave(string? shipment, string? step)
        {
            fired.RemoveWhere(f => f.Item1 == shipment && (step is null || f.Item2 == step));
            refused.RemoveWhere(f => f.Item1 == shipment && (step is null || f.Item2 == step));
        }
    }

    // A deadline that is refused is one that would still be refused: seen on the order as if it had never been.
    private static string? Forgotten(ClockRun run)
    {
        var fresh = run.Order with
        {
            Process = run.Order.Process! with { Spent = [], Regions = run.Order.Process.Regions.Items.Select(r => r with { Spent = [] }).ToValueList() },
            Shipments = run.Order.Shipments.Items.Select(s => s.Process is not { } at
                ? s
                : s with { Process = at with { Spent = [], Regions = at.Regions.Items.Select(r => r with { Spent = [] }).ToValueList() } }).ToValueList(),
        };
        var standing = OrderTimers.Of(run.Order, run.Policies).Items.Select(t => t.Trigger).ToHashSet();
        foreach (var timer in OrderTimers.Of(fresh, run.Policies).Where(t => !standing.Contains(t.Trigger)))
        {
            var at = timer.DueAt > run.At ? timer.DueAt : run.At;
            var told = OrderDecider.Decide(fresh, new FireDeadline(timer.Trigger), run.Policies, new(Actor.Kernel, at, MessageId.Of("again")));
            if (!told.ValueOrThrow().Events.Items.Any(e => e is DeadlineRefused)) return $"{timer.Trigger} is refused no more, and is not due again.";
        }

        return null;
    }
}
