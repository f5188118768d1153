using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrderKernel.Sample.Tests;

/// <summary>One order payload, taken out of its envelope.</summary>
public sealed record RawOrder(string Channel, string Shop, string Path, string Text, JsonElement Json)
{
    public string Id => Channel switch
    {
        "taobao" => Json.GetProperty("tid").GetRawText(),
        "jd" => Json.Text("orderId"),
        "pdd" => Json.Text("order_sn"),
        _ => Json.Text("order_id"),
    };

    public DateTime Modified => Time(Channel switch { "taobao" or "jd" => "modified", "pdd" => "updated_at", _ => "update_time" })!.Value;

    public DateTime Created => Time(Channel switch { "taobao" => "created", "jd" => "orderStartTime", "pdd" => "created_time", _ => "create_time" })!.Value;

    public DateTime? Paid => Time(Channel switch { "jd" => "paymentConfirmTime", _ => "pay_time" });

    public string Status => Json.GetProperty(Channel switch { "taobao" => "status", "jd" => "orderState", _ => "order_status" }).ToString();

    public long PayableFen => Fen(Channel switch { "taobao" => "payment", "jd" => "shouldPay", _ => "pay_amount" });

    public string Province => Channel switch
    {
        "taobao" => Json.Text("receiver_state"),
        "jd" => Json.GetProperty("consigneeInfo").Text("province"),
        "pdd" => Json.Text("province"),
        _ => Json.GetProperty("post_addr").GetProperty("province").Text("name"),
    };

    public IReadOnlyList<JsonElement> Lines => [.. (Channel switch
    {
        "taobao" => Json.GetProperty("orders").GetProperty("order"),
        "jd" => Json.GetProperty("itemInfoList"),
        "pdd" => Json.GetProperty("item_list"),
        _ => Json.GetProperty("sku_order_list"),
    }).EnumerateArray()];

    public bool PricesRetyped => Channel switch
    {
        "taobao" => Json.GetProperty("payment").ValueKind == JsonValueKind.Number,
        "pdd" or "doudian" => Json.GetProperty("pay_amount").ValueKind == JsonValueKind.String,
        _ => false,
    };

    public long Fen(string name) => FenOf(Json, name);

    /// <summary>Yuan everywhere but in Doudian's integers.</summary>
    public long FenOf(JsonElement element, string name)
    {
        var value = element.GetProperty(name);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        var number = decimal.Parse(text, CultureInfo.InvariantCulture);
        return (long)(Channel == "doudian" && value.ValueKind == JsonValueKind.Number ? number : number * 100);
    }

    public string Code(JsonElement line)
    {
        var code = line.GetProperty(Channel switch { "taobao" => "outer_sku_id", "jd" => "outerSkuId", "pdd" => "outer_id", _ => "code" }).GetString()!;
        return code.Length > 0 ? code : line.Text("skuId");
    }

    public int Quantity(JsonElement line) => int.Parse(
        line.GetProperty(Channel switch { "taobao" => "num", "jd" => "itemTotal", "pdd" => "goods_count", _ => "item_num" }).ToString(),
        CultureInfo.InvariantCulture);

    private DateTime? Time(string name)
    {
        if (!Json.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            var seconds = value.GetInt64();
            return seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromHours(8)).DateTime;
        }

        var text = value.GetString()!;
        return text.Length == 0 || text.StartsWith("0001", StringComparison.Ordinal)
            ? null
            : DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}

/// <summary>One after-sales payload.</summary>
public sealed record RawCase(string Channel, string Shop, string Path, JsonElement Json);

/// <summary>A sample folder, read back by nothing but the manifest and a JSON parser.</summary>
public sealed class SampleReading : IDisposable
{
    public SampleReading(int orders = 1_000, ulong seed = 20251111)
    {
        Folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "orderkernel-sample-" + Guid.NewGuid().ToString("N"));
        Summary = SampleGenerator.Write(new SampleOptions(orders, seed, Folder));
        Manifest = Parse("manifest.json");
        foreach (var file in Manifest.Items("files"))
        {
            Read(file.Text("path"), file.Text("profile"), file.TryGetProperty("shop", out var shop) ? shop.GetString()! : "");
        }

        Network = Parse("network.json");
        foreach (var item in Parse("sku-map.json").Items("items"))
        {
            var key = (item.Text("channel"), item.Text("code"));
            SkuMap[key] = item.TryGetProperty("bundle", out var bundle)
                ? [.. bundle.EnumerateArray().Select(part => (part.Text("sku"), part.Whole("quantity")))]
                : [(item.Text("sku"), 1)];
        }

