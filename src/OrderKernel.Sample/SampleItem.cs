namespace OrderKernel.Sample;

/// <summary>What a buyer can put into the basket: one SKU, or a bundle of several.</summary>
/// <param name="Number">Running number, part of every channel's code.</param>
/// <param name="Title">Title in the shops.</param>
/// <param name="Spec">Chosen variant.</param>
/// <param name="PriceFen">List price.</param>
/// <param name="Grams">Weight; of a bundle: the sum.</param>
/// <param name="Locations">Warehouses that keep it, by their letters.</param>
/// <param name="Popularity">Weight in the draw; 0 is never drawn by chance.</param>
internal sealed record SampleItem(int Number, string Title, string Spec, int PriceFen, int Grams, string Locations, int Popularity)
{
    /// <summary>More is ordered than there is.</summary>
    public bool Scarce { get; init; }

    /// <summary>Goes free with a large basket.</summary>
    public bool Gift { get; init; }

    /// <summary>Known to JD only by its own SKU number: the merchant left the outer code empty.</summary>
    public bool NoJdCode { get; init; }

    /// <summary>No SKU map knows it.</summary>
    public bool Unmapped { get; init; }

    public string BundleCode { get; init; } = "";

    public IReadOnlyList<(SampleItem Item, int Quantity)> Components { get; init; } = [];

    public bool IsBundle => Components.Count > 0;

    public string Sku => "SKU-" + SampleText.Number(Number, "0000");

    public long PlatformSkuId(SampleChannel channel) => channel switch
    {
        SampleChannel.Taobao => 5_110_000_000_000L + Number,
        SampleChannel.Jd => 100_600_000_000L + Number,
        SampleChannel.Pdd => 1_660_000_000_000L + Number,
        _ => 1_790_000_000_000_000L + Number,
    };

    public long PlatformProductId(SampleChannel channel) => channel switch
    {
        SampleChannel.Taobao => 720_000_000_000L + Number,
        SampleChannel.Jd => 10_090_000_000_000L + Number,
        SampleChannel.Pdd => 660_000_000_000L + Number,
        _ => 3_600_000_000_000_000_000L + Number,
    };

    /// <summary>The merchant's code as the channel shows it.</summary>
    public string Code(SampleChannel channel)
    {
        if (IsBundle)
        {
            return BundleCode;
        }

        var prefix = channel switch
        {
            SampleChannel.Taobao => "TB-",
            SampleChannel.Jd => "JD-",
            SampleChannel.Pdd => "PDD-",
            _ => "DY-",
        };
        return channel == SampleChannel.Jd && NoJdCode ? "" : prefix + SampleText.Number(Number, "0000");
    }

    /// <summary>The SKUs that leave the warehouse for one unit.</summary>
    public IEnumerable<(SampleItem Item, int Quantity)> Parts() => IsBundle ? Components : [(this, 1)];
}
