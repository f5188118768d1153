using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a command gains or loses its effect in a state: every state of the headline meets every command, as a fact where the channel may state it
// and as an ask by a person who might. "=" leaves the headline, a status moves to it, "-" changes nothing, "!" is refused.
public class StateScenarios
{
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");

    private static readonly (string Name, Func<World> Make)[] States =
    [
        ("unpaid", () => Placed()),
        ("deposit", () => Placed(PaymentTerms.Deposit).Paid(30)),
        ("ready", () => Placed().Paid()),
        ("planned", () => Placed().Paid().Planned()),
        ("shipping", () => Placed().Paid().Shipped("s1", Units("a", 2))),
        ("shipped", () => Placed().Paid().Shipped()),
        ("delivered", () => Placed().Paid().Shipped().Delivered()),
        ("completed", () => Confirmed(Placed().Paid().Shipped().Delivered())),
        ("returned", () => Returned(Placed().Paid().Shipped().Delivered())),
        ("cancelled", () => Cancelled(Placed())),
        ("money-held", () => Cancelled(Placed().Paid())),
        ("expired", () => MoneyScenarios.Expired()),
        ("withheld", () => Withheld(Cancelled(Placed().Paid()))),
        ("closed", () => Refunded(Placed().Paid().Shipped().Delivered())),
        ("replaced", () => Replaced(Placed().Paid())),
        ("totals-unpaid", () => TotalsOnly()),
        ("totals-paid", () => TotalsOnly().Paid(100)),
        ("totals-expired", () => MoneyScenarios.Expired(TotalsOnly())),
    ];

    private static readonly (string Name, Func<World, OrderCommand> Make, Actor Actor)[] Commands =
    [
        ("pay", w => new RecordPayment(PaymentId.Of("again"), Tender.Cash, Yuan(160), Start), Channel),
        ("unpay", w => new ReversePayment(w.Order.Payments.IsEmpty ? PaymentId.Of("none") : w.Order.Payments[0].Id, w.Now, "tender"), Channel),
        ("note", _ => new NotePayment(PaymentStatus.Authorized), Channel),
        ("amend", _ => new AmendPrice(new(Yuan(90))), Agent),
        ("tag", _ => new TagOrder(OrderTag.Of("x")), Agent),
        ("replace", _ => new AddReplacement(LineId.Of("a2"), LineId.Of("a"), null, Units(1)), Agent),
        ("cancel", _ => new CancelUnits([]), Agent),
        ("cancel-fact", _ => new CancelUnits([]), Channel),
        ("end", w => new EndOrder(ClaimOutcome.Ended, w.Now), Channel),
        ("reinstate", _ => new ReinstateOrder([], MessageId.Of("m")), Supervisor),
        ("complete", _ => new CompleteOrder(), Buyer),
        ("plan", _ => new PlanShipment(ShipmentId.Of("s9"), Hangzhou, null, ReservationId.Of("r9"), [Units("b", 1)]), Actor.Kernel),
        ("reserve", _ => new ReserveShipment(S1, ReservationId.Of("r9")), Actor.Kernel),
        ("release", _ => new ReleaseShipment(S1), Actor.Kernel),
        ("ship", w => new ShipShipment(S1, w.Now + Duration.FromMinutes(1), [], []), Warehouse),
        ("elsewhere", w => new ShipElsewhere(ShipmentId.Of("c"), w.Now, []), Channel),
        ("confirm-parcel", _ => new ConfirmShipment(S1, "out", []) { Waybills = [Waybill.Of("new")] }, Channel),
        ("told", w => new RecordWriteBack(S1, w.Order.Key, [LineId.Of("a")], [Waybill.Of("W1")], null), Channel),
        ("waybill", _ => new AssignWaybills(S1, null, [Waybill.Of("new")]), Warehouse),
        ("scan", w => new RecordFirstScan(S1, w.Now), Channel),
        ("deliver", w => new RecordDelivery(w.Now, null, []), Channel),
        ("suspect", w => new SuspectSignOff(S1, w.Now), Channel),
        ("lose", _ => new RecordLoss(S1, []), Channel),
        ("give-back", _ => new GiveBackUndelivered(S1, []), Channel),
        ("return", _ => new RecordReturn(null, [Units("a", 1)]), Warehouse),
        ("send-back", w => new SendBack(ShipmentId.Of("sb"), w.Now, [Units("a", 1)]), Warehouse),
        ("scan", _ => new ScanItem(S1, ScanScenarios.Reading("sku-a", 1)), Warehouse),
        ("scan-wrong", _ => new ScanItem(S1, ScanScenarios.Reading("nothing", 2)), Warehouse),
        ("scans-offline", _ => new RecordOfflineScans(S1, [ScanScenarios.Reading("nothing", 2)]), Warehouse),
        ("weigh-off", _ => new WeighShipment(S1, 500) { ExpectedGrams = 1000 }, Warehouse),
        ("shipment-trigger", _ => new FireShipmentTrigger(S1, "picked"), Warehouse),
        ("undeliver", _ => new StepBack(StepBackKind.Delivery, S1, [], MessageId.Of("m")), Channel),
        ("unlose", _ => new StepBack(StepBackKind.Loss, S1, [], MessageId.Of("m")), Channel),
        ("unship", _ => new StepBack(StepBackKind.ShippingToOpen, S1, [], MessageId.Of("m")), Channel),
        ("owe", _ => new OweRefund(RefundId.Of("o"), null, []), Agent),
        ("refund", w => new RecordRefund(RefundId.Of("o"), Yuan(20), w.Now), Channel),
        ("fail", _ => new FailRefund(RefundId.Of("none"), "x"), Channel),
        ("withdraw", _ => new WithdrawRefund(RefundId.Of("none")), Finance),
        ("reverse", _ => new ReverseRefund(RefundId.Of("none")), Channel),
        ("withhold", _ => new WithholdMoney(Yuan(20), [], "x"), Finance),
        ("give-back-withheld", _ => new ReleaseWithheld(Yuan(20), "x"), Finance),
        ("hold", _ => new PlaceHold(HoldId.Of("h"), HoldKind.Invoice, HoldScopes.Ship), Agent),
        ("unhold", _ => new ReleaseHold(HoldId.Of("h")), Agent),
        ("reject", _ => new RejectHold(HoldId.Of("h"), "no"), Supervisor),
        ("propose", _ => new ProposeChange(ChangeId.Of("c"), OrderChange.ToQuantity(LineId.Of("b"), Units(2))), Agent),
        ("confirm", _ => new ConfirmChange(ChangeId.Of("c")), Agent),
        ("decline", _ => new DeclineChange(ChangeId.Of("c"), "no"), Agent),
        ("attach", _ => new AttachEvidence(EvidenceReference.Of("e"), "photo", new string('0', 64)), Agent),
        ("legal-hold", _ => new SetLegalHold(EvidenceReference.Of("case"), "x"), Supervisor),
        ("legal-release", _ => new ReleaseLegalHold(EvidenceReference.Of("none")), Supervisor),
        ("invoice", _ => new RequestInvoice(InvoiceId.Of("i"), null), Buyer),
        ("invoice-failed", _ => new FailInvoice(InvoiceId.Of("i"), "x"), Finance),
        ("invoice-issued", _ => new RecordInvoice(InvoiceId.Of("i"), "1"), Finance),
        ("channel-holds", _ => new SetChannelHolds([HoldKind.ChannelLock]), Channel),
        ("approve", _ => new FireTrigger("approve"), Supervisor),
        ("move", Move, Supervisor),
        ("clock", _ => new FireDeadline("expire"), Actor.Kernel),
    ];

