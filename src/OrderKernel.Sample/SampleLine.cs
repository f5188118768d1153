namespace OrderKernel.Sample;

/// <summary>A line as sold: list price, what the promotion takes off, its share of the order's discounts.</summary>
internal sealed record SampleLine(int Position, SampleItem Item, int Quantity, long UnitFen, long PromotionFen)
{
    public long ListFen => UnitFen * Quantity;

    /// <summary>After the line's own promotion, before its share of the order's discounts.</summary>
    public long PromotedFen => ListFen - PromotionFen;

    public long SellerShareFen { get; init; }

    public long PlatformShareFen { get; init; }

    public long PaidFen => PromotedFen - SellerShareFen - PlatformShareFen;
}
