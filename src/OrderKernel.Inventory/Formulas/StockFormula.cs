using System.Text;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>
/// What counts as available in a cell: signed accounts minus a safety stock. Linear, so that one formula answers questions and guards postings. What one
/// channel may be promised of it is <see cref="ChannelAvailability"/>.
/// </summary>
/// <remarks>
/// Formula: <c>available = Σ sign · balance − near expiry − safety stock + pre-sale</c>; by default <c>on hand − locked − in transfer</c>
/// (可用库存 = 实际库存 − 已锁定 − 调拨中). Locations and SKUs may have terms, safety stock, pre-sale and months before expiry of their own. Units: base units.
/// </remarks>
public sealed class StockFormula
{
    /// <summary>The schema name of such documents.</summary>
    public const string Schema = "stock-formula-1.json";

    private readonly ValueList<FormulaException> _exceptions;
    private readonly ValueList<ChannelRule> _channels;

    internal StockFormula(ValueList<StockTerm> terms, Quantity safetyStock, int nearExpiryMonths, ValueList<FormulaException> exceptions,
        ValueList<ChannelRule> channels) =>
        (Terms, SafetyStock, NearExpiryMonths, _exceptions, _channels) = (terms, safetyStock, nearExpiryMonths, exceptions, channels);

    /// <summary>The default document's formula.</summary>
    public static PolicyDocument<StockFormula> Default { get; } = LoadDefault();

    /// <summary>The accounts with their signs of every cell that no exception gives others, in document order.</summary>
    public ValueList<StockTerm> Terms { get; }

    /// <summary>Units kept back in every cell that no exception names.</summary>
    public Quantity SafetyStock { get; }

    /// <summary>
    /// How many whole months before its last day a batch stops counting, in every cell that no exception names; 0 for the day after its last one.
    /// </summary>
    public int NearExpiryMonths { get; }

    /// <summary>Of what its exceptions and its rules for channels speak, in document order.</summary>
    public ValueList<FormulaScope> Scopes => _exceptions.Items.Select(e => new FormulaScope(e.Path, e.Location, e.Sku, null))
        .Concat(_channels.Items.Select(c => new FormulaScope(c.Path, c.Location, c.Sku, c.Channel))).ToValueList();

    /// <summary>Reads a formula document and checks it as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>; its reasons list every problem with its path, among them
    /// <see cref="InventoryCodes.FormulaAccountRepeated"/>, <see cref="InventoryCodes.FormulaCounterAccount"/>, <see cref="InventoryCodes.FormulaNotMonotone"/>,
    /// <see cref="InventoryCodes.FormulaUnitMixed"/>, <see cref="InventoryCodes.FormulaSaysNothing"/> and
    /// <see cref="InventoryCodes.SafetyStockForNothing"/>.</remarks>
    public static Result<PolicyDocument<StockFormula>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, StockFormulaReader.Read);

    /// <summary>The units kept back in a cell: the first exception that fits, else the formula's own safety stock.</summary>
    /// <param name="cell">One SKU at one location.</param>
    public Quantity SafetyStockOf(StockCell cell) => ExceptionOf(cell)?.SafetyStock ?? SafetyStock;

    /// <summary>The accounts with their signs of a cell: those of the first exception that fits, else the formula's own.</summary>
    /// <param name="cell">One SKU at one location.</param>
    public ValueList<StockTerm> TermsOf(StockCell cell) => ExceptionOf(cell)?.Terms ?? Terms;

    /// <summary>The units that may be promised in a cell before they are there 预售: those of the first exception that fits, else none.</summary>
    /// <param name="cell">One SKU at one location.</param>
    public Quantity PreSaleOf(StockCell cell) => ExceptionOf(cell)?.PreSale ?? Quantity.Zero;

    /// <summary>The earliest last day with which a batch counts on a day: that of the first exception that fits, else the formula's own.</summary>
    /// <param name="cell">One SKU at one location.</param>
    /// <param name="on">The day.</param>
    public LocalDate UsableFrom(StockCell cell, LocalDate on) => on.PlusMonths(ExceptionOf(cell)?.NearExpiryMonths ?? NearExpiryMonths);

    /// <summary>The condition that keeps the availability of a shelf, over all its batches, from falling below zero.</summary>
    /// <param name="cell">A cell of the shelf.</param>
    /// <param name="channel">The channel for which units are held: what is kept back from it stays; null for none.</param>
    public StockFloor FloorOf(StockCell cell, ChannelId? channel = null)
    {
        var kept = channel is { } told && RuleOf(told, cell) is { } rule ? rule.Buffer.Units : 0;
        return new(cell.ToShelf(), TermsOf(cell), SafetyStockOf(cell).Units - PreSaleOf(cell).Units + kept) { OverBatches = true };
    }

    /// <summary>The condition that keeps a batch from being promised twice: what is kept back, and what is sold before it is there, is the shelf's.</summary>
    /// <param name="cell">A cell with a batch.</param>
    public StockFloor BatchFloorOf(StockCell cell) => new(cell, TermsOf(cell), 0);

    /// <summary>True when it is the same in all cells.</summary>
    internal bool IsOne => _exceptions.IsEmpty;

    /// <summary>What a channel's rule says of a cell: the first that fits; null where none does.</summary>
    internal ChannelRule? RuleOf(ChannelId channel, StockCell cell)
    {
        foreach (var rule in _channels)
        {
            if (rule.Channel == channel && rule.Fits(cell)) return rule;
        }

        return null;
    }

    private FormulaException? ExceptionOf(StockCell cell)
    {
        foreach (var exception in _exceptions)
        {
            if (exception.Fits(cell)) return exception;
        }

        return null;
    }

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
