using System.Diagnostics;

namespace OrderKernel.Rules;

/// <summary>A chain that is ready to use: what it reads and pulls, and the document. Numbers in it are defaults; copy the document to change them.</summary>
/// <remarks>Source: capabilities U1, U4, A3, A5.</remarks>
public sealed class ChainPreset
{
    private static readonly FactType Text = FactType.String;

    private ChainPreset(string name, ChainDomain domain) => (Name, Domain, Utf8) = (name, domain, Read(name));

    /// <summary>All presets, by name.</summary>
    public static ValueList<ChainPreset> All { get; } =
    [
        new("east-china-deppon", new(
            Facts(("eastChina.available", FactType.Int), ("eastChina.normal", FactType.Int), ("deppon.handedOver", FactType.Int),
                ("deppon.pickedUpSameDay", FactType.Int)),
            Lever.One("warehouse", new LeverParameter("location", Text)), Lever.One("carrier", new LeverParameter("carrier", Text)))),
        new("invoice-eligibility", new(
            Facts(("order.total", FactType.Money), ("order.paid", FactType.Money), ("order.refunded", FactType.Money), ("invoice.kind", Text))
                .With(FactField.Optional("invoice.taxNumber", Text)),
            Lever.One("invoice", new("answer", Text), new("reason", Text, IsOptional: true), new("amount", FactType.Money, IsOptional: true)))),
        new("night-offer", new(Facts(("order.goods", FactType.Money)), Discount)),
        new("replenishment-hint", new(
            Facts(("sku.soldMonth", FactType.Int), ("sku.available", FactType.Int), ("sku.safety", FactType.Int)),
            Lever.One("replenish", new LeverParameter("units", FactType.Int)))),
        new("return-risk", new(
            Facts(("customer.orders", FactType.Int), ("customer.returns", FactType.Int)),
            Lever.One("returnRisk", new LeverParameter("grade", Text)), Tag)),
        new("threshold-offers", new(Facts(("order.goods", FactType.Money), ("gift.sku", Text), ("gift.available", FactType.Int)), Discount, Gift)),
        new("vip-expedite", new(
            Facts(("customer.level", Text), ("order.total", FactType.Money)), Tag, Lever.One("warehouseRemark", new LeverParameter("text", Text)))),
        new("vip-standing", new(
            Facts(("customer.spent", FactType.Money), ("customer.vip", FactType.Bool)), Lever.One("customerLevel", new LeverParameter("level", Text)))),
        new("xiaohongshu", new(
            Facts(("order.channel", Text), ("order.paid", FactType.Bool), ("gift.sku", Text), ("gift.available", FactType.Int)),
            Lever.One("serviceGroup", new LeverParameter("group", Text)), Lever.One("publishStock", new LeverParameter("channel", Text)), Gift,
            Lever.Many("grantCoupon", new LeverParameter("value", FactType.Money)))),
    ];

    /// <summary>What its rules read and pull.</summary>
    public ChainDomain Domain { get; }

    /// <summary>The document's bytes, UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The document's name.</summary>
    public string Name { get; }

    /// <summary>The chain, read anew at each call.</summary>
    public PolicyDocument<RuleChain> Load() => Domain.Load(Utf8).OrUnreachable("Embedded documents load");

    /// <summary>The preset of a name.</summary>
    /// <param name="name">A name, such as <c>vip-expedite</c>.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static ChainPreset Of(string name) =>
        All.Items.FirstOrDefault(p => p.Name == name) ?? throw new ArgumentException($"There is no preset '{name}'.", nameof(name));

    private static Lever Tag => Lever.Many("tag", new LeverParameter("value", Text));

    private static Lever Gift => Lever.Many("reserveGift", new("sku", Text), new("units", FactType.Int));

    private static Lever Discount => Lever.One("discount", new LeverParameter("amount", FactType.Money));

    private static FactSchema Facts(params (string Path, FactType Type)[] facts) =>
        FactSchema.Of(Array.ConvertAll(facts, f => FactField.Required(f.Path, f.Type)));

    private static ReadOnlyMemory<byte> Read(string name)
    {
        using var stream = typeof(ChainPreset).Assembly.GetManifestResourceStream($"Chains/{name}.json")
            ?? throw new UnreachableException($"The package embeds no chain {name}.");
        var bytes = new byte[stream.Length];
        for (var at = 0; at < bytes.Length;) at += stream.Read(bytes, at, bytes.Length - at);
        return bytes;
    }
}
