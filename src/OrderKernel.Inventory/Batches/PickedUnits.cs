using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>Units that were picked from a cell for what was asked of its shelf.</summary>
/// <param name="Cell">The cell: of a batch, or of the units of none.</param>
/// <param name="Quantity">The units, positive.</param>
public readonly record struct PickedUnits(StockCell Cell, Quantity Quantity)
{
    /// <summary>The last day of the batch, as it was known then; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LocalDate? ExpiresOn { get; init; }
}
