using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Workflow;

namespace OrderKernel.Architecture.Tests;

// Fails when a command of any package can be told with an id that nobody set or a
// reason that says nothing: its Missing forgot the part, or its Decide does not ask.
public class CommandTests
{
    private static readonly DecisionContext Context = new(Actor.Kernel, Instant.FromUtc(2026, 2, 9, 4, 0), MessageId.Of("m"));
    private static readonly Order Placed = Place();

    public static TheoryData<string> Commands => [.. All().Select(t => t.FullName!)];

    [Fact]
    public void There_are_many() => Assert.True(All().Count() >= 75, $"{All().Count()} commands");

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_refuses_ids_that_nobody_set_and_reasons_that_say_nothing(string command) =>
        Assert.Empty(Forgotten(All().Single(t => t.FullName == command), Decide));

    [Fact]
    public void The_check_finds_what_is_forgotten()
    {
        Assert.Equal(["why", "units[0].cell.sku", "carrier"], Forgotten(typeof(Forgetful), c => c.Missing()).Select(f => f.Split(':')[0]));
        Assert.NotEmpty(Forgotten(typeof(SendReplacement), _ => null));
    }

    [Fact]
    public void Every_decision_names_who_acts_and_under_which_message()
    {
        foreach (var type in All())
        {
            var command = new CommandSample(null).Make(type);
            Assert.Equal((KernelCodes.IdUnset, "message"), Named(Decide(command, Context with { Message = default })));
            Assert.Equal((KernelCodes.IdUnset, "actor"), Named(Decide(command, Context with { Actor = new Actor(default, [Role.Kernel]) })));
        }
    }

    /// <summary>The parts of which a command does not say that they are missing; first of all, when a whole one is refused.</summary>
    private static List<string> Forgotten(Type type, Func<ICommand, Refusal?> decide)
    {
        var whole = new CommandSample(null);
        var forgotten = new List<string>();
        if (whole.Make(type).Missing() is { } refusal) forgotten.Add($"whole: {refusal}");
        foreach (var (path, isReason) in whole.Parts)
        {
            var (code, part) = Named(decide(new CommandSample(path).Make(type)));
            if (code != (isReason ? KernelCodes.ReasonBlank : KernelCodes.IdUnset) || !path.StartsWith(part, StringComparison.Ordinal))
                forgotten.Add($"{path}: {code} {part}");
        }

        return forgotten;
    }

    private static Refusal? Decide(ICommand command) => Decide(command, Context);

    private static Refusal? Decide(ICommand command, DecisionContext context) => command switch
    {
        SplitOrder c => OrderReassignment.Split(Placed, c, OrderPolicies.Default, context).Refusal,
        // The order that takes stands in for the command's key, so there is nothing to leave out but the context.
        MergeOrder c => c.Missing() ?? OrderReassignment.Merge(Placed, Placed, OrderPolicies.Default, context).Refusal,
        OrderCommand c => OrderDecider.Decide(c is PlaceOrder ? null : Placed, c, OrderPolicies.Default, context).Refusal,
        SerialCommand c => SerialPlace.Decider.Handle(null, c, default, context).Refusal,
        CaseCommand c =>
            CaseProcess.Decide(AfterSalesCase.None, c, new CaseGiven(CaseId.Of("C-1"), Placed.Id, new RefundableBalance(Money.Fen(0), Money.Fen(0))),
                context).Refusal,
        ReservationCommand c => Reservations.Decide(null, c, [], StockFormula.Default, context).Refusal,
        InboundCommand c => Inbounds.Decide(null, c, context).Refusal,
        StockCommand c => StockMovements.Decider.Handle(null, c, new([], StockFormula.Default), context).Refusal,
        OutsideStockCommand c => OutsideStockDecider.Decider.Handle(null, c, new(LocationId.Of("x"), [], [], [], StockMasterRules.Default), context).Refusal,
        TransferCommand c => TransferDecider.Decider.Handle(null, c, [], context).Refusal,
        Rebalance c => Rebalancing.Decider.Handle(null, c, SellAheadPolicy.Default.Reference, context).Refusal,
        StockTakeCommand c => StockTakeDecider.Decider.Handle(null, c, new([], []), context).Refusal,
        ReportTrack c => TrackProcess.Decide(ParcelTrack.None, c.Reports, TrackPolicy.Default, context).Refusal,
        ProposeAdjustment c => AdjustmentDecider.Decide(null, c, [], StockFormula.Default, AdjustmentDecider.DefaultPolicies, context).Refusal,
        ApprovalCommand c => ApprovalDecider.Decide(null, c, ApprovalPolicies.Default, context).Refusal,
        _ => throw new ArgumentException($"Who decides {command.GetType()}?"),
    };

    private static (string? Code, string Part) Named(Refusal? refusal) =>
        (refusal?.Code, refusal is { Arguments.IsEmpty: false } ? refusal.Arguments[0].Value : "-");

    private static IEnumerable<Type> All() =>
        Family.Packages.SelectMany(p => Family.Load(p).GetTypes())
            .Where(t => typeof(ICommand).IsAssignableFrom(t) && t is { IsClass: true, IsAbstract: false });

    private static Order Place()
    {
        var (sample, due) = ((PlaceOrder)new CommandSample(null).Make(typeof(PlaceOrder)), Money.Fen(100));
        var place = new PlaceOrder(sample.Key, sample.Id, Context.At, PaymentTerms.Prepaid, new(due) { ListPrice = due },
            [new(LineId.Of("x"), Quantity.Of(1), due, [])]);
        return OrderDecider.Handle(null, place, OrderPolicies.Default, Context).ValueOrThrow().State!;
    }

    private sealed record Forgetful(CaseId Case, string Why, ValueList<StockUnits> Units, CarrierId? Carrier) : ICommand
    {
        public Refusal? Missing() => Required.Id("case", Case) ?? Required.Each("units", Units, u => Required.Id("cell.location", u.Cell.Location));
    }
}
