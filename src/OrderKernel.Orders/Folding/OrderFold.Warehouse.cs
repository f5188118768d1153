namespace OrderKernel.Orders.Folding;

internal sealed partial class OrderFold
{
    private bool Warehouse(OrderEvent e)
    {
        switch (e)
        {
            case ItemsScanned scanned:
                Parcel(scanned.Shipment, s => s with { Scans = ScanLog.Merge(s.Scans, scanned.Scans) });
                return true;
            case ShipmentWeighed weighed:
                Parcel(weighed.Shipment, s => s with { Weighing = weighed.Weighing });
                return true;
            default:
                return false;
        }
    }
}
