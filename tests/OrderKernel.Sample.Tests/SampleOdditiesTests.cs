using System.Text.Json;

namespace OrderKernel.Sample.Tests;

// Fails when an oddity that the sample promises is not found in its files by someone who only reads the files.
[Collection(SampleCollection.Name)]
public sealed class SampleOdditiesTests(SampleFixture fixture)
{
    private readonly SampleReading _sample = fixture.Sample;

    private ILookup<string, RawOrder> ById => _sample.Orders.ToLookup(order => order.Id);

    [Fact]
    public void The_same_record_stands_in_two_files()
    {
        var repeated = _sample.Orders.GroupBy(order => order.Text).Where(group => group.Count() > 1).ToList();
        Assert.All(repeated, group => Assert.Equal(2, group.Select(order => order.Path).Distinct().Count()));
        Assert.Equal(_sample.Summary.Duplicates, repeated.Sum(group => group.Count() - 1));
        Assert.Equal(4, repeated.Select(group => group.First().Channel).Distinct().Count());
    }

    [Fact]
    public void A_newer_copy_brings_a_memo()
    {
        var newer = Rechecks().Where(order => Memo(order).Length > 0).ToList();
        Assert.Equal(_sample.Summary.UpdatedCopies, newer.Count);
        Assert.All(newer, copy => Assert.Contains(ById[copy.Id], other => other.Modified < copy.Modified && Memo(other).Length == 0));
    }

    [Fact]
    public void A_lagging_copy_has_the_modified_time_of_the_payment_and_the_status_from_before()
    {
        var older = Rechecks().Where(copy => copy.Paid is null && ById[copy.Id].Any(other => other.Paid is not null && other.Modified == copy.Modified))
            .ToList();
        Assert.Equal(_sample.Summary.OlderCopies, older.Count);
        Assert.NotEmpty(older);
    }

    [Fact]
    public void Cancel_pushes_overtake_their_orders_and_one_order_never_comes()
    {
        var pushes = _sample.Pushes.ConvertAll(push => push.GetProperty("data"));
        var known = pushes.FindAll(push => ById.Contains(push.GetProperty("p_id").ToString()));
        Assert.Equal(_sample.Summary.EarlyCancelPushes, known.Count);
        Assert.Equal(pushes.Count - 1, known.Count);
        foreach (var push in known)
        {
            var at = DateTimeOffset.FromUnixTimeSeconds(push.GetProperty("cancel_time").GetInt64()).UtcDateTime.AddHours(8);
            Assert.All(ById[push.GetProperty("p_id").ToString()], order => Assert.True(order.Modified > at && order.Status == "4"));
        }

        Assert.Contains(known, push => push.GetProperty("p_id").ValueKind == JsonValueKind.Number && push.GetProperty("p_id").GetInt64() > 1L << 53);
        Assert.Contains(known, push => push.GetProperty("p_id").ValueKind == JsonValueKind.String);
        Assert.Contains(known, push => ById[push.GetProperty("p_id").ToString()].All(order => order.Paid is not null));
        Assert.Contains(known, push => ById[push.GetProperty("p_id").ToString()].All(order => order.Paid is null));
    }

    [Fact]
    public void Two_status_words_are_in_no_table()
    {
        Assert.Single(_sample.Orders, order => order is { Channel: "taobao", Status: "TRADE_SEALED_BY_PLATFORM" });
        Assert.Single(_sample.Orders, order => order is { Channel: "jd", Status: "UN_KNOWN" });
        Assert.Equal(2, _sample.Summary.ParkedRecords["unknown-status"]);
    }

    [Fact]
    public void Prices_change_their_json_type()
    {
        var retyped = _sample.Latest.Where(order => order.PricesRetyped).Select(order => order.Channel).Order().ToList();
        Assert.Equal(["doudian", "pdd", "taobao"], retyped);
        Assert.Equal(3, _sample.Summary.PriceTypeChanged);
    }

    [Fact]
    public void Broken_json_stands_in_the_middle_of_files()
    {
        Assert.Equal(_sample.Summary.ParkedRecords["malformed-json"], _sample.Broken.Count);
        Assert.Equal(2, _sample.Broken.Count);
        Assert.All(_sample.Broken, broken => Assert.InRange(broken.Line, 2, broken.Lines - 3));
    }

    [Fact]
    public void Some_codes_are_not_in_the_sku_map()
    {
        var unmapped = _sample.Latest.Where(order => _sample.Parts(order) is null).ToList();
        Assert.Equal(_sample.Summary.ParkedRecords["unmapped-sku"], unmapped.Count);
        Assert.Equal(["pdd", "taobao"], unmapped.Select(order => order.Channel).Order());
    }

    [Fact]
    public void Some_quantities_are_negative()
    {
        var negative = _sample.Orders.Where(order => order.Lines.Any(line => order.Quantity(line) < 0)).ToList();
        Assert.Equal(_sample.Summary.ParkedRecords["negative-quantity"], negative.Count);
        Assert.Equal(["jd", "pdd"], negative.Select(order => order.Channel).Order());
    }

