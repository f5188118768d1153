namespace OrderKernel.Orders.Decisions;

/// <summary>Parcels on the scale: one that is off by more than the tolerance is held until it is weighed right, or somebody lets it go.</summary>
internal static class Weighing
{
    /// <summary>The hold of a shipment that weighs what it should not.</summary>
    public static HoldId HoldOf(ShipmentId shipment) => HoldId.Derived("weight", shipment.Value);

    public static void Weigh(Draft draft, WeighShipment command)
    {
        var rules = draft.Policies.Warehouse;
        if (Planning.Of(draft, command.Shipment) is not { } shipment || !draft.IsOneOf(rules.Policy.WeighRoles, "weigh", shipment.Process?.Step)) return;
        if (command.Grams is <= 0 or > WarehouseDocument.GramsMax || command.ExpectedGrams is <= 0 or > WarehouseDocument.GramsMax)
        {
            draft.Refuse(OrdersCodes.WeightInvalid, ("grams", command.Grams), ("expected", command.ExpectedGrams), ("max", WarehouseDocument.GramsMax));
            return;
        }

        if (!Planning.IsAt(draft, shipment, ShipmentStatus.Planned)) return;
        draft.Using(rules.Reference);
        var expected = command.ExpectedGrams ?? SumOf(draft, shipment, rules.Policy);
        var weighing =
            new ShipmentWeighing(command.Grams, expected, expected is { } e ? rules.Policy.ToleranceOf(e) : 0, draft.Context.At, draft.Context.Actor.Id);
        Hold? standing = draft.Order.Holds.Items.FirstOrDefault(h => h.Id == HoldOf(shipment.Id));
        if (shipment.Weighing is { } last && last with { At = weighing.At, By = weighing.By } == weighing && weighing.IsOff() == standing is not null)
        {
            draft.AlreadyKnown("weight", shipment.Id);
            return;
        }

        draft.Add(new ShipmentWeighed(shipment.Id, weighing));
        draft.Because(
            expected is null ? OrdersCodes.WeightUnjudged : weighing.IsOff() ? OrdersCodes.WeightOff : OrdersCodes.WeightRight,
            ("shipment", shipment.Id), ("grams", command.Grams), ("expected", expected), ("tolerance", weighing.ToleranceGrams));
        if (weighing.IsOff() && standing is null)
            draft.Add(new HoldPlaced(
                new(HoldOf(shipment.Id), HoldKind.WeightMismatch, HoldScopes.Ship, HoldOrigin.Asked, weighing.By, weighing.At) { Shipment = shipment.Id }));
        else if (!weighing.IsOff() && standing is not null)
            draft.Add(new HoldReleased(standing.Id));
    }

    // Nothing is expected of a parcel with a single unit whose weight nobody knows, or beyond what a document may say.
    private static long? SumOf(Draft draft, Shipment shipment, WarehouseRules rules)
    {
        var sum = rules.PackagingGrams;
        foreach (var line in shipment.Lines)
        {
            if (line.Units.IsZero) continue;
            if (draft.Order.Line(line.Line)?.Sku is not { } sku || rules.Of(sku).Grams is not { } grams) return null;
            if (line.Units.Units > WarehouseDocument.GramsMax / grams) return null;
            sum += grams * line.Units.Units;
            if (sum > WarehouseDocument.GramsMax) return null;
        }

        return sum == 0 ? null : sum;
    }
}
