namespace OrderKernel.Sample;

/// <summary>
/// Writes a promotion day over four channels as the channels, warehouses and carriers would tell it. Payloads come from hand-written
/// templates alone, never from a channel profile: a generator and a mapper that share a source only agree with themselves.
/// </summary>
public static class SampleGenerator
{
    /// <summary>Writes the folder and says what is in it.</summary>
    /// <param name="options">How many orders, from which seed, into which folder; files of the same names are overwritten.</param>
    /// <returns>The counts that a run over the folder has to come to.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The number of orders is below <see cref="SampleOptions.OrdersMin"/> or above <see cref="SampleOptions.OrdersMax"/>.
    /// </exception>
    /// <remarks>Laws: the same number of orders and seed give the same bytes on every machine and in every culture.</remarks>
    public static SampleSummary Write(SampleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.OutputDirectory);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Orders, SampleOptions.OrdersMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Orders, SampleOptions.OrdersMax);

        var plan = SamplePlan.Draw(options.Orders, options.Seed);
        var folder = new SampleFolder(options.OutputDirectory);
        var shops = SampleShop.All.Select(shop => new ShopFiles(folder, shop, plan)).ToList();
        shops.ForEach(static shop => shop.Write());

        var tracks = TrackFile.Write(plan, options.Seed);
        folder.WriteLines("outbound.jsonl", WarehouseFiles.Outbound(plan));
        folder.Add("outbound.jsonl", "outbound");
        folder.WriteLines("receipts.jsonl", WarehouseFiles.Receipts(plan));
        folder.Add("receipts.jsonl", "receipt");
        folder.WriteLines("tracks/kuaidi100.jsonl", tracks);
        folder.Add("tracks/kuaidi100.jsonl", "kuaidi100");

        folder.WriteLines("stock.jsonl", WarehouseFiles.Stock(plan));
        folder.Write("sku-map.json", SkuMapFile.Write());
        folder.Write("network.json", NetworkFile.Write());
        folder.Write("manifest.json", ManifestFile.Write(folder.Files));
        return SampleTally.Of(plan, shops, tracks.Count);
    }
}
