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
            case SerialsRecorded recorded:
                Parcel(recorded.Shipment, s => s with
                {
                    Serials = s.Serials.Items.Except(recorded.LeftOut.Items).Concat(recorded.Units.Items).ToValueList(),
                    SerialsLeftOut = s.SerialsLeftOut.Items.Union(recorded.LeftOut.Items).Except(recorded.Units.Items).ToValueList(),
                });
                return true;
            case SerialsReturned returned:
                Parcel(returned.Shipment, s => s with { SerialsBack = s.SerialsBack.AddRange(returned.Units.Items) });
                return true;
            default:
                return false;
        }
    }
}
