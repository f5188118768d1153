namespace OrderKernel.Sample;

/// <summary>What an order is about in goods and money; all sums agree to the fen.</summary>
internal sealed record SampleBasket(IReadOnlyList<SampleLine> Lines, long FreightFen, long SellerDiscountFen, long PlatformDiscountFen)
{
    public long ListFen => Lines.Sum(static line => line.ListFen);

    public long PromotedFen => Lines.Sum(static line => line.PromotedFen);

    public long PayableFen => PromotedFen - SellerDiscountFen - PlatformDiscountFen + FreightFen;

    /// <summary>Splits the order's discounts over the lines: the first k lines bear ⌊discount · their part ⌋.</summary>
    public static SampleBasket Of(IReadOnlyList<SampleLine> lines, long freightFen, long sellerDiscountFen, long platformDiscountFen)
    {
        var total = lines.Sum(static line => line.PromotedFen);
        var shared = new List<SampleLine>(lines.Count);
        long before = 0;
        foreach (var line in lines)
        {
            var after = before + line.PromotedFen;
            shared.Add(line with
            {
                SellerShareFen = Share(sellerDiscountFen, before, after, total),
                PlatformShareFen = Share(platformDiscountFen, before, after, total),
            });
            before = after;
        }

        return new SampleBasket(shared, freightFen, sellerDiscountFen, platformDiscountFen);
    }

    private static long Share(long discount, long before, long after, long total) =>
        total == 0 ? 0 : (discount * after / total) - (discount * before / total);
}