    [Fact]
    public void Payments_come_late_or_never()
    {
        var late = _sample.Placeable.Where(order => order.Paid - order.Created > TimeSpan.FromMinutes(30)).ToList();
        Assert.Equal(_sample.Summary.LatePayments, late.Count);
        Assert.True(late.Count >= 4);

        var unpaid = _sample.Placeable.Where(order => order.Paid is null).ToList();
        Assert.Equal(_sample.Summary.UnpaidExpired + _sample.Summary.UnpaidCancelled, unpaid.Count);
        Assert.Contains(unpaid, order => order.Status is "WAIT_BUYER_PAY" or "NOT_PAY" or "1");
        Assert.Contains(unpaid, order => order.Modified - order.Created < TimeSpan.FromMinutes(30) && order.Modified != order.Created);
    }

    [Fact]
    public void A_late_payment_meets_goods_that_have_run_out()
    {
        var scarce = Demand().Where(row => row.Value > OnHand()[row.Key]).Select(row => row.Key).ToList();
        Assert.Contains(_sample.Placeable, order =>
            order.Paid - order.Created > TimeSpan.FromHours(9) && _sample.Parts(order)!.Any(part => scarce.Contains(part.Sku)));
    }

    [Fact]
    public void More_is_ordered_than_there_is()
    {
        var onHand = OnHand();
        var missing = Demand().Select(row => row.Value - onHand[row.Key]).Where(units => units > 0).ToList();
        Assert.Equal(3, missing.Count);
        Assert.Equal(_sample.Summary.UnitsShort, missing.Sum());
    }

    [Fact]
    public void One_order_is_worth_more_than_fifty_thousand_yuan()
    {
        Assert.Single(_sample.Latest, order => order.PayableFen > 5_000_000);
        Assert.Equal(1, _sample.Summary.BigTickets);
    }

    [Fact]
    public void Channels_hold_orders_back()
    {
        Assert.Contains(_sample.Orders, order => order.Status == "PAID_FORBID_CONSIGN");
        Assert.Contains(_sample.Orders, order => order.Status == "LOCKED");
        Assert.Contains(_sample.Latest, order => order.Status == "PAUSE");
        Assert.Contains(_sample.Orders, order => order is { Channel: "doudian", Status: "105" });
        foreach (var (name, value) in ((string, int)[])[("group_status", 0), ("risk_control_status", 1), ("stock_out_handle_status", 0)])
        {
            Assert.Contains(_sample.Orders, order => order.Channel == "pdd" && order.Json.Whole(name) == value);
        }

        Assert.Equal(["Group", "Locked", "Paused", "Risk", "Shortage"], _sample.Summary.ChannelHolds.Keys);
    }

    [Fact]
    public void Bundles_and_gifts_are_ordered()
    {
        var codes = _sample.Orders.SelectMany(order => order.Lines, (order, line) => order.Code(line)).ToHashSet();
        Assert.True(codes.IsSupersetOf(["GIFTBOX-1", "GIFTBOX-2", "HOMECARE-3"]));
        Assert.Contains(_sample.Orders, order => order.Channel == "doudian" && order.Lines.Any(line => line.Text("given_product_type") == "FREE"));
        Assert.Contains(_sample.Orders, order => order.Channel == "taobao" && order.Lines.Any(line => order.FenOf(line, "price") == 0));
    }

    [Fact]
    public void Receivers_are_masked_where_the_channel_masks_and_plainly_invented_elsewhere()
    {
        foreach (var order in _sample.Orders)
        {
            var phone = order.Channel switch
            {
                "taobao" => order.Json.Text("receiver_mobile"),
                "jd" => order.Json.GetProperty("consigneeInfo").Text("mobile"),
                "pdd" => order.Json.Text("receiver_phone_mask"),
                _ => order.Json.Text("mask_post_tel"),
            };
            Assert.Matches(order.Channel == "jd" ? "^1380000[0-9]{4}$" : @"^138\*{4}[0-9]{4}$", phone);
        }
    }

    private IEnumerable<RawOrder> Rechecks() => _sample.Orders.Where(order => order.Path.EndsWith("recheck.jsonl", StringComparison.Ordinal));

    private static string Memo(RawOrder order) =>
        order.Json.GetProperty(order.Channel switch { "taobao" => "seller_memo", "jd" => "venderRemark", "pdd" => "remark", _ => "seller_words" }).GetString()!;

    private Dictionary<string, int> OnHand() => _sample.Stock
        .GroupBy(count => count.Text("sku")).ToDictionary(group => group.Key, group => group.Sum(count => count.Whole("onHand")));

    private Dictionary<string, int> Demand() => _sample.Placeable.SelectMany(order => _sample.Parts(order)!)
        .GroupBy(part => part.Sku).ToDictionary(group => group.Key, group => group.Sum(part => part.Quantity));
}
