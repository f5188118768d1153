using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Desk;

/// <summary>One event of each kind that people at the desk cause, for the golden bytes.</summary>
internal static class DeskHistory
{
    private static readonly HashSet<Type> Kinds =
    [
        typeof(HoldRejected), typeof(ChangeProposed), typeof(ChangeConfirmed), typeof(ChangeDeclined), typeof(ChangeLapsed), typeof(LineAmended),
        typeof(LineExchanged),
        typeof(AddressChanged), typeof(RemarkChanged), typeof(UnitsReassigned), typeof(UnitsTakenOver),
        typeof(InvoiceRequested), typeof(InvoiceIssued), typeof(InvoiceFailed),
    ];

    public static IEnumerable<OrderEvent> Events() => Histories().SelectMany(h => h).Where(e => Kinds.Contains(e.GetType()));

    /// <summary>The histories of the orders in which they happen.</summary>
    public static IReadOnlyList<List<OrderEvent>> Histories()
    {
        var w = Placed();
        Change(w, OrderChange.ToQuantity(LineId.Of("a"), Units(3)));
        Change(w, OrderChange.ToGoods(LineId.Of("a"), Units(1), SkuId.Of("other"), LineId.Of("a9"), Yuan(45)));
        Change(w, OrderChange.ToAddress(PersonToken.Of("TB-address-2")));
        Change(w, OrderChange.ToRemark("周末送"));
        w.Must(new ProposeChange(ChangeId.Of("no"), OrderChange.ToRemark("x")), Agent);
        w.Must(new DeclineChange(ChangeId.Of("no"), "算了"), Agent);
        w.Must(new ProposeChange(ChangeId.Of("late"), OrderChange.ToRemark("x")) { Until = w.Now + Duration.FromMinutes(1) }, Agent);
        w.Now += Duration.FromMinutes(1);
        w.Must(new FireDeadline("change:late"), Actor.Kernel);
        w.Must(new PlaceHold(HoldId.Of("no"), HoldKind.AddressReview, HoldScopes.Ship) { Line = LineId.Of("b") }, Agent);
        w.Must(new RejectHold(HoldId.Of("no"), "查无此人"), Supervisor);
        w.Must(new RequestInvoice(InvoiceId.Of("i"), PersonToken.Of("TB-invoice-1")) { IsEnterprise = true }, Finance);
        w.Must(new FailInvoice(InvoiceId.Of("i"), "税号有误"), Finance);
        w.Must(new RecordInvoice(InvoiceId.Of("i"), "0442"), Finance);
        var f = new Lineage.Family(Placed().Paid().Planned("s1", true, Units("b", 1)));
        f.Split(0, [Units("a", 1), Units("b", 1)], Agent);
        return [w.Events, .. f.Events];
    }

    private static void Change(World w, OrderChange change)
    {
        var id = ChangeId.Of($"c{w.Order.Changes.Count}");
        w.Must(new ProposeChange(id, change), Agent);
        w.Must(new ConfirmChange(id), Agent);
    }
}
