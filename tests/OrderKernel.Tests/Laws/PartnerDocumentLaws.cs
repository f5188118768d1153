using FsCheck;
using FsCheck.Fluent;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when it matters how a warehouse gathers parcels into documents, in which order the documents come or how often: units leave once, and none is left.
public class PartnerDocumentLaws
{
    private static readonly (string Waybill, long Units)[] Parcels = [("SF1", 1), ("SF2", 2), ("SF3", 3), ("SF4", 1)];

    // Documents of one to four parcels each, in any order, and at the end each parcel once more so that all of them are told.
    private static readonly Gen<int[][]> Documents =
        from count in Gen.Choose(0, 4)
        from some in (from size in Gen.Choose(1, 4) from all in Gen.Shuffle(Enumerable.Range(0, 4)) select all.Take(size).ToArray()).ArrayOf(count)
        from rest in Gen.Shuffle(Enumerable.Range(0, 4))
        from split in Gen.Choose(0, 4)
        select (int[][])[.. some, .. new[] { rest.Take(split).ToArray(), rest.Skip(split).ToArray() }.Where(d => d.Length > 0)];

    [Fact]
    public void Every_parcel_leaves_once_however_documents_gather_and_repeat_them() => Prop.ForAll(Documents.ToArbitrary(), documents =>
        HoldsAsync(documents).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static async Task HoldsAsync(int[][] documents)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.SendAsync(Shop.Claim("1", "10:05", "70.00", 7).Paid("10:04"));
        var told = new HashSet<int>();
        for (var i = 0; i < documents.Length; i++)
        {
            var answer = await bench.SendAsync(Bench.Delivery(Document(documents[i]), $"d{i}"));
            Assert.Equal(documents[i].All(told.Contains) ? DeliveryOutcome.Duplicate : DeliveryOutcome.Applied, answer.Outcome);
            told.UnionWith(documents[i]);
        }

        var order = await bench.OrderAsync("1");
        Assert.Equal((7L, 3L, 7L), (order.Lines[0].Units.Shipped.Units, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
        Assert.Equal(Parcels.Select(p => (p.Waybill, p.Units)), order.Shipments.Items.Where(s => s.HandedOverAt is not null)
            .Select(s => (Assert.Single(s.Waybills.Items).Value, s.Lines.Items.Sum(l => l.Units.Units))).Order());
        Assert.Empty(await bench.QuarantineAsync());
    }

    private static PartnerRecord Document(int[] parcels)
    {
        var records = parcels.Select(i => new OutboundRecord(Shop.At("12:00"), $"W1-{Parcels[i].Waybill}", Bench.Platform("1"), Shop.Hangzhou, Shop.Yuantong,
            Waybill.Of(Parcels[i].Waybill), [new GoodsLine(Shop.Mug, Shop.Units(Parcels[i].Units), null)])).ToValueList();
        return records.Count == 1 ? records[0] : new OutboundDocument(Shop.At("12:00"), records);
    }
}
