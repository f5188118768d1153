namespace OrderKernel.Inventory;

/// <content>Codes of transfers.</content>
public static partial class InventoryCodes
{
    /// <summary>Nobody planned such a transfer.</summary>
    public const string TransferUnknown = "inventory.transfer-unknown";

    /// <summary>A transfer of this id was planned with other content.</summary>
    public const string TransferDiffers = "inventory.transfer-exists-with-different-content";

    /// <summary>All of the transfer arrived, or it was cancelled.</summary>
    public const string TransferEnded = "inventory.transfer-ended";

    /// <summary>More is to leave than the transfer still holds.</summary>
    public const string TransferAbovePlanned = "inventory.transfer-above-planned";

    /// <summary>Goods are to go where they are.</summary>
    public const string TransferToItself = "inventory.transfer-to-itself";

    /// <summary>All of the transfer has left: nothing is there to be cancelled.</summary>
    public const string TransferLeft = "inventory.transfer-left";

    /// <summary>Nothing of the transfer is on the way: nothing is there to be given up.</summary>
    public const string TransferNotLeft = "inventory.transfer-not-left";

    /// <summary>Reason: goods of a transfer should be there by now.</summary>
    public const string TransferOverdue = "inventory.transfer-overdue";
}
