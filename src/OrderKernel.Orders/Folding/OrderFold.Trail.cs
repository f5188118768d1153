namespace OrderKernel.Orders.Folding;

internal sealed partial class OrderFold
{
    private bool Trail(OrderEvent e)
    {
        switch (e)
        {
            case EvidenceAttached attached:
                Mine.Desk = _order.Desk with { Evidence = _order.Evidence.Add(attached.Evidence) };
                return true;
            case LegalHoldSet set:
                Mine.Desk = _order.Desk with { LegalHolds = _order.LegalHolds.Add(set.Hold) };
                return true;
            case LegalHoldReleased released:
                Mine.Desk = _order.Desk with { LegalHolds = _order.LegalHolds.Where(h => h.Reference != released.Reference) };
                return true;
            case WriteBackAnswered told:
                Mine.Desk = _order.Desk with
                {
                    WriteBacks = _order.WriteBacks.Add(new(told.Shipment, told.Platform, told.Lines, told.Waybills, told.Refused, told.At)),
                };
                return true;
            default:
                return false;
        }
    }
}
