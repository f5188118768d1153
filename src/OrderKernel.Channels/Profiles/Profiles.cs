using System.Reflection;

namespace OrderKernel.Channels;

/// <summary>Loads channel profiles and hands out the defaults.</summary>
public static class Profiles
{
    /// <summary>The schema that a profile document names.</summary>
    public const string Schema = "profile-1.json";

    /// <summary>The names of the default profiles.</summary>
    public static ValueList<string> DefaultNames { get; } =
    [
        "taobao", "jd", "pdd", "doudian", "tmall-csv", "shopify", "woocommerce", "youzan", "kuaishou", "xiaohongshu-shop", "wechat-channels", "shopee", "tiktok-shop", "ebay-trading", "ebay", "amazon", "lazada", "etsy", "own-shop", "own-shop-csv",
    ];

    /// <summary>
    /// The names of the profiles of systems beside the channels (ERP, warehouse, customers), to compare and to copy: what they read is no order of a channel,
    /// so that no run takes them.
    /// </summary>
    public static ValueList<string> SystemNames { get; } = ["erp-csv", "erp-lines-csv", "wms-json", "crm-csv"];

    /// <summary>
    /// The names of the profiles of what a warehouse tells in its own form, parcels that left, goods that came back and counts: a run takes them as it takes a
    /// channel's. Deduced, none of them seen: what a warehouse calls its places and shops goes into a copy.
    /// </summary>
    public static ValueList<string> PartnerNames { get; } = ["wms-confirm", "wms-confirm-xml", "wms-outbound-csv", "wms-returns-csv"];

    /// <summary>Reads a profile document; problems are listed all at once with their paths.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>.</remarks>
    public static Result<PolicyDocument<ChannelProfile>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, ProfileLoader.Read);

    /// <summary>The bytes of a default profile's document.</summary>
    /// <param name="name">One of <see cref="DefaultNames"/>, <see cref="PartnerNames"/> or <see cref="SystemNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such default.</exception>
    public static ReadOnlyMemory<byte> DefaultBytes(string name)
    {
        using var stream = typeof(Profiles).GetTypeInfo().Assembly.GetManifestResourceStream($"Documents/{name}.profile.json")
            ?? throw new ArgumentException($"There is no default profile '{name}'.", nameof(name));
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>A default profile.</summary>
    /// <param name="name">One of <see cref="DefaultNames"/>, <see cref="PartnerNames"/> or <see cref="SystemNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such default.</exception>
    public static PolicyDocument<ChannelProfile> Default(string name) => Load(DefaultBytes(name)).OrUnreachable("The package's own profiles load");

    /// <summary>All default profiles of channels.</summary>
    public static IReadOnlyList<PolicyDocument<ChannelProfile>> Defaults() => DefaultNames.Items.Select(Default).ToArray();

    /// <summary>All default profiles of warehouses.</summary>
    public static IReadOnlyList<PolicyDocument<ChannelProfile>> Partners() => PartnerNames.Items.Select(Default).ToArray();
}
