using System.Collections.Frozen;

namespace OrderKernel.Orders;

/// <summary>What the warehouse knows of goods, how exactly it weighs, and who scans and weighs.</summary>
public sealed class WarehouseRules
{
    private readonly FrozenDictionary<SkuId, WarehouseGoods> _goods;

    internal WarehouseRules(IEnumerable<KeyValuePair<SkuId, WarehouseGoods>> goods) =>
        _goods = goods.ToFrozenDictionary(g => g.Key, g => g.Value);

    /// <summary>What the empty packaging weighs, in grams.</summary>
    public long PackagingGrams { get; internal init; }

    /// <summary>By how many thousandths of the expected weight a parcel may be off.</summary>
    public long TolerancePerMille { get; internal init; }

    /// <summary>By how many grams a parcel may be off in any case.</summary>
    public long ToleranceGrams { get; internal init; }

    /// <summary>Who may scan; one of these roles suffices.</summary>
    public ValueList<Role> ScanRoles { get; internal init; }

    /// <summary>Who may weigh; one of these roles suffices.</summary>
    public ValueList<Role> WeighRoles { get; internal init; }

    /// <summary>True to book goods of a partner's record that do not fit its order as found, the rest of the record with them; else nothing of it is.</summary>
    public bool BookMisfits { get; internal init; }

    /// <summary>What is known of a SKU; nothing of an unknown one.</summary>
    /// <param name="sku">The goods.</param>
    public WarehouseGoods Of(SkuId sku) => _goods.TryGetValue(sku, out var goods) ? goods : default;

    /// <summary>By how many grams a parcel of an expected weight may be off.</summary>
    /// <param name="expectedGrams">What the parcel should weigh, in grams, not negative.</param>
    /// <remarks>
    /// <para>Formula: max(grams, ⌊expected · per mille / 1000⌋).</para>
    /// <para>Units: grams. Rounding: down, so that a tolerance is never widened.</para>
    /// </remarks>
    public long ToleranceOf(long expectedGrams) =>
        Math.Max(ToleranceGrams, expectedGrams / 1000 * TolerancePerMille + expectedGrams % 1000 * TolerancePerMille / 1000);
}

/// <summary>What the warehouse knows of one SKU. <c>default</c> is nothing: not bulky, weight unknown.</summary>
/// <param name="Grams">What one unit weighs; null when not known.</param>
/// <param name="IsBulky">True for goods that need bulky-goods logistics 大件.</param>
public readonly record struct WarehouseGoods(long? Grams, bool IsBulky);
