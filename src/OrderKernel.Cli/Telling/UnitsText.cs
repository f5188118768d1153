using System.Globalization;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Telling;

/// <summary>
/// Units of goods as people write them: <c>MUG-1=40</c>, of a pool or batch <c>MUG-1/retail/B-7=40</c>, of a batch alone <c>MUG-1//B-7=40</c>.
/// </summary>
internal static class UnitsText
{
    /// <summary>All of them at one location, or the first that is none.</summary>
    public static Result<ValueList<StockUnits>> Read(IEnumerable<string>? texts, LocationId location)
    {
        var units = new List<StockUnits>();
        foreach (var text in texts ?? [])
        {
            var at = text.LastIndexOf('=');
            var names = at < 0 ? [] : text[..at].Split('/');
            if (names.Length is < 1 or > 3 || !SkuId.TryParse(names[0], out var sku)
                || !long.TryParse(text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || !Rest(names, out var pool, out var batch))
                return Refusal.Of(KernelCodes.DocumentValueInvalid, ("path", "units"), ("value", text), ("expected", "SKU=N | SKU/POOL/BATCH=N"));
            units.Add(new(new(location, sku, pool, batch), Quantity.Of(count)));
        }

        return units.ToValueList();
    }

    private static bool Rest(string[] names, out PoolId pool, out BatchId batch)
    {
        (pool, batch) = (default, default);
        return (names.Length < 2 || names[1].Length == 0 || PoolId.TryParse(names[1], out pool)) && (names.Length < 3 || BatchId.TryParse(names[2], out batch));
    }
}
