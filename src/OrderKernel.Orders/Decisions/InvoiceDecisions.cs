namespace OrderKernel.Orders.Decisions;

/// <summary>Invoices are asked for, made, or fail; a failed one holds its own order and nothing else.</summary>
internal static class InvoiceDecisions
{
    public static void Request(Draft draft, RequestInvoice command)
    {
        if (!IsOpenTo(draft, "request", r => r.Request)) return;
        var known = draft.Order.Invoice(command.Invoice);
        var isSame = known is not null && known.Details == command.Details && known.IsEnterprise == command.IsEnterprise;
        if (known is { Status: not InvoiceStatus.Failed })
        {
            if (isSame) draft.AlreadyKnown("invoice", known.Id);
            else draft.Refuse(OrdersCodes.InvoiceExists, ("invoice", known.Id));
            return;
        }

        draft.Add(new InvoiceRequested(command.Invoice, command.Details, command.IsEnterprise, draft.Context.At));
        var tag = draft.Policies.Desk.Invoicing.Policy.Tag;
        if (command.IsEnterprise && !draft.Order.Tags.Items.Contains(tag)) draft.Add(new OrderTagged(tag));
        Release(draft, command.Invoice);
        draft.Because(OrdersCodes.Recorded, ("what", "invoice request"));
    }

    public static void Issue(Draft draft, RecordInvoice command)
    {
        if (!IsOpenTo(draft, "record", r => r.Record) || Of(draft, command.Invoice) is not { } invoice) return;
        if (invoice.Status == InvoiceStatus.Issued)
        {
            if (invoice.Number == command.Number) draft.AlreadyKnown("invoice", invoice.Id);
            else draft.Refuse(OrdersCodes.InvoiceExists, ("invoice", invoice.Id));
            return;
        }

        draft.Add(new InvoiceIssued(invoice.Id, command.Number, draft.Context.At));
        Release(draft, invoice.Id);
        draft.Because(OrdersCodes.Recorded, ("what", "invoice"));
    }

    public static void Fail(Draft draft, FailInvoice command)
    {
        if (!IsOpenTo(draft, "record", r => r.Record) || Of(draft, command.Invoice) is not { } invoice) return;
        if (invoice.Status == InvoiceStatus.Failed)
        {
            draft.AlreadyKnown("invoice failure", invoice.Id);
            return;
        }

        if (invoice.Status == InvoiceStatus.Issued)
        {
            draft.Refuse(OrdersCodes.InvoiceStanding, ("invoice", invoice.Id), ("status", invoice.Status));
            return;
        }

        var (at, by) = (draft.Context.At, draft.Context.Actor.Id);
        var (reference, rules) = draft.Policies.Desk.Invoicing;
        draft.Using(reference);
        draft.Add(new InvoiceFailed(invoice.Id, command.Why, at));
        draft.Add(new HoldPlaced(new(HoldOf(invoice.Id), HoldKind.Invoice, rules.HeldOnFailure, HoldOrigin.Asked, by, at) { Note = command.Why }));
        draft.Because(OrdersCodes.InvoiceFailedNow, ("invoice", invoice.Id), ("why", command.Why), ("held", rules.HeldOnFailure));
    }

    private static HoldId HoldOf(InvoiceId invoice) => HoldId.Derived("invoice", invoice.Value);

    // A person may have released it before.
    private static void Release(Draft draft, InvoiceId invoice)
    {
        var hold = HoldOf(invoice);
        if (draft.Order.Holds.Items.Any(h => h.Id == hold)) draft.Add(new HoldReleased(hold));
    }

    private static OrderInvoice? Of(Draft draft, InvoiceId id)
    {
        var invoice = draft.Order.Invoice(id);
        if (invoice is null) draft.Refuse(OrdersCodes.InvoiceUnknown, ("invoice", id));
        return invoice;
    }

    private static bool IsOpenTo(Draft draft, string act, Func<Invoicing, ValueList<Role>> needed)
    {
        if (draft.IsFact || draft.IsConsequence) return true;
        var (reference, rules) = draft.Policies.Desk.Invoicing;
        var roles = needed(rules);
        draft.Using(reference);
        if (draft.Context.Actor.HasOne(roles)) return true;
        draft.Refuse(OrdersCodes.InvoiceRoleMissing, ("act", act), ("roles", string.Join(", ", roles.Items)));
        return false;
    }
}
