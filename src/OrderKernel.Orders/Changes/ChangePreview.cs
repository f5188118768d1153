namespace OrderKernel.Orders;

/// <summary>What a change would do to quantities and money: the difference between the order before and after the very events that it makes.</summary>
/// <param name="Due">By how much what is due changes, signed.</param>
/// <param name="OwedBack">By how much what is owed back to the buyer changes, signed.</param>
/// <param name="Lines">Lines whose units or price change, new ones last.</param>
public sealed record ChangePreview(Money Due, Money OwedBack, ValueList<ChangedLine> Lines)
{
    internal static ChangePreview Between(Order before, Order after)
    {
        var lines = new List<ChangedLine>();
        foreach (var line in after.Lines)
        {
            var was = before.Line(line.Id);
            var (units, total) = (was?.Units.Ordered ?? default, was?.Total ?? OrderKernel.Money.Zero(line.Total.Currency));
            if (units != line.Units.Ordered || total != line.Total) lines.Add(new(line.Id, line.Sku, units, line.Units.Ordered, total, line.Total));
        }

        return new(after.Money.Due - before.Money.Due, after.Money.RefundPending - before.Money.RefundPending, lines.ToValueList());
    }
}

/// <summary>A line that a change touches.</summary>
/// <param name="Line">The line.</param>
/// <param name="Sku">Its goods; null when not known.</param>
/// <param name="UnitsBefore">Units ordered before.</param>
/// <param name="UnitsAfter">Units ordered after.</param>
/// <param name="TotalBefore">What the buyer pays for the line before.</param>
/// <param name="TotalAfter">What the buyer pays for the line after.</param>
public readonly record struct ChangedLine(LineId Line, SkuId? Sku, Quantity UnitsBefore, Quantity UnitsAfter, Money TotalBefore, Money TotalAfter);
