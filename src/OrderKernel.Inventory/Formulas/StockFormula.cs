using System.Text;

namespace OrderKernel.Inventory;

/// <summary>
/// What counts as available in a cell: signed accounts minus a safety stock. Linear, so that one formula answers questions and guards postings.
/// </summary>
/// <remarks>
/// Formula: <c>available = Σ sign · balance − safety stock</c>; by default <c>on
/// hand − locked − in transfer</c> (可用库存 = 实际库存 − 已锁定 − 调拨中). Units: base units.
/// </remarks>
public sealed class StockFormula
{
    /// <summary>The schema name of such documents.</summary>
    public const string Schema = "stock-formula-1.json";

    private readonly ValueList<SafetyStock> _exceptions;

    internal StockFormula(ValueList<StockTerm> terms, Quantity safetyStock, ValueList<SafetyStock> exceptions) =>
        (Terms, SafetyStock, _exceptions) = (terms, safetyStock, exceptions);

    /// <summary>The default document's formula.</summary>
    public static PolicyDocument<StockFormula> Default { get; } = LoadDefault();

    /// <summary>The accounts with their signs, in document order.</summary>
    public ValueList<StockTerm> Terms { get; }

    /// <summary>Units kept back in every cell that no exception names.</summary>
    public Quantity SafetyStock { get; }

    /// <summary>Reads a formula document and checks it as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>; its reasons list every problem with its path, among them
    /// <see cref="InventoryCodes.FormulaAccountRepeated"/>, <see cref="InventoryCodes.FormulaCounterAccount"/>, <see cref="InventoryCodes.FormulaNotMonotone"/>
    /// and <see cref="InventoryCodes.SafetyStockForNothing"/>.</remarks>
    public static Result<PolicyDocument<StockFormula>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, StockFormulaReader.Read);

    /// <summary>The units kept back in a cell: the first exception that fits, else the formula's own safety stock.</summary>
    /// <param name="cell">One SKU at one location.</param>
    public Quantity SafetyStockOf(StockCell cell)
    {
        foreach (var exception in _exceptions)
        {
            if (exception.Fits(cell)) return exception.Units;
        }

        return SafetyStock;
    }

    /// <summary>The condition that keeps a cell's availability from falling below zero.</summary>
    /// <param name="cell">One SKU at one location.</param>
    public StockFloor FloorOf(StockCell cell) => new(cell, Terms, SafetyStockOf(cell).Units);

    /// <summary>The formula in words, such as <c>OnHand − Locked − InTransfer</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var term in Terms)
        {
            if (text.Length > 0) text.Append(term.Sign > 0 ? " + " : " − ");
            else if (term.Sign < 0) text.Append('−');
            text.Append(term.Account);
        }

        return text.ToString();
    }

    private static PolicyDocument<StockFormula> LoadDefault()
    {
        using var stream = typeof(StockFormula).Assembly.GetManifestResourceStream("Documents/available.stock-formula.json")!;
        var bytes = new byte[stream.Length];
        var read = 0;
        while (read < bytes.Length) read += stream.Read(bytes, read, bytes.Length - read);
        return Load(bytes).OrUnreachable("Embedded documents load");
    }
}

/// <summary>A safety stock for one SKU, one location, or one SKU at one location.</summary>
internal sealed record SafetyStock(LocationId? Location, SkuId? Sku, Quantity Units)
{
    public bool Fits(StockCell cell) => (Location is not { } location || location == cell.Location) && (Sku is not { } sku || sku == cell.Sku);
}
