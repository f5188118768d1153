using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Orders;

/// <summary>
/// An order as a list of fields with stable paths: what the trail compares. Lists are keyed by their ids, so that a path means the same thing for good.
/// </summary>
internal sealed class OrderFields
{
    private readonly SortedDictionary<string, string> _fields = new(StringComparer.Ordinal);

    public static SortedDictionary<string, string> Of(Order order)
    {
        var fields = new OrderFields();
        fields.Head(order);
        fields.Sums(order);
        foreach (var line in order.Lines) fields.Line($"lines[{line.Id}].", line);
        foreach (var shipment in order.Shipments) fields.Shipment($"shipments[{shipment.Id}].", shipment);
        foreach (var hold in order.Holds) fields.Hold($"holds[{hold.Id}].", hold);
        foreach (var payment in order.Payments) fields.Payment($"payments[{payment.Id}].", payment);
        foreach (var refund in order.Refunds) fields.Refund($"refunds[{refund.Id}].", refund);
        foreach (var tag in order.Tags) fields.Put($"tags[{tag}]", true);
        foreach (var rule in order.Rules) fields.Put($"rules[{rule.Chain}/{rule.Rule}].fired", rule.HasFired);
        foreach (var evidence in order.Evidence) fields.Evidence($"evidence[{evidence.Reference}].", evidence);
        foreach (var told in order.WriteBacks) fields.Put($"writeBacks[{told.Shipment}/{told.Platform.Number}]", told.Refused ?? "taken");
        foreach (var hold in order.LegalHolds) fields.LegalHold($"legalHolds[{hold.Reference}].", hold);
        foreach (var change in order.Changes) fields.Change($"changes[{change.Id}].", change);
        foreach (var invoice in order.Invoices) fields.Invoice($"invoices[{invoice.Id}].", invoice);
        foreach (var key in order.Kin.From) fields.Put($"kin.from[{key.Channel}/{key.Shop}/{key.Number}]", true);
        foreach (var key in order.Kin.To) fields.Put($"kin.to[{key.Channel}/{key.Shop}/{key.Number}]", true);
        return fields._fields;
    }

    private void Head(Order o)
    {
        var statuses = o.Statuses;
        Put("status.headline", statuses.Headline);
        Put("status.payment", statuses.Payment);
        Put("status.fulfilment", statuses.Fulfilment);
        Put("order.id", o.Id);
        Put("order.channel", o.Key.Channel);
        Put("order.shop", o.Key.Shop);
        Put("order.number", o.Key.Number);
        Put("order.source", o.Source);
        Put("order.terms", o.Terms);
        Put("order.address", o.Address);
        Put("order.remark", FreeText.Masked(o.Remark));
        Put("order.createdAt", o.CreatedAt);
        Put("order.payableSince", o.PayableSince);
        Put("order.paidAt", o.PaidAt);
        Put("order.shippedAt", o.ShippedAt);
        Put("order.deliveredAt", o.DeliveredAt);
        Put("order.cancelledAt", o.CancelledAt);
        Put("order.completedAt", o.CompletedAt);
        Put("order.endedAt", o.EndedAt);
        Put("order.expiredAt", o.Expiry?.DueAt);
        Put("order.outcome", o.Outcome);
        Put("order.isConfirmed", o.IsConfirmed);
        Put("order.isReturnWindowOver", o.IsReturnWindowOver);
        Put("order.paymentNote", o.PaymentNote);
        if (o.Process is not { } process) return;
        Process("process.", process.Policy, process.Step, process.Since, process.By, process.Fired, process.Spent);
        Running("process.", process.Regions, process.Approvals);
    }

    private void Process(string path, PolicyReference workflow, string step, Instant since, ActorId by, ValueList<string> firedTriggers,
        ValueList<Workflow.SpentDeadline> spent)
    {
        Put(path + "workflow", workflow);
        Put(path + "step", step);
        Put(path + "since", since);
        Put(path + "by", by);
        foreach (var fired in firedTriggers) Put($"{path}fired[{fired}]", true);
        Spent(path, spent);
    }

