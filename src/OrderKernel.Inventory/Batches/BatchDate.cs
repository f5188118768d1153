using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>The last day on which the units of a batch may be used 有效期至.</summary>
/// <param name="Cell">A cell with a batch.</param>
/// <param name="ExpiresOn">The day.</param>
public readonly record struct BatchDate(StockCell Cell, LocalDate ExpiresOn)
{
    /// <summary>The day that was known before; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LocalDate? Before { get; init; }

    /// <summary>The first cell that names no batch, or nothing else; null when there is none.</summary>
    internal static Refusal? Missing(string part, ValueList<BatchDate> dates) => Required.Each(part, dates, static d =>
        StockUnits.Missing("cell", d.Cell) ?? (d.Cell.Batch == default ? Required.Id("cell.batch", d.Cell.Batch) : null));
}
