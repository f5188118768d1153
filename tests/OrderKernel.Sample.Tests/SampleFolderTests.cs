using System.Text.Json;

namespace OrderKernel.Sample.Tests;

// Fails when the files of the folder contradict one another, or the summary contradicts the files.
[Collection(SampleCollection.Name)]
public sealed class SampleFolderTests(SampleFixture fixture)
{
    private static readonly string[] Channels = ["taobao", "jd", "pdd", "doudian"];
    private readonly SampleReading _sample = fixture.Sample;

    [Fact]
    public void The_manifest_names_every_file_once()
    {
        var inputs = _sample.Manifest.Items("files").Select(file => file.Text("path")).ToList();
        var others = _sample.Manifest.GetProperty("policies").EnumerateObject().Select(policy => policy.Value.GetString()!)
            .Append(_sample.Manifest.Text("stock")).Append("manifest.json");
        var written = Directory.EnumerateFiles(_sample.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_sample.Folder, file).Replace('\\', '/'));
        Assert.Equal(written.Order(StringComparer.Ordinal), inputs.Concat(others).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_channel_comes_as_pages_and_as_lines()
    {
        foreach (var channel in Channels)
        {
            var paths = _sample.Orders.Where(order => order.Channel == channel).Select(order => Path.GetExtension(order.Path)).ToHashSet();
            Assert.Equal([".json", ".jsonl"], paths.Order());
        }
    }

    [Fact]
    public void A_shop_is_the_name_of_its_folder() =>
        Assert.All(_sample.Orders, order => Assert.StartsWith($"{order.Channel}/{order.Shop}/", order.Path, StringComparison.Ordinal));

    [Fact]
    public void The_summary_counts_what_the_files_hold()
    {
        var summary = _sample.Summary;
        Assert.Equal(summary.OrdersWritten, _sample.Latest.Count);
        Assert.Equal(summary.Orders, _sample.Placeable.Count);
        Assert.Equal(summary.OrderRecords, _sample.Orders.Count);
        Assert.Equal(summary.Paid, _sample.Placeable.Count(order => order.Paid is not null));
        Assert.Equal(summary.OrderedMinor, _sample.Placeable.Sum(order => order.PayableFen));
        Assert.Equal(summary.PaidMinor, _sample.Placeable.Where(order => order.Paid is not null).Sum(order => order.PayableFen));
        Assert.Equal(summary.Outbound, _sample.Outbound.Count);
        Assert.Equal(1_000, summary.OrdersWritten);
    }

    [Fact]
    public void Orders_peak_at_the_start_in_the_morning_and_in_the_evening()
    {
        var hours = new int[24];
        foreach (var order in _sample.Latest)
        {
            Assert.Equal(new DateTime(2025, 11, 11), order.Created.Date);
            hours[order.Created.Hour]++;
        }

        Assert.Equal([0, 10, 20], Enumerable.Range(0, 24).OrderByDescending(hour => hours[hour]).Take(3).Order());
    }

    [Fact]
    public void All_thirty_one_provinces_lie_in_one_zone_each()
    {
        var provinces = _sample.Network.GetProperty("zones").EnumerateObject()
            .SelectMany(zone => zone.Value.EnumerateArray()).Select(name => name.GetString()!).ToList();
        Assert.Equal(31, provinces.Distinct().Count());
        Assert.Equal(31, provinces.Count);
        var seen = _sample.Orders.Select(order => provinces.Single(name => order.Province.StartsWith(name, StringComparison.Ordinal))).Distinct();
        Assert.InRange(seen.Count(), 27, 31);
    }

    [Fact]
    public void Tariffs_cover_every_carrier_from_every_location_to_every_zone()
    {
        var rows = _sample.Network.Items("tariffs").Select(row => string.Join('|',
            row.Text("carrier"), row.Text("from"), row.Text("zone"))).ToList();
        Assert.Equal(rows.Count, rows.Distinct().Count());
        Assert.Equal(6 * 4 * 7, rows.Count);
        Assert.All(_sample.Outbound, sent => Assert.Contains($"{sent.GetProperty("carrier")}|{sent.GetProperty("location")}|east", rows));
    }

    [Fact]
    public void Every_mapped_sku_has_a_weight_and_a_stock_count_where_it_is_kept()
    {
        var counted = _sample.Stock.Select(count => $"{count.GetProperty("sku")}@{count.GetProperty("location")}").ToHashSet();
        var kept = _sample.Network.Items("skus")
            .SelectMany(sku => sku.Items("locations"), (sku, location) => $"{sku.GetProperty("sku")}@{location}").ToHashSet();
        Assert.Equal(kept.Order(), counted.Order());
        var known = kept.Select(cell => cell.Split('@')[0]).ToHashSet();
        Assert.Equal(40, known.Count);
        Assert.All(_sample.SkuMap.Values.SelectMany(parts => parts), part => Assert.Contains(part.Sku, known));
    }

    [Fact]
    public void Warehouses_send_what_was_ordered_and_no_more_than_they_have()
    {
        var onHand = _sample.Stock.ToDictionary(count => $"{count.GetProperty("sku")}@{count.GetProperty("location")}", count => count.Whole("onHand"));
        var orders = _sample.Latest.ToDictionary(order => order.Id);
        foreach (var parcels in _sample.Outbound.GroupBy(sent => sent.Text("order")))
        {
            var order = orders[parcels.Key];
            var sent = new List<string>();
            foreach (var parcel in parcels)
            {
                Assert.True(SampleCases.Iso(parcel.Text("at")) > order.Paid);
                Assert.Equal((order.Channel, order.Shop), (parcel.Text("channel"), parcel.Text("shop")));
                foreach (var line in parcel.Items("lines"))
                {
                    var (sku, quantity) = (line.Text("sku"), line.Whole("quantity"));
                    onHand[$"{sku}@{parcel.GetProperty("location")}"] -= quantity;
                    sent.AddRange(Enumerable.Repeat(sku, quantity));
                }
            }

            var ordered = _sample.Parts(order)!.SelectMany(part => Enumerable.Repeat(part.Sku, part.Quantity));
            Assert.True(sent.Count <= ordered.Count(), order.Id);
            Assert.Empty(sent.Except(ordered));
        }

        Assert.All(onHand.Values, rest => Assert.True(rest >= 0));
    }

    [Fact]
    public void Later_payloads_never_come_before_the_order_was_made() =>
        Assert.All(_sample.Orders, order => Assert.True(order.Modified >= order.Created && (order.Paid is null || order.Paid <= order.Modified), order.Text));
}
