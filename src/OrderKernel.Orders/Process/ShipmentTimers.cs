namespace OrderKernel.Orders;

/// <summary>The deadlines of shipments among an order's timers, told apart by their prefix.</summary>
internal static class ShipmentTimers
{
    private const string Start = "shipment:";

    public static string PrefixOf(ShipmentId shipment) => $"{Start}{shipment}:";

    /// <summary>The shipment and the trigger of a timer, with its step where a region has it; false for one of the order itself.</summary>
    /// <remarks>Names of triggers and steps hold no colon, ids of shipments may: the last one parts them.</remarks>
    public static bool TryRead(string timer, out ShipmentId shipment, out string trigger)
    {
        (shipment, trigger) = (default, "");
        if (!timer.StartsWith(Start, StringComparison.Ordinal)) return false;
        var end = timer.LastIndexOf(':');
        trigger = timer.Substring(end + 1);
        return end > Start.Length && ShipmentId.TryParse(timer.Substring(Start.Length, end - Start.Length), out shipment);
    }
}
