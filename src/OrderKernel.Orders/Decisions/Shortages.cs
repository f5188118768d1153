namespace OrderKernel.Orders.Decisions;

/// <summary>Holds of the kernel's own planning for want of stock: each stands as long as something in its reach waits to leave.</summary>
internal static class Shortages
{
    public static bool IsOne(Hold hold) =>
        hold.Kind == HoldKind.StockShortage && hold.By == Actor.Kernel.Id && hold.Origin == HoldOrigin.Asked;

    /// <summary>Ends the shortages that the whole decision left without a need: units left from elsewhere, were cancelled or went to another order.</summary>
    public static void Follow(Draft draft)
    {
        if (draft.IsRefused) return;
        foreach (var hold in draft.Order.Holds)
        {
            if (!IsOne(hold) || draft.Order.Restrains(hold)) continue;
            draft.Because(OrdersCodes.ShortageOver, ("hold", hold.Id), ("order", draft.Order.Id));
            draft.Add(new HoldReleased(hold.Id) { IsMoot = true });
        }
    }
}
