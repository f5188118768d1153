using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>Barcodes of a shipment: judged one by one while connected, merged by device time afterwards.</summary>
internal static class Scanning
{
    public static void Scan(Draft draft, ScanItem command)
    {
        if (Planning.Of(draft, command.Shipment) is not { } shipment || !MayScan(draft, shipment, command.Reading?.Step)
            || !AreSound(draft, [command.Reading!])) return;
        var reading = command.Reading!;
        var log = shipment.Scans;
        if (ScanLog.Find(log, reading) is { } known)
        {
            if (known.Reading != reading) draft.Refuse(OrdersCodes.ScanExists, ("device", reading.Device), ("sequence", reading.Sequence));
            else if (Judged(draft, shipment, log, known).WhyNot is { } stillWrong) draft.Refuse(stillWrong);
            else draft.AlreadyKnown("scan", $"{reading.Device}/{reading.Sequence}");
            return;
        }

        if (!Planning.IsAt(draft, shipment, ShipmentStatus.Planned) || !IsStep(draft, shipment, reading.Step)) return;
        var scan = Read(draft, shipment, reading, command.Held);
        if (Judged(draft, shipment, ScanLog.Merge(log, [scan]), scan).WhyNot is { } whyNot) draft.Refuse(whyNot);
        else Keep(draft, shipment, [scan]);
    }

    public static void Merge(Draft draft, RecordOfflineScans command)
    {
        if (Planning.Of(draft, command.Shipment) is not { } shipment || !MayScan(draft, shipment, null) || !AreSound(draft, command.Readings)) return;
        var known = new HashSet<Scan>(shipment.Scans.Items);
        var merged = ScanLog.Merge(shipment.Scans, command.Readings.Items.Select(r => Read(draft, shipment, r, command.Held)).ToValueList());
        var news = merged.Where(s => !known.Contains(s));
        if (news.IsEmpty) draft.AlreadyKnown("scans", shipment.Id);
        else Keep(draft, shipment, news);
    }

    private static void Keep(Draft draft, Shipment shipment, ValueList<Scan> scans)
    {
        var wrongBefore = new HashSet<Scan>(ScanSheet.Of(draft.Order, shipment).Scans.Where(s => s.WhyNot is not null).Items.Select(s => s.Scan));
        draft.Add(new ItemsScanned(shipment.Id, scans));
        if (draft.IsRefused) return;
        draft.Because(OrdersCodes.Scanned, ("shipment", shipment.Id), ("scans", scans.Count));
        // A scan that came late but was made early can take the room of one that counted until now: both say why.
        foreach (var judged in ScanSheet.Of(draft.Order, draft.Order.Shipment(shipment.Id)!).Scans)
        {
            if (judged.WhyNot is { } whyNot && !wrongBefore.Contains(judged.Scan)) draft.Because(whyNot.Code, [.. whyNot.Arguments]);
        }
    }

    private static Scan Read(Draft draft, Shipment shipment, ScanReading reading, ValueList<HeldUnit> held)
    {
        draft.Using(draft.Policies.Barcodes.Reference);
        var meaning = draft.Policies.Barcodes.Policy.Find(reading.Barcode);
        return SerialDecisions.Judged(draft, shipment, new(reading, meaning?.Sku, meaning?.Units ?? Quantity.Of(1)), held);
    }

    private static JudgedScan Judged(Draft draft, Shipment shipment, ValueList<Scan> log, Scan scan) =>
        ScanSheet.Of(draft.Order, shipment, log).Scans.Items.First(s => s.Scan == scan);

    private static bool MayScan(Draft draft, Shipment shipment, string? step) =>
        draft.IsOneOf(draft.Policies.Warehouse.Policy.ScanRoles, "scan", step ?? shipment.Process?.Step);

    private static bool AreSound(Draft draft, ValueList<ScanReading> readings)
    {
        for (var i = 0; i < readings.Count; i++)
        {
            if (ScanRules.Invalid(readings[i]) is not { } field) continue;
            draft.Refuse(OrdersCodes.ScanInvalid, ("index", i), ("field", field));
            return false;
        }

        if (!readings.IsEmpty) return true;
        draft.Refuse(OrdersCodes.ScanInvalid, ("index", 0), ("field", "readings"));
        return false;
    }

    private static bool IsStep(Draft draft, Shipment shipment, string step)
    {
        if (shipment.Process is not { } process || draft.Policies.ShipmentWorkflow(process.Policy) is not { } machine || machine.TryStep(step, out _))
            return true;
        draft.Refuse(WorkflowCodes.StepNotInWorkflow, ("workflow", process.Policy), ("step", step));
        return false;
    }
}
