using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Allocation.Tests;

/// <summary>Short words for scenarios on the default network.</summary>
public static class Shop
{
    public static byte[] DefaultDocument()
    {
        using var stream = typeof(Network).Assembly.GetManifestResourceStream("Documents/four-warehouses.network.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The default document after an edit.</summary>
    public static PolicyDocument<Network> Edited(Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(DefaultDocument())!.AsObject();
        edit(root);
        return Network.Load(Encoding.UTF8.GetBytes(root.ToJsonString())).ValueOrThrow();
    }

    public static StockRequest Line(string line, string sku, long units) => new(LineId.Of(line), SkuId.Of(sku), Quantity.Of(units));

    public static AvailablePosition At(string location, string sku, long units) => new(LocationId.Of(location), SkuId.Of(sku), Quantity.Of(units));

    public static SourcingRequest To(string province, ValueList<StockRequest> lines, params AvailablePosition[] available) =>
        new("DY_20260209_x", RegionId.Of(province), lines, available.ToValueList());

    /// <summary>A plan in one line: <c>HZ/yuantong 1:A×2 + …</c>.</summary>
    public static string Text(SourcingPlan plan) => string.Join(" + ", plan.Shipments.Items.Select(s =>
        $"{s.Location}/{s.Carrier} {string.Join(",", s.Lines.Items.Select(l => $"{l.Line}:{l.Sku}×{l.Quantity}"))}"))
        + (plan.Unfilled.IsEmpty ? "" : $" unfilled {string.Join(",", plan.Unfilled.Items.Select(l => $"{l.Line}:{l.Sku}×{l.Quantity}"))}");
}
