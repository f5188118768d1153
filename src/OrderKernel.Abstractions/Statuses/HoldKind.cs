using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>Why something is held; the named kinds are the family's, hosts may add theirs. <c>default</c> is unset.</summary>
[JsonConverter(typeof(TextValueConverter<HoldKind>))]
public readonly record struct HoldKind : IComparable<HoldKind>, ITextValue<HoldKind>
{
    private HoldKind(string value) => Value = value;

    /// <summary>A review of something unusual 异常审核.</summary>
    public static HoldKind AnomalyReview { get; } = new("AnomalyReview");

    /// <summary>A review of the address 地址审核.</summary>
    public static HoldKind AddressReview { get; } = new("AddressReview");

    /// <summary>The payment looks risky 支付风险.</summary>
    public static HoldKind PaymentRisk { get; } = new("PaymentRisk");

    /// <summary>The channel locked or paused the order 渠道锁定.</summary>
    public static HoldKind ChannelLock { get; } = new("ChannelLock");

    /// <summary>A group purchase is not complete 待成团.</summary>
    public static HoldKind GroupPending { get; } = new("GroupPending");

    /// <summary>The customer asked for something that must be settled first 客户要求.</summary>
    public static HoldKind CustomerRequest { get; } = new("CustomerRequest");

    /// <summary>An invoice must be made first 发票.</summary>
    public static HoldKind Invoice { get; } = new("Invoice");

    /// <summary>The weight is off 重量不符.</summary>
    public static HoldKind WeightMismatch { get; } = new("WeightMismatch");

    /// <summary>Stock is missing 缺货.</summary>
    public static HoldKind StockShortage { get; } = new("StockShortage");

    /// <summary>The seller has not accepted the order yet 待接单.</summary>
    public static HoldKind AcceptancePending { get; } = new("AcceptancePending");

    /// <summary>Not to be sent before a date 预约发货.</summary>
    public static HoldKind Scheduled { get; } = new("Scheduled");

    /// <summary>A location refused to fulfil 拒绝履约.</summary>
    public static HoldKind FulfilmentRefused { get; } = new("FulfilmentRefused");

    /// <summary>A refund failed 退款失败.</summary>
    public static HoldKind RefundFailure { get; } = new("RefundFailure");

    /// <summary>The channel tells other content than the order has, and a person is to say which is right 渠道改单.</summary>
    public static HoldKind ContentChange { get; } = new("ContentChange");

    /// <summary>A unit's serial number is missing, or not the one that was sent 序列号不符.</summary>
    public static HoldKind SerialMismatch { get; } = new("SerialMismatch");

    /// <summary>Goods may not be bought in this way, or not so many 限购.</summary>
    public static HoldKind PurchaseRestriction { get; } = new("PurchaseRestriction");

    /// <summary>The kinds that the family names, in vocabulary order.</summary>
    public static ValueList<HoldKind> Named { get; } =
    [
        AnomalyReview, AddressReview, PaymentRisk, ChannelLock, GroupPending, CustomerRequest, Invoice, WeightMismatch,
        StockShortage, AcceptancePending, Scheduled, FulfilmentRefused, RefundFailure, ContentChange, SerialMismatch,
        PurchaseRestriction,
    ];

    /// <summary>The text of the kind; null on <c>default</c>.</summary>
    public string Value { get; }

    /// <summary>A kind from its text.</summary>
    /// <param name="text">A named kind or a host's own: 1 to 128 characters, no control characters, no blank at either end.</param>
    /// <exception cref="ArgumentException">The text is not a valid id.</exception>
    public static HoldKind Of(string text) => new(IdText.Checked(text));

    /// <summary>A kind from its text, or false where <see cref="Of"/> would throw.</summary>
    /// <param name="text">The text; null is no kind.</param>
    /// <param name="kind">The kind; <c>default</c> where the answer is false.</param>
    public static bool TryParse(string? text, out HoldKind kind)
    {
        kind = IdText.IsValid(text) ? new(text!) : default;
        return kind.Value is not null;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(HoldKind other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    bool ITextValue<HoldKind>.TryRead(string? text, out HoldKind value) => TryParse(text, out value);
}