    private void Running(string path, ValueList<RegionPosition> regions, ValueList<Workflow.StepApproval> approvals)
    {
        foreach (var region in regions)
        {
            Put($"{path}regions[{region.Region}].step", region.Step);
            Put($"{path}regions[{region.Region}].since", region.Since);
            Put($"{path}regions[{region.Region}].by", region.By);
            foreach (var fired in region.Fired) Put($"{path}regions[{region.Region}].fired[{fired}]", true);
            Spent($"{path}regions[{region.Region}].", region.Spent);
        }

        foreach (var approval in approvals) Put($"{path}approvals[{approval.Step}].{approval.By}", true);
    }

    private void Spent(string path, ValueList<Workflow.SpentDeadline> spent)
    {
        foreach (var deadline in spent)
        {
            Put($"{path}refused[{deadline.Trigger}]", deadline.DueAgainAt is null);
            Put($"{path}dueAgain[{deadline.Trigger}]", deadline.DueAgainAt);
        }
    }

    private void Sums(Order o)
    {
        Put("amounts.due", o.Amounts.Due);
        Put("amounts.listPrice", o.Amounts.ListPrice);
        Put("amounts.sellerDiscount", o.Amounts.SellerDiscount);
        Put("amounts.platformSubsidy", o.Amounts.PlatformSubsidy);
        Put("amounts.coupon", o.Amounts.Coupon);
        Put("amounts.freight", o.Amounts.Freight);
        Put("amounts.tax", o.Amounts.Tax);
        Put("amounts.surcharges", o.Amounts.Surcharges);
        Put("money.due", o.Money.Due);
        Put("money.kept", o.Money.Kept);
        Put("money.withheld", o.Money.Withheld);
        Put("money.refundPending", o.Money.RefundPending);
        Put("money.refunded", o.Money.Refunded);
        Parts("parts.", o.Parts);
        Parts("parts.cancelled.", o.CancelledParts);
        Parts("parts.writtenOff.", o.WrittenOffParts);
    }

    private void Parts(string path, OrderParts parts)
    {
        Put(path + "freight", parts.Freight);
        Put(path + "other", parts.Other);
    }

    private void Line(string path, OrderLine l)
    {
        Put(path + "source", l.Source);
        Put(path + "sku", l.Sku);
        Put(path + "bundle", l.Bundle);
        Put(path + "title", l.Title);
        Put(path + "replacementOf", l.ReplacementOf);
        Put(path + "total", l.Total);
        Put(path + "units.ordered", l.Units.Ordered);
        Put(path + "units.open", l.Units.Open);
        Put(path + "units.reserved", l.Units.Reserved);
        Put(path + "units.shipped", l.Units.Shipped);
        Put(path + "units.delivered", l.Units.Delivered);
        Put(path + "units.returned", l.Units.Returned);
        Put(path + "units.undelivered", l.Undelivered);
        Put(path + "units.lost", l.Units.Lost);
        Put(path + "units.cancelled", l.Units.Cancelled);
        Put(path + "units.owed", l.Owed.Sum);
        Put(path + "units.settled", l.Settled.Sum);
        Put(path + "units.writtenOff", l.WrittenOff);
        Put(path + "money.left", l.Money.Left);
        Put(path + "money.refunded", l.Refunded);
        Put(path + "money.refundOwed", l.RefundOwed);
        Put(path + "money.cancelled", l.CancelledMoney);
        Put(path + "money.writtenOff", l.WrittenOffMoney);
        Put(path + "money.withheld", l.WithheldMoney);
    }

