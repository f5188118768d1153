using OrderKernel.Inventory;
using OrderKernel.Work;

namespace OrderKernel.Inbox;

/// <summary>What movements of stock found and nobody has answered for: it stands with the movement, whoever told it.</summary>
internal static class OpenFindings
{
    /// <summary>What a movement found, since when; none once somebody settled it, and when its content was dropped.</summary>
    public static ValueList<Reason> Of(StoredStream movement)
    {
        if (movement.Events.IsEmpty || movement.Events[0].IsDropped) return [];
        foreach (var later in movement.Events)
        {
            if (!later.IsDropped && InventoryEvents.Stock.Decode(later) is FindingsSettled) return [];
        }

        return EventBytes.ReadHeader(movement.Events[0].Bytes).Reasons.Where(StockFindings.IsFinding);
    }

    /// <summary>True when a movement found something that nobody settled.</summary>
    public static bool AreOpen(StoredStream movement) => !Of(movement).IsEmpty;
}
