namespace OrderKernel.Inventory.Tests;

public enum OpKind
{
    Reserve = 1,
    Commit = 2,
    Release = 3,
    Expire = 4,
    Receive = 5,
    RecordShippedElsewhere = 6,
    Restock = 7,
    WriteOff = 8,
    Count = 9,
    Extend = 10,
    MoveHold = 11,
    PutAside = 12,
    Regrade = 13,
    ReceiveTransfer = 14,
}

/// <summary>
/// One step: what is asked of which reservation, with which units (cell number and
/// count), under which message, after how much time, on fresh or old balances.
/// </summary>
public sealed record LedgerOp(OpKind Kind, int Reservation, ValueList<(int Cell, int Units)> Units, int Message, int Minutes, bool OnOldBalances)
{
    public static readonly string[] Cells = ["HZ/A", "HZ/B", "GZ/A"];
}
