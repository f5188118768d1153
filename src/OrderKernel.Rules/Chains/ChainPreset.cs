using System.Diagnostics;

namespace OrderKernel.Rules;

/// <summary>A chain that is ready to use: a document that declares all that it reads and pulls. Numbers in it are defaults; copy it to change them.</summary>
/// <remarks>Source: capabilities U1, U4, A3, A5.</remarks>
public sealed class ChainPreset
{
    private ChainPreset(string name) => (Name, Utf8) = (name, Read(name));

    /// <summary>All presets, by name.</summary>
    public static ValueList<ChainPreset> All { get; } = new[]
    {
        "east-china-deppon", "invoice-eligibility", "night-offer", "replenishment-hint", "return-risk", "threshold-offers", "vip-expedite", "vip-standing",
        "xiaohongshu",
    }.Select(n => new ChainPreset(n)).ToValueList();

    /// <summary>The document's bytes, UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The document's name.</summary>
    public string Name { get; }

    /// <summary>The chain by itself, read anew at each call: every fact that it reads is one that whoever asks it brings.</summary>
    public PolicyDocument<RuleChain> Load() => ChainDomain.Empty.Load(Utf8).OrUnreachable("Embedded documents load");

    /// <summary>The preset of a name.</summary>
    /// <param name="name">A name, such as <c>vip-expedite</c>.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static ChainPreset Of(string name) =>
        All.Items.FirstOrDefault(p => p.Name == name) ?? throw new ArgumentException($"There is no preset '{name}'.", nameof(name));

    private static ReadOnlyMemory<byte> Read(string name)
    {
        using var stream = typeof(ChainPreset).Assembly.GetManifestResourceStream($"Documents/{name}.json")
            ?? throw new UnreachableException($"The package embeds no chain {name}.");
        var bytes = new byte[stream.Length];
        for (var at = 0; at < bytes.Length;) at += stream.Read(bytes, at, bytes.Length - at);
        return bytes;
    }
}