    [Fact]
    public void Every_command_in_every_state_does_what_the_table_says()
    {
        var lines = new List<string> { "state " + string.Join(" ", Commands.Select(c => c.Name)) };
        foreach (var (name, make) in States) lines.Add(name + " " + string.Join(" ", Commands.Select(c => Outcome(make(), c.Make, c.Actor))));
        var table = Aligned(lines);
        var file = Path.Combine(Folder(), "StateScenarios.txt");
        if (Environment.GetEnvironmentVariable("ORDERKERNEL_APPROVE") == "1") File.WriteAllText(file, table);
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "(no table)", table);
    }

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static string Outcome(World world, Func<World, OrderCommand> make, Actor actor)
    {
        var before = world.Statuses.Headline;
        var result = world.Do(make(world), actor);
        if (!result.IsOk) return "!" + result.Refusal!.Code.Substring(result.Refusal.Code.IndexOf('.') + 1);
        if (world.Last!.Events.IsEmpty) return "-";
        return world.Statuses.Headline == before ? "=" : world.Statuses.Headline.ToString();
    }

    // One column a state: thirty-eight commands read better downwards.
    private static string Aligned(List<string> lines)
    {
        var cells = lines.Select(l => l.Split(' ')).ToArray();
        var text = new System.Text.StringBuilder();
        for (var column = 1; column < cells[0].Length; column++)
        {
            text.Append(cells[0][column]).Append('\n');
            for (var row = 1; row < cells.Length; row++) text.Append($"  {cells[row][0],-15} {cells[row][column]}\n");
        }

        return text.ToString();
    }

    private static MoveToWorkflow Move(World w)
    {
        w.Policies = MoveToWorkflowTests.Both;
        return new(w.Policies.Standard.Policy, w.Order.Process!.Step, w.Order.Process.Step);
    }

    private static World Confirmed(World w)
    {
        w.Must(new CompleteOrder(), Buyer);
        return w;
    }

    private static World Returned(World w)
    {
        w.Must(new RecordReturn(Hangzhou, [Units("a", 2), Units("b", 1)]));
        return w;
    }

    private static World Cancelled(World w)
    {
        w.Must(new CancelUnits([]), Buyer);
        return w;
    }

    private static World Withheld(World w)
    {
        w.Must(new WithholdMoney(null, [], "agreed"), Finance);
        return w;
    }

    private static World Refunded(World w)
    {
        w.Must(new RecordRefund(RefundId.Of("all"), Yuan(160), w.Now));
        return w;
    }

    private static World Replaced(World w)
    {
        w.Must(new EndOrder(ClaimOutcome.Replaced, w.Now));
        return w;
    }
}