        Stock = [.. Lines("stock.jsonl").Select(line => JsonDocument.Parse(line).RootElement)];
        Latest = [.. Orders.GroupBy(order => order.Id).Select(group => group.MaxBy(order => order.Modified)!)];
        Placeable = [.. Latest.Where(order => Parts(order) is not null && order.Lines.All(line => order.Quantity(line) > 0) &&
            order.Status is not ("UN_KNOWN" or "TRADE_SEALED_BY_PLATFORM"))];
    }

    public string Folder { get; }

    public SampleSummary Summary { get; }

    public JsonElement Manifest { get; }

    public JsonElement Network { get; }

    public List<RawOrder> Orders { get; } = [];

    /// <summary>The newest payload of every order.</summary>
    public IReadOnlyList<RawOrder> Latest { get; }

    public IReadOnlyList<RawOrder> Placeable { get; }

    public List<RawCase> Cases { get; } = [];

    public List<JsonElement> Pushes { get; } = [];

    public List<(string Path, int Line, int Lines)> Broken { get; } = [];

    public List<JsonElement> Tracks { get; } = [];

    public List<JsonElement> Outbound { get; } = [];

    public List<JsonElement> Receipts { get; } = [];

    public IReadOnlyList<JsonElement> Stock { get; }

    public Dictionary<(string Channel, string Code), (string Sku, int Quantity)[]> SkuMap { get; } = [];

    /// <summary>Units by SKU, or nothing where a code is not in the map.</summary>
    public IReadOnlyList<(string Sku, int Quantity)>? Parts(RawOrder order)
    {
        var parts = new List<(string Sku, int Quantity)>();
        foreach (var line in order.Lines)
        {
            var code = order.Code(line);
            if (!SkuMap.TryGetValue((order.Channel, code), out var found) && !SkuMap.TryGetValue(("*", code), out found))
            {
                return null;
            }

            parts.AddRange(found.Select(part => (part.Sku, part.Quantity * order.Quantity(line))));
        }

        return parts;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private JsonElement Parse(string path) => JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(Folder, path))).RootElement;

    private string[] Lines(string path) => File
        .ReadAllText(System.IO.Path.Combine(Folder, path), Encoding.UTF8).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void Read(string path, string profile, string shop)
    {
        if (path.EndsWith(".json", StringComparison.Ordinal))
        {
            Sort(path, profile, shop, Parse(path));
            return;
        }

        var lines = Lines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            try
            {
                Sort(path, profile, shop, JsonDocument.Parse(lines[i]).RootElement);
            }
            catch (JsonException)
            {
                Broken.Add((path, i, lines.Length));
            }
        }
    }

    private void Sort(string path, string profile, string shop, JsonElement root)
    {
        (profile switch { "kuaidi100" => Tracks, "outbound" => Outbound, "receipt" => Receipts, _ => null })?.Add(root);
        if (root.TryGetProperty("tag", out _))
        {
            Pushes.Add(root);
        }
        else if (Inside(root, "refunds_receive_get_response.refunds.refund", "refund_increment_get_response.refund_list", "data.items") is { } cases)
        {
            Cases.AddRange(cases.EnumerateArray().Select(json => new RawCase(profile, shop, path, json)));
        }
        else if (Inside(root, "trades_sold_get_response.trades.trade", "order_list_get_response.order_list", "data.shop_order_list",
            "jingdong_pop_order_search_responce.searchorderinfo_result.orderInfoList") is { } page)
        {
            Orders.AddRange(page.EnumerateArray().Select(json => new RawOrder(profile, shop, path, json.GetRawText(), json)));
        }
        else if (Inside(root, "trade_fullinfo_get_response.trade", "order_info_get_response.order_info", "data.shop_order_detail",
            "jingdong_pop_order_get_responce.orderDetailInfo.orderInfo") is { } detail)
        {
            Orders.Add(new RawOrder(profile, shop, path, root.GetRawText(), detail));
        }
    }

    private static JsonElement? Inside(JsonElement root, params string[] paths)
    {
        foreach (var path in paths)
        {
            var at = root;
            if (path.Split('.').All(name => at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out at)))
            {
                return at;
            }
        }

        return null;
    }
}

[CollectionDefinition(Name)]
public sealed class SampleCollection : ICollectionFixture<SampleFixture>
{
    public const string Name = "sample";
}

/// <summary>The default sample, written and read once for all tests.</summary>
public sealed class SampleFixture : IDisposable
{
    public SampleReading Sample { get; } = new();

    public void Dispose() => Sample.Dispose();
}
