using System.Text;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Desk;

// Fails when a failed invoice holds another order than its own, holds something that the document does not say, or stays a hold after it was mended.
public class InvoiceScenarios
{
    private static readonly InvoiceId I = InvoiceId.Of("i1");
    private static readonly PersonToken Details = PersonToken.Of("TB-invoice-1");

    [Fact]
    public void A_failed_invoice_holds_the_settlement_of_its_own_order_and_of_no_other()
    {
        var (company, neighbour) = (Requested(), Requested());
        company.Must(new FailInvoice(I, "tax-number-wrong"));
        company.Says(OrdersCodes.InvoiceFailedNow);
        neighbour.Must(new RecordInvoice(I, "0442"));
        var hold = Assert.Single(company.Order.Holds);
        Assert.Equal((HoldKind.Invoice, HoldScopes.Settle), (hold.Kind, hold.Scopes));
        Assert.NotNull(company.Order.HeldBy(HoldScopes.Settle, company.Now, null, []));
        Assert.Null(neighbour.Order.HeldBy(HoldScopes.Settle, neighbour.Now, null, []));
        Assert.Empty(neighbour.Order.Holds);
        company.Shipped().Delivered();
        Assert.Equal(OrderStatus.Delivered, company.Statuses.Headline);
    }

    [Fact]
    public void Asked_for_again_or_issued_the_hold_ends()
    {
        var w = Requested();
        w.Must(new FailInvoice(I, "x"));
        w.Unchanged(new FailInvoice(I, "x"));
        w.Must(new RequestInvoice(I, PersonToken.Of("TB-invoice-2")) { IsEnterprise = true }, Buyer);
        Assert.Empty(w.Order.Holds);
        w.Must(new FailInvoice(I, "again"));
        w.Must(new RecordInvoice(I, "0443"));
        Assert.Empty(w.Order.Holds);
        Assert.Equal((InvoiceStatus.Issued, "0443"), (w.Order.Invoice(I)!.Status, w.Order.Invoice(I)!.Number));
        w.Unchanged(new RecordInvoice(I, "0443"));
        w.MustNot(OrdersCodes.InvoiceExists, new RecordInvoice(I, "0444"));
        w.MustNot(OrdersCodes.InvoiceStanding, new FailInvoice(I, "late"));
        w.MustNot(OrdersCodes.InvoiceExists, new RequestInvoice(I, null), Buyer);
        w.MustNot(OrdersCodes.InvoiceUnknown, new FailInvoice(InvoiceId.Of("none"), "x"));
        w.MustNot(OrdersCodes.InvoiceUnknown, new RecordInvoice(InvoiceId.Of("none"), "x"));
    }

    [Fact]
    public void A_person_may_release_the_hold_before()
    {
        var w = Requested();
        w.Must(new FailInvoice(I, "x"));
        w.Must(new ReleaseHold(w.Order.Holds[0].Id), Finance);
        w.Must(new RecordInvoice(I, "1"));
        Assert.Empty(w.Order.Holds);
    }

    [Fact]
    public void An_enterprise_order_is_kept_apart_by_its_tag_once()
    {
        var w = Requested();
        Assert.Equal(OrderTag.Of("enterprise"), Assert.Single(w.Order.Tags));
        w.Must(new RequestInvoice(InvoiceId.Of("i2"), Details) { IsEnterprise = true }, Finance);
        Assert.Single(w.Order.Tags);
        w.Unchanged(new RequestInvoice(I, Details) { IsEnterprise = true }, actor: Buyer);
        var plain = Placed();
        plain.Must(new RequestInvoice(I, null), Buyer);
        Assert.Empty(plain.Order.Tags);
    }

    [Fact]
    public void What_a_failure_holds_and_who_may_say_so_are_the_documents()
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("invoicing.json").Span);
        var rules = Invoicing.Load(Encoding.UTF8.GetBytes(text.Replace("[\"settle\"]", "[\"settle\", \"ship\"]").Replace("\"enterprise\"", "\"b2b\"")))
            .ValueOrThrow();
        var w = new World { Policies = OrderPolicies.Default.With(DeskRules.Default with { Invoicing = rules }) };
        w.Must(Placing(new(Yuan(160)) { Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)));
        w.Paid().Planned();
        w.Must(new RequestInvoice(I, Details) { IsEnterprise = true }, Buyer);
        Assert.Equal(OrderTag.Of("b2b"), w.Order.Tags[0]);
        w.Must(new FailInvoice(I, "x"), Finance);
        w.MustNot(OrdersCodes.Held, new ShipShipment(ShipmentId.Of("s1"), w.Now, [], []), Warehouse);
        w.MustNot(OrdersCodes.InvoiceRoleMissing, new RecordInvoice(I, "1"), Buyer);
        w.MustNot(OrdersCodes.InvoiceRoleMissing, new FailInvoice(I, "1"), Agent);
        w.MustNot(OrdersCodes.InvoiceRoleMissing, new RequestInvoice(I, null), Warehouse);
    }

    [Fact]
    public void Every_word_of_the_document_holds_once_however_often_it_stands_there()
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("invoicing.json").Span).Replace("[\"settle\"]", "[\"settle\", \"edit\", \"settle\"]");
        Assert.Equal(HoldScopes.Settle | HoldScopes.Edit, Invoicing.Load(Encoding.UTF8.GetBytes(text)).ValueOrThrow().Policy.HeldOnFailure);
    }

    [Theory]
    [InlineData("\"settle\"", "\"pay\"", "$.heldOnFailure[0]")]
    [InlineData("[\"settle\"]", "[]", "$.heldOnFailure")]
    [InlineData("\"enterprise\"", "\"\"", "$.enterpriseTag")]
    [InlineData("\"record\"", "\"records\"", "$.record")]
    public void A_bad_document_is_refused_with_its_path(string old, string next, string path)
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("invoicing.json").Span);
        Assert.Contains(old, text);
        var refusal = Invoicing.Load(Encoding.UTF8.GetBytes(text.Replace(old, next))).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.Contains(refusal.Reasons, r => r.Arguments.Items.Contains(new Argument("path", path)));
    }

    private static World Requested()
    {
        var w = Placed().Paid();
        w.Must(new RequestInvoice(I, Details) { IsEnterprise = true }, Buyer);
        return w;
    }
}