    private void Shipment(string path, Shipment s)
    {
        Put(path + "status", s.Status);
        Put(path + "location", s.Location);
        Put(path + "carrier", s.Carrier);
        Put(path + "reservation", s.Reservation);
        Put(path + "service", s.Service);
        Put(path + "isElsewhere", s.IsElsewhere);
        Put(path + "plannedAt", s.PlannedAt);
        Put(path + "handedOverAt", s.HandedOverAt);
        Put(path + "firstScanAt", s.FirstScanAt);
        Put(path + "deliveredAt", s.DeliveredAt);
        Put(path + "isSignOffSuspect", s.IsSignOffSuspect);
        foreach (var waybill in s.Waybills) Put($"{path}waybills[{waybill}]", true);
        foreach (var line in s.Lines)
        {
            Put($"{path}lines[{line.Line}].units", line.Units);
            Put($"{path}lines[{line.Line}].confirmed", line.Units - s.Unconfirmed(line.Line));
            Put($"{path}lines[{line.Line}].delivered", line.Delivered);
            Put($"{path}lines[{line.Line}].givenBack", line.GivenBack);
            Put($"{path}lines[{line.Line}].lost", line.Lost);
        }

        if (s.Process is { } process)
        {
            Process(path + "process.", process.Policy, process.Step, process.Since, process.By, process.Fired, process.Spent);
            Running(path + "process.", process.Regions, process.Approvals);
        }

        foreach (var scan in s.Scans)
        {
            var serial = scan.Reading.Serial is { } read ? $" {read}" : "";
            Put($"{path}scans[{scan.Reading.Device}/{scan.Reading.Sequence}]", $"{scan.Reading.Step} {scan.Reading.Barcode}{serial} {scan.Reading.Operator}");
        }

        foreach (var unit in s.Serials) Put($"{path}serials[{unit.Sku}/{unit.Serial}]", "told");
        foreach (var unit in s.SerialsLeftOut) Put($"{path}serials[{unit.Sku}/{unit.Serial}]", "left out");
        foreach (var unit in s.SerialsBack) Put($"{path}serials[{unit.Sku}/{unit.Serial}]", "back");
        if (s.Weighing is not { } weighing) return;
        Put(path + "weighing.grams", weighing.Grams);
        Put(path + "weighing.expectedGrams", weighing.ExpectedGrams);
        Put(path + "weighing.toleranceGrams", weighing.ToleranceGrams);
        Put(path + "weighing.at", weighing.At);
        Put(path + "weighing.by", weighing.By);
    }

    private void Change(string path, ProposedChange c)
    {
        Put(path + "kind", c.Change.Kind);
        Put(path + "status", c.Status);
        Put(path + "by", c.By);
        Put(path + "at", c.At);
        Put(path + "until", c.Until);
    }

    private void Invoice(string path, OrderInvoice i)
    {
        Put(path + "status", i.Status);
        Put(path + "details", i.Details);
        Put(path + "isEnterprise", i.IsEnterprise);
        Put(path + "number", i.Number);
        Put(path + "why", FreeText.Masked(i.Why));
        Put(path + "at", i.At);
    }

    private void Hold(string path, Hold h)
    {
        Put(path + "kind", h.Kind);
        Put(path + "scopes", h.Scopes);
        Put(path + "origin", h.Origin);
        Put(path + "by", h.By);
        Put(path + "since", h.Since);
        Put(path + "until", h.Until);
        Put(path + "line", h.Line);
        Put(path + "shipment", h.Shipment);
        Put(path + "note", FreeText.Masked(h.Note));
    }

    private void Payment(string path, Payment p)
    {
        Put(path + "tender", p.Tender);
        Put(path + "amount", p.Amount);
        Put(path + "paidAt", p.PaidAt);
        Put(path + "missedDueAt", p.MissedDueAt);
        Put(path + "reversedAt", p.ReversedAt);
    }

    private void Refund(string path, Refund r)
    {
        Put(path + "amount", r.Amount);
        Put(path + "status", r.Status);
        Put(path + "bearer", r.Bearer);
        Put(path + "refundedAt", r.RefundedAt);
    }

    private void Evidence(string path, Evidence e)
    {
        Put(path + "kind", e.Kind);
        Put(path + "sha256", e.Sha256);
        Put(path + "by", e.By);
        Put(path + "at", e.At);
        Put(path + "note", FreeText.Masked(e.Note));
    }

    private void LegalHold(string path, LegalHold h)
    {
        Put(path + "why", FreeText.Masked(h.Why));
        Put(path + "by", h.By);
        Put(path + "since", h.Since);
    }

    private void Put<T>(string path, T? value)
    {
        var text = value switch
        {
            null => null,
            bool flag => flag ? "true" : null,
            Instant at => InstantPattern.ExtendedIso.Format(at),
            Quantity { IsZero: true } => "0",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        if (!string.IsNullOrEmpty(text)) _fields[path] = text!;
    }
}
