namespace OrderKernel;

/// <summary>With what money is paid and refunded. 0 is unset.</summary>
public enum Tender
{
    /// <summary>Cash, bank or wallet money.</summary>
    Cash = 1,

    /// <summary>A balance kept at the channel.</summary>
    Balance = 2,

    /// <summary>A gift card.</summary>
    GiftCard = 3,

    /// <summary>Points.</summary>
    Points = 4,

    /// <summary>A red packet 红包.</summary>
    RedPacket = 5,
}
