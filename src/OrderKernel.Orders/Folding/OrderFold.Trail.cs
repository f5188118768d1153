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
            default:
                return false;
        }
    }
}
