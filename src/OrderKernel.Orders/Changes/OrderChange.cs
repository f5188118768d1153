namespace OrderKernel.Orders;

/// <summary>What a change is about. 0 is unset.</summary>
public enum ChangeKind
{
    /// <summary>Where it goes 改地址.</summary>
    Address = 1,

    /// <summary>How many are sent 改数量.</summary>
    Quantity = 2,

    /// <summary>Something else is sent 换货品.</summary>
    Exchange = 3,

    /// <summary>What it costs, before anything is paid 改价.</summary>
    Price = 4,

    /// <summary>What is noted about it 改备注.</summary>
    Remark = 5,

    /// <summary>What it consists of, as the channel tells it anew 渠道改单; only <see cref="TellContent"/> proposes it.</summary>
    Content = 6,
}

/// <summary>What is to change about an order, made by the methods below; what a kind does not need stays null.</summary>
/// <param name="Kind">What the change is about.</param>
public sealed record OrderChange(ChangeKind Kind)
{
    /// <summary>The most units that one change may ask for.</summary>
    public const long UnitsMax = 1_000_000;

    /// <summary>The token of the new address; the clear form lies in the vault.</summary>
    public PersonToken? Address { get; init; }

    /// <summary>The line, or the channel's line that a bundle came from.</summary>
    public LineId? Line { get; init; }

    /// <summary>Units sold: how many there are to be (quantity), or how many are exchanged. Of bundles, whole ones.</summary>
    public Quantity? Units { get; init; }

    /// <summary>What is sent instead.</summary>
    public SkuId? Sku { get; init; }

    /// <summary>The id of the line that is sent instead.</summary>
    public LineId? NewLine { get; init; }

    /// <summary>What the added or exchanged units cost; null for the line's own price, rounded down.</summary>
    public Money? Money { get; init; }

    /// <summary>The new amounts.</summary>
    public OrderAmounts? Amounts { get; init; }

    /// <summary>The new remark, without phone numbers; empty takes it off. Never personal data: events keep it.</summary>
    public string? Remark { get; init => field = FreeText.Masked(value); }

    /// <summary>What the channel says that the order consists of.</summary>
    public ToldContent? Content { get; init; }

    /// <summary>Send it somewhere else.</summary>
    /// <param name="address">The token under which the vault keeps the new recipient.</param>
    public static OrderChange ToAddress(PersonToken address) => new(ChangeKind.Address) { Address = address };

    /// <summary>Send more or fewer.</summary>
    /// <param name="line">The line, or the channel's line that a bundle came from.</param>
    /// <param name="units">How many are to be sent in all, those already sent included; 1 to <see cref="UnitsMax"/>.</param>
    /// <param name="money">What added units cost together; null for the line's own price, rounded down.</param>
    public static OrderChange ToQuantity(LineId line, Quantity units, Money? money = null) =>
        new(ChangeKind.Quantity) { Line = line, Units = units, Money = money };

    /// <summary>Send something else.</summary>
    /// <param name="line">The line, or the channel's line that a bundle came from.</param>
    /// <param name="units">How many of it, not sent yet; 1 to <see cref="UnitsMax"/>.</param>
    /// <param name="sku">What is sent instead, one for one.</param>
    /// <param name="newLine">The new line's id.</param>
    /// <param name="money">What they cost together; null for what the exchanged ones cost.</param>
    public static OrderChange ToGoods(LineId line, Quantity units, SkuId sku, LineId newLine, Money? money = null) =>
        new(ChangeKind.Exchange) { Line = line, Units = units, Sku = sku, NewLine = newLine, Money = money };

    /// <summary>Ask another price.</summary>
    /// <param name="amounts">The new amounts of the whole order, in its currency.</param>
    public static OrderChange ToPrice(OrderAmounts amounts) => new(ChangeKind.Price) { Amounts = amounts };

    /// <summary>Note something else.</summary>
    /// <param name="remark">The new remark; phone numbers in it are masked, empty takes it off.</param>
    public static OrderChange ToRemark(string remark) => new(ChangeKind.Remark) { Remark = remark };
}
