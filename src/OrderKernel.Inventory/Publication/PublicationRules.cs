namespace OrderKernel.Inventory;

/// <summary>Which shops are told of stock (库存同步), and how the numbers are made.</summary>
/// <param name="Shops">The shops that are told; none by default.</param>
/// <param name="IsCommon">
/// True when several channel SKUs may show the same units: more can then be sold than there is. False when shares of one stock add up to the whole at most.
/// </param>
/// <param name="Rules">The rules; the first that fits a channel SKU decides, and without one it is not told.</param>
public sealed record PublicationRules(ValueList<ChannelShop> Shops, bool IsCommon, ValueList<PublicationRule> Rules)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "publication-1.json";

    /// <summary>The largest number of units that a rule may name.</summary>
    public const long UnitsMax = 1_000_000_000;

    /// <summary>The rules that hold when a host brings none: no shop is told.</summary>
    public static PolicyDocument<PublicationRules> Default { get; } = LoadDefault();

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems with their JSON paths.</returns>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>; among its reasons <see cref="InventoryCodes.PublicationShopUnknown"/>,
    /// <see cref="InventoryCodes.PublicationShadowed"/>, <see cref="InventoryCodes.PublicationSharesOver"/>,
    /// <see cref="InventoryCodes.PublicationRangeEmpty"/>, <see cref="InventoryCodes.PublicationLocksOverlap"/> and
    /// <see cref="InventoryCodes.PublicationKeptForAll"/>.</remarks>
    public static Result<PolicyDocument<PublicationRules>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, PublicationReader.Read);

    /// <summary>The index of the rule that decides; −1 when none fits.</summary>
    internal int IndexFor(Listing listing)
    {
        for (var i = 0; i < Rules.Count; i++)
        {
            if (Rules[i].Fits(listing)) return i;
        }

        return -1;
    }

    private static PolicyDocument<PublicationRules> LoadDefault()
    {
        using var stream = typeof(PublicationRules).Assembly.GetManifestResourceStream("Documents/publication.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Load(copy.ToArray()).OrUnreachable("Embedded documents load");
    }
}
